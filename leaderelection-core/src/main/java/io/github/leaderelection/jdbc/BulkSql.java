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

package io.github.leaderelection.jdbc;

/**
 * Statements that do for many rows at once what those of {@link SqlDialect} do for one.
 * They take one array of each parameter, in the plural: {@code :names},
 * {@code :identities}, {@code :versions}, {@code :holders}, {@code :tokens},
 * {@code :leases}; and {@code :wait}, as it is. Rows are locked in the order of their
 * names, and an update skips a row that is locked. A write yields the names of the rows
 * that were written. A row that was not is asked for once more: it is locked if it is as
 * the write wanted it, and is written by itself then.
 *
 * @param select as {@link SqlDialect#select}, with the name as its first column
 * @param insert as {@link SqlDialect#insert}
 * @param acquire as {@link SqlDialect#acquire}
 * @param acquirable the names of the rows that could be acquired, locked or not
 * @param renew as {@link SqlDialect#renew}
 * @param renewable the names of the rows that could be renewed or released, locked or not
 */
public record BulkSql(String select, String insert, String acquire, String acquirable, String renew, String renewable) {
}
