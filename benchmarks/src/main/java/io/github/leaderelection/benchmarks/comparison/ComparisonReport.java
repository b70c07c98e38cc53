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

package io.github.leaderelection.benchmarks.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.leaderelection.benchmarks.BenchmarkSettings;
import io.github.leaderelection.benchmarks.Timings;
import io.github.leaderelection.benchmarks.arena.BenchmarkDatabase;
import io.github.leaderelection.benchmarks.contestant.Candidate;
import io.github.leaderelection.benchmarks.report.Machine;
import io.github.leaderelection.benchmarks.report.MarkdownTable;
import io.github.leaderelection.benchmarks.report.Summary;

/** The results as a page. */
final class ComparisonReport {

	private final BenchmarkSettings settings;

	private final BenchmarkDatabase database;

	private final Results results;

	private final Advantages advantages = new Advantages();

	ComparisonReport(BenchmarkSettings settings, BenchmarkDatabase database, Results results) {
		this.settings = settings;
		this.database = database;
		this.results = results;
	}

	void write(Path file, long nanos) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, text(nanos));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String text(long nanos) {
		MarkdownTable idle = idle();
		MarkdownTable takeovers = takeovers();
		MarkdownTable overlaps = overlaps();
		return """
				# Side by side

				This page is what the following command wrote, in one run of %d minutes on one machine:

				```
				mvn -pl benchmarks -am verify -DskipTests -Dbenchmarks=comparison%s
				```

				- **Machine**: %s
				- **Versions**: %s.
				- **Timings**, the same for all: %s.
				- **Server**: a real PostgreSQL as it ships, but that it logs every statement: what is counted below is counted
				  in its log. Each candidate runs in JVMs of its own, one candidate after the other. Raw numbers:
				  [`comparison/`](comparison/).

				%s
				## Where a peer is better

				%s
				## Idle: statements, errors, threads

				One process leads all elections and another follows; nothing happens. Statements are counted for %d s;
				`BEGIN`, `COMMIT` and the like are statements too. Errors are those of both processes from the start on,
				in the server's log. Threads are those that a process did not have before it took part; the peers' pool of 10
				connections, which their application has anyway, is not counted. Where "led" is less than the number of
				elections, or terms were lost, the candidate cannot keep up on this machine.

				%s
				## Takeover

				From the moment a leader is asked to stop, or is killed, until the next one's listener is told; in
				milliseconds, %d of each. After a kill a lease has to run out: it ends up to %d ms after the kill, less what
				has passed since the last renewal. With so few, p99 is the maximum. Errors are those in the server's log
				during all takeovers of the kind.

				%s
				## Two leaders at once

				For how long two processes called themselves leader, in milliseconds, asked a thousand times a second. The
				first one leads; then its connections stall for %d s (no byte passes, no connection is closed), or its
				listener blocks for %d s when it is told that it leads; a second one runs undisturbed. `socketTimeout`, which
				the driver does not set by itself, is %d s where it is set. "No takeover" means that the second never led. Runs of each kind: %d;
				what is shown is the worst.

				%s
				"""
			.formatted(Duration.ofNanos(nanos).toMinutes(),
					BenchmarkSettings.options("lease", "takeovers", "elections", "window", "disturbance",
							"disturbances", "candidates"),
					Machine.describe(), Versions.describe(this.database), Timings.of(this.settings.lease()), setups(),
					this.advantages.text(), this.settings.window().toSeconds(), idle, this.settings.takeovers(),
					this.settings.lease().toMillis(), takeovers, this.settings.disturbance().toSeconds(),
					this.settings.disturbance().toSeconds(),
					Math.max(1, Timings.of(this.settings.lease()).renewDeadline().toSeconds()),
					this.settings.disturbances(), overlaps);
	}

	private String setups() {
		StringBuilder text = new StringBuilder();
		this.results.idles()
			.stream()
			.map(Idle::candidate)
			.distinct()
			.forEach((candidate) -> text.append("- **")
				.append(candidate.title())
				.append("**: ")
				.append(candidate.setup())
				.append(".\n"));
		return text.toString();
	}

	private MarkdownTable idle() {
		MarkdownTable table = new MarkdownTable("", "elections", "led", "terms lost", "leader: statements/s",
				"follower: statements/s", "errors", "leader: threads", "follower: threads");
		for (Idle idle : this.results.idles()) {
			Idle.Share leader = idle.leader();
			Idle.Share follower = idle.follower();
			table.row(idle.candidate().title(), Integer.toString(idle.elections()), Long.toString(leader.led()),
					Long.toString(leader.lost() + follower.lost()), MarkdownTable.number(leader.statements(), 1),
					MarkdownTable.number(follower.statements(), 1), Long.toString(idle.errors()),
					Integer.toString(leader.threads()), Integer.toString(follower.threads()));
			String at = " (elections: " + idle.elections() + ")";
			Candidate candidate = idle.candidate();
			this.advantages.add("statements/s of the leader" + at, candidate, leader.statements());
			this.advantages.add("statements/s of the follower" + at, candidate, follower.statements());
			this.advantages.add("errors" + at, candidate, (double) idle.errors());
			this.advantages.add("threads of the leader" + at, candidate, leader.threads());
			this.advantages.add("threads of the follower" + at, candidate, follower.threads());
		}
		return table;
	}

	private MarkdownTable takeovers() {
		MarkdownTable table = new MarkdownTable("", "leader ended by", "number", "min", "median", "p99", "max",
				"errors");
		for (Takeovers takeovers : this.results.takeovers()) {
			Summary summary = takeovers.summary();
			table.row(takeovers.candidate().title(), takeovers.kind().title(), Integer.toString(summary.count()),
					MarkdownTable.number(summary.min(), 0), MarkdownTable.number(summary.median(), 0),
					MarkdownTable.number(summary.p99(), 0), MarkdownTable.number(summary.max(), 0),
					Long.toString(takeovers.errors()));
			String after = "takeover after " + takeovers.kind().title() + ", ms, ";
			this.advantages.add(after + "median", takeovers.candidate(), summary.median());
			this.advantages.add(after + "p99", takeovers.candidate(), summary.p99());
			this.advantages.add("errors during takeovers after " + takeovers.kind().title(), takeovers.candidate(),
					(double) takeovers.errors());
		}
		return table;
	}

	private MarkdownTable overlaps() {
		MarkdownTable table = new MarkdownTable("",
				Stream.of(Trouble.values()).map(Trouble::title).toArray(String[]::new));
		this.results.overlaps().stream().map(Overlap::candidate).distinct().forEach((candidate) -> {
			List<String> cells = new ArrayList<>(List.of(candidate.title()));
			for (Trouble trouble : Trouble.values()) {
				Overlap worst = worst(candidate, trouble);
				cells.add(worst.takenOver() ? MarkdownTable.number(worst.millis(), 0) : "0, no takeover");
				this.advantages.add("two leaders, ms, " + trouble.title(), candidate, worst.millis());
			}
			table.row(cells);
		});
		return table;
	}

	private Overlap worst(Candidate candidate, Trouble trouble) {
		return this.results.overlaps()
			.stream()
			.filter((overlap) -> overlap.candidate() == candidate && overlap.trouble() == trouble)
			.max(Comparator.comparing(Overlap::takenOver).thenComparingDouble(Overlap::millis))
			.orElseThrow();
	}

}
