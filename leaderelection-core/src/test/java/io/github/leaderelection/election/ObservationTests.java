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

package io.github.leaderelection.election;

import java.time.Duration;
import java.util.stream.Stream;

import io.github.leaderelection.lock.LockSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.leaderelection.election.Given.OTHER;
import static io.github.leaderelection.election.Given.RULES;
import static io.github.leaderelection.election.Given.s;
import static io.github.leaderelection.election.Given.snapshot;
import static io.github.leaderelection.election.Given.trustingTheStoreClock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ObservationTests {

	private static final Observation BEFORE = new Observation(5, OTHER, s(100));

	private static LockSnapshot aged(double age) {
		return snapshot(OTHER, 3, 6, Duration.ofSeconds(15), Duration.ofNanos(s(age)));
	}

	/**
	 * The last answered read was sent at 97 s, the reply is there at 100 s. With 15 s and
	 * 10 s the age may be believed as long as the gap is at most 4.851 s.
	 */
	@ParameterizedTest
	@MethodSource("ages")
	void datesARenewal(double gap, double age, double date) {
		Observation seen = BEFORE.renewed(aged(age), s(100 - gap), s(100), RULES);
		assertThat(seen).isEqualTo(new Observation(6, OTHER, s(date + 15)));
	}

	static Stream<Arguments> ages() {
		return Stream.of(arguments(3, 0, 100), // as old as the store says
				arguments(3, 1.5, 98.5), arguments(3, 3, 97), //
				arguments(3, 3.001, 97), // but no older than the sending of the last read
				arguments(3, 14, 97), arguments(3, 9_999_999, 97), //
				arguments(3, -7, 100), // and never from the future
				arguments(4.851, 4, 96), // the longest gap that is safe
				arguments(4.852, 4, 100), // a longer one dates it at the reply
				arguments(60, 4, 100), arguments(60, 0, 100));
	}

	/**
	 * Whoever takes over at the dated end is at least 1 % late for the trust of the
	 * leader, which may have sent its renewal when the last read was sent.
	 */
	@Test
	void neverEndsALeaseBeforeTheTrustOfItsLeader() {
		for (double gap = 0; gap < 12; gap += 0.007) {
			Observation seen = BEFORE.renewed(aged(12), s(100) - s(gap), s(100), RULES);
			long earliestSent = s(100) - s(gap);
			assertThat(seen.leaseEnd() - earliestSent).isGreaterThanOrEqualTo(s(10) + s(10) / 100);
		}
	}

	/** The rule is about the deadline and the gap, not about the defaults. */
	@Test
	void believesNoAgeWhereTheDeadlineLeavesNoRoom() {
		Rules tight = new Rules(Given.ME, s(15), s(14.8), s(2), Moment.NEVER, s(5), true, false, Given.SALT);
		assertThat(BEFORE.renewed(aged(0.02), s(99.95), s(100), tight).leaseEnd()).isEqualTo(s(114.98));
		assertThat(BEFORE.renewed(aged(0.02), s(99.9), s(100), tight).leaseEnd()).isEqualTo(s(115));
	}

	/** At 15.15 s and 10 s a gap of five seconds leaves exactly one percent. */
	@Test
	void believesAnAgeUpToExactlyTheClockDrift() {
		Rules exact = new Rules(Given.ME, s(15.15), s(10), s(2), Moment.NEVER, s(5), true, false, Given.SALT);
		LockSnapshot aged = snapshot(OTHER, 3, 6, Duration.ofMillis(15_150), Duration.ofSeconds(1));
		assertThat(BEFORE.renewed(aged, s(95), s(100), exact).leaseEnd()).isEqualTo(s(114.15));
		assertThat(BEFORE.renewed(aged, s(95) - 1, s(100), exact).leaseEnd()).isEqualTo(s(115.15));
	}

	@Test
	void countsTheLeaseOfTheRecordAndBelievesNoAgeWhereItIsNotItsOwn() {
		LockSnapshot longer = snapshot(OTHER, 3, 6, Duration.ofSeconds(30), Duration.ofSeconds(1));
		LockSnapshot shorter = snapshot(OTHER, 3, 6, Duration.ofSeconds(12), Duration.ofSeconds(1));
		assertThat(BEFORE.renewed(longer, s(98), s(100), RULES).leaseEnd()).isEqualTo(s(130));
		assertThat(BEFORE.renewed(shorter, s(98), s(100), RULES).leaseEnd()).isEqualTo(s(112));
		assertThat(Observation.first(longer, s(100), RULES).leaseEnd()).isEqualTo(s(130));
	}

	@Test
	void isOverWithItsEnd() {
		assertThat(BEFORE.isOver(s(100) - 1)).isFalse();
		assertThat(BEFORE.isOver(s(100))).isTrue();
	}

	@ParameterizedTest
	@MethodSource("newcomers")
	void aNewcomerWatchesAWholeLease(boolean trust, double age, double end) {
		Observation seen = Observation.first(aged(age), s(100), trust ? trustingTheStoreClock() : RULES);
		assertThat(seen).isEqualTo(new Observation(6, OTHER, s(end)));
	}

	static Stream<Arguments> newcomers() {
		return Stream.of(arguments(false, 0, 115), arguments(false, 14, 115), arguments(false, 9_999_999, 115),
				arguments(true, 0, 115), // unless it trusts the clock of the store
				arguments(true, 4, 111), //
				arguments(true, 12.9, 102.1), //
				arguments(true, 13.1, 102), // and has looked a second time
				arguments(true, 9_999_999, 102), //
				arguments(true, -4, 115));
	}

	@Test
	void aShortLeaseIsNotWatchedForLongerThanItLasts() {
		LockSnapshot brief = snapshot(OTHER, 3, 6, Duration.ofSeconds(1), Duration.ofSeconds(9));
		assertThat(Observation.first(brief, s(100), trustingTheStoreClock()).leaseEnd()).isEqualTo(s(101));
	}

	/** A record that somebody else wrote may hold anything. */
	@Test
	void nothingOverflows() {
		Duration centuries = Duration.ofSeconds(Long.MAX_VALUE);
		LockSnapshot absurd = snapshot(OTHER, 3, 6, centuries, centuries);
		long year = ElectionTimings.MAX_DURATION.toNanos();
		assertThat(Observation.first(absurd, s(100), RULES).leaseEnd()).isEqualTo(s(100) + year);
		assertThat(BEFORE.renewed(absurd, s(98), s(100), RULES).leaseEnd()).isEqualTo(s(100) + year);
		LockSnapshot leapt = snapshot(OTHER, 3, 6, Duration.ofSeconds(15), centuries);
		assertThat(BEFORE.renewed(leapt, s(98), s(100), RULES).leaseEnd()).isEqualTo(s(113));
	}

	@Test
	void anAbsurdLeaseThatTheStoreClockIsTrustedForDoesNotOverflow() {
		Duration centuries = Duration.ofSeconds(Long.MAX_VALUE);
		LockSnapshot absurd = snapshot(OTHER, 3, 6, centuries, centuries.minusSeconds(1));
		assertThat(Observation.first(absurd, s(100), trustingTheStoreClock()).leaseEnd()).isBetween(s(102),
				s(100) + ElectionTimings.MAX_DURATION.toNanos());
	}

}
