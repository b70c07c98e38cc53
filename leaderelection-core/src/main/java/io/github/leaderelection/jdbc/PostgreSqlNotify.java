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

import java.util.Locale;

/**
 * How statements on PostgreSQL notify: in what a write returns, so for each row that it
 * has written and for no other, and sent by the server at the commit.
 */
final class PostgreSqlNotify {

	private PostgreSqlNotify() {
	}

	/**
	 * The channel of a table: its name without the schema, as the server folds it. Two
	 * schemas that have such a table share it, and get hints for nothing at times.
	 */
	static String channel(String table) {
		return table.substring(table.indexOf('.') + 1).toLowerCase(Locale.ROOT);
	}

	/**
	 * For acquisitions.
	 * @param prefix what goes before a column of the row that is written, or nothing
	 */
	static String ofEach(String table, String prefix) {
		return "RETURNING " + each(table, prefix);
	}

	/** For what may be a renewal, of which nobody is told. */
	static String ofReleases(String table, String prefix) {
		return "RETURNING " + releases(table, prefix);
	}

	static String releases(String table, String prefix) {
		return "CASE WHEN " + prefix + "holder_identity IS NULL THEN " + each(table, prefix) + " END";
	}

	static String each(String table, String prefix) {
		return "CAST(pg_notify('" + channel(table) + "', " + prefix + "election_name) AS text)";
	}

}
