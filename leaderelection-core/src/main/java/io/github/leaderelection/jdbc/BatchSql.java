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
 * What a database needs beside the statements of {@link SqlDialect} so that those can be
 * performed on many rows as one JDBC batch, in one short transaction. Both take
 * {@code :names}, a list that is written as {@code IN (:names)}.
 *
 * @param select as {@link SqlDialect#select}, with the name as its first column
 * @param lock locks the rows against other writers, in the order of their names, skips
 * those that are locked already, and yields the names of the others; it must not wait for
 * a row
 */
public record BatchSql(String select, String lock) {
}
