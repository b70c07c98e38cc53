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
 * Stops leaders in order, and measures from the commit of the release until the next one
 * is told.
 */
public final class HandoversCommand {

	private static final Logger logger = LoggerFactory.getLogger(HandoversCommand.class);

	private static final double MAX_MEDIAN = 20;

	private static final double MAX_P99 = 100;

	private HandoversCommand() {
	}

	/**
	 * Runs.
	 * @param settings how often, and where the report goes
	 */
	public static void run(BenchmarkSettings settings) {
		Timings timings = Timings.of(settings.handoverLease());
		logger.info("{} handovers with {}", settings.handovers(), timings);
		List<Takeover> takeovers;
		List<Lateness> all;
		try (Arena arena = new Arena(settings.output())) {
			LeaseHistory history = new LeaseHistory(arena.database());
			String run = arena.newRun(Candidate.LEADERELECTION);
			takeovers = new Duel(arena, new Entry(Candidate.LEADERELECTION, run, timings.lease(), 1))
				.run(TakeoverKind.STOP, settings.handovers());
			all = Lateness.afterRelease(history.changes(run), takeovers);
		}
		Csv csv = new Csv("number", "stop_asked_to_granted_ms", "release_committed_to_acquisition_ms",
				"release_committed_to_granted_ms");
		for (int index = 0; index < all.size(); index++) {
			csv.line(index + 1, takeovers.get(index).millis(), all.get(index).written(), all.get(index).granted());
		}
		csv.write(settings.docs().resolve("measurements").resolve("handovers.csv"));
		settings.measurements().write("handovers", text(settings, timings, takeovers, all));
	}

	private static String text(BenchmarkSettings settings, Timings timings, List<Takeover> takeovers,
			List<Lateness> all) {
		MarkdownTable table = new MarkdownTable("from … until", "handovers", "min", "median", "p99", "max");
		Summary granted = Summary.of(all.stream().map(Lateness::granted).toList());
		row(table, "stop asked … listener told", Summary.of(takeovers.stream().map(Takeover::millis).toList()));
		row(table, "release committed … acquiring write arrived",
				Summary.of(all.stream().map(Lateness::written).toList()));
		row(table, "**release committed … listener told**", granted);
		boolean complete = all.size() == settings.handovers();
		return """
				## Handover after a clean stop

				```
				mvn -pl benchmarks -am verify -DskipTests -Dbenchmarks=handovers%s
				```

				Two JVMs with the starter on a real PostgreSQL, %s. The one that leads is stopped
				(`LeaderElections.stop()`) at a random moment, and started again when the other leads. In milliseconds. The
				commit's time is the server's (`track_commit_timestamp`), the listener's that of its JVM, on the same machine.
				Below 100 handovers, p99 is the maximum.

				%s Raw numbers: [`handovers.csv`](measurements/handovers.csv).

				%s
				Asked, from the commit until the listener is told: median at most 20, %s; p99 at most 100, %s.
				"""
			.formatted(BenchmarkSettings.options("handovers", "handover-lease"), timings, Machine.describe(), table,
					verdict(complete && granted.median() <= MAX_MEDIAN), verdict(complete && granted.p99() <= MAX_P99));
	}

	private static void row(MarkdownTable table, String what, Summary summary) {
		table.row(what, Integer.toString(summary.count()), MarkdownTable.number(summary.min(), 1),
				MarkdownTable.number(summary.median(), 1), MarkdownTable.number(summary.p99(), 1),
				MarkdownTable.number(summary.max(), 1));
	}

	private static String verdict(boolean met) {
		return met ? "met" : "**missed**";
	}

}
