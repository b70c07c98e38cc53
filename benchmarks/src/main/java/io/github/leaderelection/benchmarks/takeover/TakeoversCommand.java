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

package io.github.leaderelection.benchmarks.takeover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.benchmarks.BenchmarkSettings;
import io.github.leaderelection.benchmarks.Timings;
import io.github.leaderelection.benchmarks.arena.Arena;
import io.github.leaderelection.benchmarks.arena.Entry;
import io.github.leaderelection.benchmarks.arena.LeaseHistory;
import io.github.leaderelection.benchmarks.contestant.Candidate;
import io.github.leaderelection.benchmarks.report.Csv;
import io.github.leaderelection.benchmarks.report.Machine;
import io.github.leaderelection.benchmarks.report.MarkdownTable;
import io.github.leaderelection.benchmarks.report.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills leaders at random moments, and compares the next one's beginning with the end of
 * the lease as the database has it.
 */
public final class TakeoversCommand {

	private static final Logger logger = LoggerFactory.getLogger(TakeoversCommand.class);

	private static final double MAX_P99 = 150;

	private TakeoversCommand() {
	}

	/**
	 * Runs.
	 * @param settings which leases, how often, and where the report goes
	 */
	public static void run(BenchmarkSettings settings) {
		MarkdownTable table = new MarkdownTable("lease", "takeovers", "measured until", "min", "median", "p99", "max",
				"asked: p99 at most 150, min not below 0");
		Csv csv = new Csv("lease_ms", "number", "acquired_after_lease_end_ms", "granted_after_lease_end_ms");
		try (Arena arena = new Arena(settings.output())) {
			LeaseHistory history = new LeaseHistory(arena.database());
			for (Duration lease : settings.exactLeases()) {
				List<Lateness> all = measure(arena, history, lease, settings.exactTakeovers());
				for (int index = 0; index < all.size(); index++) {
					csv.line(lease.toMillis(), index + 1, all.get(index).written(), all.get(index).granted());
				}
				boolean complete = all.size() == settings.exactTakeovers();
				row(table, lease, "the write arrived", all.stream().map(Lateness::written).toList(), complete);
				row(table, lease, "the listener was told", all.stream().map(Lateness::granted).toList(), complete);
			}
		}
		csv.write(settings.docs().resolve("measurements").resolve("takeovers.csv"));
		settings.measurements().write("takeovers", text(settings, table));
	}

	private static List<Lateness> measure(Arena arena, LeaseHistory history, Duration lease, int count) {
		logger.info("{} takeovers with {}", count, Timings.of(lease));
		String run = arena.newRun(Candidate.LEADERELECTION);
		List<Takeover> takeovers = new Duel(arena, new Entry(Candidate.LEADERELECTION, run, lease, 1))
			.run(TakeoverKind.KILL, count);
		return Lateness.afterLease(history.changes(run), takeovers);
	}

	private static void row(MarkdownTable table, Duration lease, String until, List<Double> millis, boolean complete) {
		Summary summary = Summary.of(millis);
		List<String> cells = new ArrayList<>(List.of(lease.toSeconds() + " s", Integer.toString(summary.count()), until,
				MarkdownTable.number(summary.min(), 1), MarkdownTable.number(summary.median(), 1),
				MarkdownTable.number(summary.p99(), 1), MarkdownTable.number(summary.max(), 1)));
		cells.add((complete && summary.p99() <= MAX_P99 && summary.min() >= 0) ? "met" : "**missed**");
		table.row(cells);
	}

	private static String text(BenchmarkSettings settings, MarkdownTable table) {
		return """
				## Takeover after `kill -9`

				```
				mvn -pl benchmarks -am verify -DskipTests -Dbenchmarks=takeovers%s
				```

				Two JVMs with the starter on a real PostgreSQL; the one that leads is killed at a random moment, %d times for
				each lease, with the other timings in the proportion of the defaults (15 : 10 : 2). In milliseconds after the
				end of the lease, which is `renewed_at + lease_duration_ms` of the row that the new leader replaced, kept by a
				trigger. The write's time is the database's (`renewed_at` of the new term), the listener's that of its JVM, on
				the same machine. Below 100 takeovers, p99 is the maximum.

				%s Raw numbers: [`takeovers.csv`](measurements/takeovers.csv).

				%s"""
			.formatted(BenchmarkSettings.options("exact-leases", "exact-takeovers"), settings.exactTakeovers(),
					Machine.describe(), table);
	}

}
