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

package io.github.leaderelection.benchmarks.arena;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what a PostgreSQL has logged, by the name that its client gave: with
 * {@code log_statement=all} each statement is an entry, those that begin and end
 * transactions and set parameters included.
 */
public final class ServerLog {

	/** The name of the client comes first, then the level. */
	static final String LINE_PREFIX = "%a@";

	private static final List<String> STATEMENTS = List.of("LOG:  statement: ", "LOG:  execute ");

	private static final List<String> ERRORS = List.of("ERROR:  ", "FATAL:  ", "PANIC:  ");

	private final Map<String, StatementCounts> counts = new HashMap<>();

	static ServerLog parse(String text) {
		ServerLog log = new ServerLog();
		text.lines().forEach(log::add);
		return log;
	}

	/** Lines that continue an entry begin with a tab. */
	private void add(String line) {
		int end = line.indexOf('@');
		if (end < 0 || line.startsWith("\t")) {
			return;
		}
		String client = line.substring(0, end);
		String entry = line.substring(end + 1);
		if (STATEMENTS.stream().anyMatch(entry::startsWith)) {
			this.counts.merge(client, new StatementCounts(1, 0), StatementCounts::plus);
		}
		else if (ERRORS.stream().anyMatch(entry::startsWith)) {
			this.counts.merge(client, new StatementCounts(0, 1), StatementCounts::plus);
		}
	}

	/**
	 * What one client has done.
	 * @param client its name
	 * @return the counts
	 */
	public StatementCounts of(String client) {
		return this.counts.getOrDefault(client, StatementCounts.NONE);
	}

	/**
	 * What several clients have done.
	 * @param prefix what their names begin with
	 * @return the counts, added up
	 */
	public StatementCounts ofAll(String prefix) {
		return this.counts.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(prefix))
			.map(Map.Entry::getValue)
			.reduce(StatementCounts.NONE, StatementCounts::plus);
	}

}
