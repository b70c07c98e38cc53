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
 * Statements by which two sessions find out that they are on one database: one sets a
 * mark, by a number that nobody else would think of, and the other looks for it. A mark
 * is in the memory of the server and goes with the session that has set it: a replica or
 * a copy has none, however much it resembles the database otherwise. Each statement is a
 * query with {@code :mark}, a number of 64 bits, that yields one boolean.
 *
 * @param set sets the mark in the database that the session uses; it must not wait
 * @param seen whether a session on the database that this one uses has set the mark; it
 * must change nothing, for it runs in a transaction of the application's
 * @param clear takes the mark away, in the session that has set it
 */
public record MarkSql(String set, String seen, String clear) {
}
