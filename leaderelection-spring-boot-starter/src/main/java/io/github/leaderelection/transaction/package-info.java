/*
 * Copyright 2026 the leaderelection authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * Transactions that cannot commit once their leader has been replaced:
 * {@link io.github.leaderelection.transaction.LeaderTransactional} for methods, and
 * {@link io.github.leaderelection.transaction.LeaderFence} for a
 * {@code TransactionTemplate} and for plain JDBC.
 * <p>
 * Types that say that they are internal may change with any release, and the published
 * documentation leaves them out.
 */
@NullMarked
package io.github.leaderelection.transaction;

import org.jspecify.annotations.NullMarked;
