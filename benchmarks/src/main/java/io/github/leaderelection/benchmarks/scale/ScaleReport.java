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

package io.github.leaderelection.benchmarks.scale;

import java.time.Duration;

import io.github.leaderelection.benchmarks.BenchmarkSettings;
import io.github.leaderelection.benchmarks.report.Machine;
import io.github.leaderelection.benchmarks.report.MarkdownTable;

/** Tells what many elections cost. */
final class ScaleReport {

	private static final long MAX_START_MILLIS = 3000;

	private static final long MAX_TAKEOVER_MILLIS = 3000;

	private static final long MAX_RENEWAL_MILLIS = Duration.ofSeconds(2).toMillis() / 4;

	private static final long MAX_HEAP = 2048;

	private static final double MIN_HOT = 0.95;

	private ScaleReport() {
	}

	static String text(BenchmarkSettings settings, ScaleResult result) {
		MarkdownTable table = new MarkdownTable("", "measured", "asked", "");
		long start = result.number("acquired_all_ms");
		row(table, "from the start until all are led", start + " ms", "3 s", start <= MAX_START_MILLIS);
		long lost = result.number("leader_terms_lost");
		row(table, "terms lost in " + settings.scaleDuration().toSeconds() + " s", Long.toString(lost), "0", lost == 0);
		long renewal = result.number("leader_slowest_renewal_ms");
		row(table, "slowest renewal of all", renewal + " ms", "a quarter of the retry period, 500 ms",
				renewal <= MAX_RENEWAL_MILLIS);
		heap(table, result, "leader");
		heap(table, result, "follower");
		long takeover = result.number("last_takeover_after_lease_end_ms");
		row(table, "after `kill -9`: the first is led, after the lease's end",
				result.text("first_takeover_after_lease_end_ms") + " ms", "", true);
		row(table, "after `kill -9`: all are led, after the leases' end", takeover + " ms", "3 s",
				takeover <= MAX_TAKEOVER_MILLIS);
		double hot = (double) result.number("hot_updates") / result.number("updates");
		row(table, "updates that are HOT, of " + result.text("updates"), MarkdownTable.number(hot, 4), "0.95",
				hot > MIN_HOT);
		row(table, "statements of the leader in 60 s", result.text("leader_statements_per_min"), "", true);
		row(table, "statements of the follower in 60 s", result.text("follower_statements_per_min"), "", true);
		row(table, "errors in the server's log", result.text("errors"), "0", result.number("errors") == 0);
		return """
				## %,d elections

				```
				mvn -pl benchmarks -am verify -DskipTests -Dbenchmarks=scale%s
				```

				One process that leads %,d elections, and another that follows them, without Spring, each with a listener, with
				the default timings (15 s, 10 s, 2 s) on a real PostgreSQL. %s Raw numbers: [`scale.csv`](measurements/scale.csv).

				%s
				Threads of the leader: `%s`; of the follower: `%s`. Up to 16 relay threads come and go with news.
				"""
			.formatted(settings.scaleElections(), BenchmarkSettings.options("scale-elections", "scale-duration"),
					settings.scaleElections(), Machine.describe(), table,
					result.text("leader_threads").replace(" ", "`, `"),
					result.text("follower_threads").replace(" ", "`, `"));
	}

	private static void heap(MarkdownTable table, ScaleResult result, String who) {
		long heap = result.number(who + "_heap_per_election_bytes");
		row(table, "heap of the " + who + ", for each election", heap + " B", "2 KB", heap < MAX_HEAP);
	}

	private static void row(MarkdownTable table, String what, String measured, String asked, boolean met) {
		table.row(what, measured, asked, asked.isEmpty() ? "" : met ? "met" : "**missed**");
	}

}
