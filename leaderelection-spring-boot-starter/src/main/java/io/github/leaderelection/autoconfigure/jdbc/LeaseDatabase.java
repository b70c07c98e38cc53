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

package io.github.leaderelection.autoconfigure.jdbc;

import io.github.leaderelection.jdbc.SqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * The database of the leases: what the lock, its schema and the check at start-up share.
 *
 * @param tableName the table, an identifier
 * @param dataSource where connections come from
 * @param pooled whether they belong to a pool that others use as well
 * @param dialect what the database speaks; {@code null} where it is left to tell
 */
record LeaseDatabase(String tableName, LeaseDataSource dataSource, boolean pooled, @Nullable SqlDialect dialect) {

}
