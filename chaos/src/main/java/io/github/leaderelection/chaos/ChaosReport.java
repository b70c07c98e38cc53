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

package io.github.leaderelection.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import io.github.leaderelection.chaos.check.Durations;
import io.github.leaderelection.chaos.check.ProcessEvidence;
import io.github.leaderelection.chaos.check.Rule;
import io.github.leaderelection.chaos.check.Tally;
import io.github.leaderelection.chaos.check.Violation;
import io.github.leaderelection.chaos.fault.FaultKind;
import io.github.leaderelection.chaos.fleet.ProcessEnd;
import io.github.leaderelection.chaos.log.LogEntry;
import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.settings.ChaosSettings;

/** The report of a run, in Markdown. */
public final class ChaosReport {

	private static final int MOST_VIOLATIONS = 50;

	private final ChaosResult result;

	private final StringBuilder text = new StringBuilder();

	private ChaosReport(ChaosResult result) {
		this.result = result;
	}

	/**
	 * Writes the report.
	 * @param result what came of a run
	 * @param file where to
	 */
	public static void write(ChaosResult result, Path file) {
		try {
			Files.writeString(file, of(result));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String of(ChaosResult result) {
		ChaosReport report = new ChaosReport(result);
		report.settings();
		report.verdict();
		report.terms();
		report.ledger();
		report.faults();
		report.takeovers();
		return report.text.toString();
	}

	private void settings() {
		ChaosSettings settings = this.result.settings();
		line("# A run of chaos");
		line("");
		line("Seed %d, %s of faults, %d instances; lease %s, renew deadline %s, retry period %s.".formatted(
				settings.seed(), words(settings.duration()), settings.instances(), words(settings.timings().lease()),
				words(settings.timings().renewDeadline()), words(settings.timings().retryPeriod())));
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		line("%d cores, %d GB of memory, %s, JDK %s, PostgreSQL %s; load average at the end %d.".formatted(
				system.getAvailableProcessors(), Math.round(system.getTotalMemorySize() / (double) (1 << 30)),
				system.getName(), System.getProperty("java.version"), this.result.databaseVersion(),
				Math.round(system.getSystemLoadAverage())));
		line("");
	}

	private void verdict() {
		List<Violation> violations = this.result.violations();
		Map<Rule, Long> byRule = violations.stream()
			.collect(Collectors.groupingBy(Violation::rule, Collectors.counting()));
		line("## Rules");
		line("");
		line("| rule | violations |");
		line("|---|---:|");
		for (Rule rule : Rule.values()) {
			line("| %s | %d |".formatted(rule.statement(), byRule.getOrDefault(rule, 0L)));
		}
		line("");
		violations.stream()
			.limit(MOST_VIOLATIONS)
			.forEach((violation) -> line("- %s: %s".formatted(violation.rule(), violation.message())));
		if (!violations.isEmpty()) {
			line("");
		}
	}

	private void terms() {
		Tally tally = Tally.of(this.result.evidence());
		line("## Terms");
		line("");
		row("", "count");
		line("|---|---:|");
		row("terms begun, as the database has them", tally.terms());
		row("granted", tally.noted(LogEvent.GRANTED));
		row("revoked", tally.noted(LogEvent.REVOKED));
		counts("of these", revocations());
		row("samples of isLeader() that were true", tally.samples());
		row("processes", this.result.evidence().processes().size());
		counts("of these ended", ends());
		line("");
	}

	private Map<String, Long> revocations() {
		return count(this.result.evidence().processes().stream().flatMap((process) -> process.noted(LogEvent.REVOKED)),
				LogEntry::detail);
	}

	private Map<String, Long> ends() {
		return count(this.result.evidence().processes().stream().map(ProcessEvidence::end), ProcessEnd::name);
	}

	private void ledger() {
		Tally tally = Tally.of(this.result.evidence());
		line("## Ledger");
		line("");
		row("", "count");
		line("|---|---:|");
		row("fenced rows", tally.fenced());
		row("of these committed after a later term had begun", tally.staleFenced());
		row("other rows", tally.unfenced());
		row("of these committed after a later term had begun (what the fence is for)", tally.staleUnfenced());
		row("fenced transactions refused at their commit (LeadershipLostException)", tally.noted(LogEvent.FENCED_LOST));
		row("fenced transactions refused at their beginning", tally.noted(LogEvent.FENCED_REFUSED));
		row("fenced transactions that failed otherwise (connection, timeout)", tally.noted(LogEvent.FENCED_FAILED));
		row("other rows that failed", tally.noted(LogEvent.UNFENCED_FAILED));
		line("");
	}

	private void faults() {
		line("## Faults");
		line("");
		line("| fault | happened | skipped, its target being taken |");
		line("|---|---:|---:|");
		Map<FaultKind, Long> happened = this.result.disturbances()
			.stream()
			.filter((fault) -> fault.kind() != FaultKind.ROLL || fault.target().equals("fleet"))
			.collect(Collectors.groupingBy((fault) -> fault.kind(), Collectors.counting()));
		for (FaultKind kind : FaultKind.values()) {
			line("| %s | %d | %d |".formatted(lower(kind.name()), happened.getOrDefault(kind, 0L),
					this.result.skipped().getOrDefault(kind, 0)));
		}
		line("");
	}

	private void takeovers() {
		line("## Takeovers");
		line("");
		line("How long nobody held the lease, by the database's clock. Undisturbed: some other instance had watched the");
		line("lease for a whole lease, and no fault touched that instance or the database meanwhile.");
		line("");
		line("| | count | least | median | p99 | most |");
		line("|---|---:|---:|---:|---:|---:|");
		durations("after the end of a lease, undisturbed", this.result.takeovers().afterLeaseUndisturbed());
		durations("after the end of a lease, all", this.result.takeovers().afterLease());
		durations("after a release, undisturbed", this.result.takeovers().afterReleaseUndisturbed());
		durations("after a release, all", this.result.takeovers().afterRelease());
	}

	private void durations(String name, Durations durations) {
		if (durations.count() == 0) {
			line("| %s | 0 | | | | |".formatted(name));
			return;
		}
		line("| %s | %d | %d ms | %d ms | %d ms | %d ms |".formatted(name, durations.count(),
				durations.sorted().get(0).toMillis(), durations.quantile(0.5).toMillis(),
				durations.quantile(0.99).toMillis(), durations.quantile(1).toMillis()));
	}

	private void counts(String name, Map<String, Long> counts) {
		counts.forEach((key, count) -> row(name + ": " + lower(key), count));
	}

	private void row(String name, Object value) {
		line("| %s | %s |".formatted(name, value));
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

	private static <T> Map<String, Long> count(Stream<T> things, Function<T, String> name) {
		return things.collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
	}

	private static String lower(String constant) {
		return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String words(Duration duration) {
		long millis = duration.toMillis();
		if (millis % 60_000 == 0 && millis > 0) {
			return millis / 60_000 + " min";
		}
		return (millis % 1000 == 0) ? millis / 1000 + " s" : millis + " ms";
	}

}
