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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import io.github.leaderelection.chaos.fault.Disturbance;
import io.github.leaderelection.chaos.fault.FaultKind;
import io.github.leaderelection.chaos.fleet.ProcessEnd;
import io.github.leaderelection.chaos.history.HistoryEvent;
import io.github.leaderelection.chaos.log.LogEntry;
import io.github.leaderelection.chaos.log.LogEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TakeoversTests {

	private static final Duration LEASE = Duration.ofSeconds(3);

	private static final Instant LEASE_END = Instant.parse("2026-01-01T00:01:00Z");

	@Test
	void countsFromTheEndOfTheLease() {
		Takeovers takeovers = takeovers(Instant.EPOCH, List.of());
		assertThat(takeovers.afterLease().sorted()).containsExactly(Duration.ofMillis(40));
		assertThat(takeovers.afterLeaseUndisturbed().sorted()).containsExactly(Duration.ofMillis(40));
		assertThat(takeovers.afterRelease().count()).isZero();
	}

	@Test
	void countsFromARelease() {
		HistoryEvent acquired = new HistoryEvent(1, HistoryEvent.Kind.ACQUIRED, 1, "p1_a", null, Instant.EPOCH, null);
		HistoryEvent released = new HistoryEvent(2, HistoryEvent.Kind.RELEASED, 1, "p1_a", null, LEASE_END, null);
		HistoryEvent next = new HistoryEvent(3, HistoryEvent.Kind.ACQUIRED, 2, "p2_b", null, LEASE_END.plusMillis(7),
				null);
		Takeovers takeovers = Takeovers.of(new Evidence(List.of(acquired, released, next), List.of()), List.of(),
				LEASE);
		assertThat(takeovers.afterRelease().sorted()).containsExactly(Duration.ofMillis(7));
		assertThat(takeovers.afterReleaseUndisturbed().count()).isZero();
	}

	@Test
	void aFaultOfTheOnlyFollowerDisturbs() {
		assertThat(takeovers(Instant.EPOCH, List.of(fault("p2"))).afterLeaseUndisturbed().count()).isZero();
		assertThat(takeovers(Instant.EPOCH, List.of(fault("database"))).afterLeaseUndisturbed().count()).isZero();
		assertThat(takeovers(Instant.EPOCH, List.of(fault("p1"))).afterLeaseUndisturbed().count()).isOne();
	}

	@Test
	void aNewcomerIsNotReady() {
		assertThat(takeovers(LEASE_END.minusSeconds(4), List.of()).afterLeaseUndisturbed().count()).isZero();
	}

	@Test
	void quantilesAreThoseOfTheNearestRank() {
		Durations durations = Durations.of(LongStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList());
		assertThat(durations.quantile(0.5)).hasMillis(100);
		assertThat(durations.quantile(0.99)).hasMillis(198);
		assertThat(durations.quantile(1)).hasMillis(200);
	}

	private static Disturbance fault(String target) {
		return new Disturbance(FaultKind.FREEZE_LONG, target, LEASE_END.minusSeconds(1), LEASE_END.plusSeconds(1));
	}

	private static Takeovers takeovers(Instant followerStarted, List<Disturbance> disturbances) {
		HistoryEvent first = new HistoryEvent(1, HistoryEvent.Kind.ACQUIRED, 1, "p1_a", null, Instant.EPOCH, null);
		HistoryEvent row = new HistoryEvent(2, HistoryEvent.Kind.FENCED, 1, "p1_a", "p1-1/1", Instant.EPOCH, null);
		HistoryEvent second = new HistoryEvent(3, HistoryEvent.Kind.ACQUIRED, 2, "p2_b", null, LEASE_END.plusMillis(40),
				LEASE_END);
		ProcessEvidence follower = new ProcessEvidence("p2-1", ProcessEnd.RUNNING,
				List.of(new LogEntry(0, followerStarted, LogEvent.STARTED, 0, "p2_b")), List.of());
		return Takeovers.of(new Evidence(List.of(first, row, second), List.of(follower)), disturbances, LEASE);
	}

}
