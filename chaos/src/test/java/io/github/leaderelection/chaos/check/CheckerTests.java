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

package io.github.leaderelection.chaos.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.chaos.fleet.ProcessEnd;
import io.github.leaderelection.chaos.history.HistoryEvent;
import io.github.leaderelection.chaos.log.LeaderSample;
import io.github.leaderelection.chaos.log.LogEntry;
import io.github.leaderelection.chaos.log.LogEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run in which two instances lead one after the other, and what can be wrong with it.
 */
class CheckerTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final List<HistoryEvent> history = new ArrayList<>();

	private final List<LogEntry> firstLog = new ArrayList<>();

	private final List<LogEntry> secondLog = new ArrayList<>();

	private final List<LeaderSample> firstSamples = new ArrayList<>();

	private final List<LeaderSample> secondSamples = new ArrayList<>();

	private ProcessEnd firstEnd = ProcessEnd.KILLED;

	CheckerTests() {
		acquired(1, 0, "p1_a", null);
		note(this.firstLog, 1, LogEvent.GRANTED, 1, "p1_a");
		this.firstSamples.add(new LeaderSample(1, 10, 1000, 5));
		row(HistoryEvent.Kind.FENCED, 1, "p1_a", "p1-1/1");
		note(this.firstLog, 2, LogEvent.FENCED_COMMITTED, 1, "p1-1/1");
		acquired(2, 4000, "p2_b", 3000L);
		note(this.secondLog, 4001, LogEvent.GRANTED, 2, "p2_b");
		this.secondSamples.add(new LeaderSample(2, 4010, 5000, 5));
		row(HistoryEvent.Kind.FENCED, 2, "p2_b", "p2-1/1");
		note(this.secondLog, 4002, LogEvent.FENCED_COMMITTED, 2, "p2-1/1");
		note(this.secondLog, 5000, LogEvent.REVOKED, 2, "STOPPED");
		event(HistoryEvent.Kind.RELEASED, 2, 5010, "p2_b", null, null);
	}

	@Test
	void nothingIsWrong() {
		assertThat(check()).isEmpty();
	}

	@Test
	void twoLeadersAtOneInstant() {
		this.firstSamples.add(new LeaderSample(1, 4900, 5100, 2));
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.ONE_LEADER);
	}

	@Test
	void anOverlapThatALaterTermHides() {
		this.firstSamples.set(0, new LeaderSample(1, 10, 9000, 5));
		this.secondSamples.add(new LeaderSample(3, 8000, 8500, 2));
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.ONE_LEADER, Rule.ONE_LEADER);
	}

	@Test
	void oneSampleIsNoInterval() {
		this.firstSamples.add(new LeaderSample(1, 4500, 4499, 1));
		assertThat(check()).isEmpty();
	}

	@Test
	void aTermThatResumes() {
		note(this.firstLog, 3500, LogEvent.RESUMED, 1, "");
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.NO_RESUMPTION);
	}

	@Test
	void aFencedRowAfterALaterTermHasBegun() {
		row(HistoryEvent.Kind.FENCED, 1, "p1_a", "p1-1/2");
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.FENCE, Rule.FENCE);
	}

	@Test
	void anUnfencedRowAfterALaterTermHasBegunIsCountedOnly() {
		row(HistoryEvent.Kind.UNFENCED, 1, "p1_a", "p1-1/2");
		assertThat(check()).isEmpty();
		assertThat(Tally.of(evidence()).staleUnfenced()).isEqualTo(1);
	}

	@Test
	void aTokenThatIsNotRaised() {
		acquired(2, 9000, "p1_a", null);
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.TOKENS);
	}

	@Test
	void aTokenThatIsGrantedTwice() {
		note(this.firstLog, 4001, LogEvent.REVOKED, 1, "EXPIRED");
		note(this.firstLog, 4002, LogEvent.GRANTED, 2, "p1_a");
		assertThat(check()).extracting(Violation::rule).contains(Rule.TOKENS);
	}

	@Test
	void aRowThatNamesATermOfAnother() {
		row(HistoryEvent.Kind.UNFENCED, 1, "p2_b", "p2-1/2");
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.TOKENS);
	}

	@Test
	void aReleaseOfATermThatDoesNotStand() {
		event(HistoryEvent.Kind.RELEASED, 2, 6000, "p2_b", null, null);
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.TOKENS);
	}

	@Test
	void aGrantWithinATerm() {
		note(this.firstLog, 100, LogEvent.GRANTED, 1, "p1_a");
		assertThat(check()).extracting(Violation::rule).contains(Rule.PAIRS);
	}

	@Test
	void aRevocationTwice() {
		note(this.secondLog, 5001, LogEvent.REVOKED, 2, "STOPPED");
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.PAIRS);
	}

	@Test
	void aProcessThatStoppedOwesNoRevocation() {
		this.firstEnd = ProcessEnd.STOPPED;
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.PAIRS);
	}

	@Test
	void aReleaseBeforeTheRevocation() {
		this.secondLog.removeIf((entry) -> entry.event() == LogEvent.REVOKED);
		note(this.secondLog, 5011, LogEvent.REVOKED, 2, "STOPPED");
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.REVOKED_FIRST);
	}

	@Test
	void aTakeoverBeforeTheEndOfTheLease() {
		acquired(3, 9000, "p1_a", 9100L);
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.LEASE);
	}

	@Test
	void aCommitThatIsLost() {
		this.history.removeIf((event) -> "p2-1/1".equals(event.row()));
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.OUTCOMES);
	}

	@Test
	void aRefusedTransactionThatIsThere() {
		note(this.firstLog, 5000, LogEvent.FENCED_LOST, 1, "p1-1/1");
		assertThat(check()).extracting(Violation::rule).containsExactly(Rule.OUTCOMES);
	}

	private List<Violation> check() {
		return Checker.check(evidence());
	}

	private Evidence evidence() {
		return new Evidence(this.history,
				List.of(new ProcessEvidence("p1-1", this.firstEnd, this.firstLog, this.firstSamples),
						new ProcessEvidence("p2-1", ProcessEnd.STOPPED, this.secondLog, this.secondSamples)));
	}

	private void acquired(long token, long millis, String identity, @Nullable Long leaseEnd) {
		event(HistoryEvent.Kind.ACQUIRED, token, millis, identity, null, leaseEnd);
	}

	private void row(HistoryEvent.Kind kind, long token, String identity, String row) {
		event(kind, token, 0, identity, row, null);
	}

	private void event(HistoryEvent.Kind kind, long token, long millis, String identity, @Nullable String row,
			@Nullable Long leaseEnd) {
		this.history.add(new HistoryEvent(this.history.size() + 1, kind, token, identity, row, START.plusMillis(millis),
				(leaseEnd != null) ? START.plusMillis(leaseEnd) : null));
	}

	private static void note(List<LogEntry> log, long millis, LogEvent event, long token, String detail) {
		log.add(new LogEntry(millis, START.plusMillis(millis), event, token, detail));
	}

}
