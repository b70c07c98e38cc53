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
 * The rules of an election, pure: states that answer each event with a decision. There is
 * no clock, no thread, no I/O and no randomness here; the time, and the salt that tells
 * processes apart, come in as values. The enums and
 * {@link io.github.leaderelection.election.ElectionTimings} are vocabulary that users
 * see. All other types are internal: they may change with any release, and the published
 * documentation leaves them out.
 */
@NullMarked
package io.github.leaderelection.election;

import org.jspecify.annotations.NullMarked;
