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

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ElectionTimingsTests {

	private static final Duration LONGEST = Duration.ofDays(365);

	private static Duration ms(long millis) {
		return Duration.ofMillis(millis);
	}

	@Test
	void theDefaultsAreSound() {
		ElectionTimings defaults = ElectionTimings.of(ElectionTimings.DEFAULT_LEASE_DURATION,
				ElectionTimings.DEFAULT_RENEW_DEADLINE, ElectionTimings.DEFAULT_RETRY_PERIOD);
		assertThat(defaults).isEqualTo(new ElectionTimings(ms(15_000), ms(10_000), ms(2_000), ms(0), ms(5_000)));
		assertThat(defaults.violations()).isEmpty();
	}

	@Test
	void theDrainTimeoutIsNeverNegative() {
		assertThat(ElectionTimings.defaultDrainTimeout(ms(10), ms(15))).isZero();
		assertThat(ElectionTimings.defaultDrainTimeout(ms(15), ms(10))).isEqualTo(ms(5));
	}

	@Test
	void aTakeoverIsSpreadOverFiftyMilliseconds() {
		assertThat(ElectionTimings.of(ms(15_000), ms(10_000), ms(2_000)).worstFailover()).isEqualTo(ms(15_050));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refuses(ElectionTimings timings, String violation) {
		assertThat(timings.violations()).extracting(Object::toString).containsExactly(violation);
	}

	static Stream<Arguments> refused() {
		return Stream.of(
				arguments(with(ms(0), ms(10_000), ms(2_000)), "leaseDuration (PT0S) must be greater than zero"),
				arguments(with(ms(-1), ms(10_000), ms(2_000)), "leaseDuration (PT-0.001S) must be greater than zero"),
				arguments(with(ms(15_000), ms(0), ms(2_000)), "renewDeadline (PT0S) must be greater than zero"),
				arguments(with(ms(15_000), ms(10_000), ms(0)), "retryPeriod (PT0S) must be greater than zero"),
				arguments(with(ms(10_000), ms(10_000), ms(2_000)),
						"leaseDuration (PT10S) must be greater than renewDeadline (PT10S) by more than the clock drift of 1 %"),
				arguments(with(ms(9_000), ms(10_000), ms(2_000)),
						"leaseDuration (PT9S) must be greater than renewDeadline (PT10S) by more than the clock drift of 1 %"),
				arguments(with(ms(15_000), ms(2_000), ms(2_000)),
						"renewDeadline (PT2S) must be greater than retryPeriod*JITTER_FACTOR (PT2S * 1.2)"),
				arguments(new ElectionTimings(ms(15_000), ms(10_000), ms(2_000), ms(-1), ms(0)),
						"termLimit (PT-0.001S) must not be negative"),
				arguments(new ElectionTimings(ms(15_000), ms(10_000), ms(2_000), ms(0), ms(-1)),
						"drainTimeout (PT-0.001S) must not be negative"),
				arguments(with(LONGEST.plusMillis(1), ms(10_000), ms(2_000)),
						"leaseDuration (PT8760H0.001S) must not be longer than 365 days"),
				arguments(new ElectionTimings(ms(15_000), ms(10_000), ms(2_000), LONGEST.plusMillis(1), ms(0)),
						"termLimit (PT8760H0.001S) must not be longer than 365 days"),
				arguments(with(ms(15_000), ms(10_000), Duration.ofNanos(2_000_000_001)),
						"retryPeriod (PT2.000000001S) must be a whole number of milliseconds"));
	}

	private static ElectionTimings with(Duration lease, Duration deadline, Duration retry) {
		return new ElectionTimings(lease, deadline, retry, Duration.ZERO, Duration.ZERO);
	}

	@Test
	void namesEveryViolationAtOnce() {
		ElectionTimings timings = new ElectionTimings(ms(1), ms(100), ms(100), ms(-5), Duration.ofNanos(1));
		assertThat(timings.violations()).extracting(ElectionTimings.Violation::name)
			.containsExactly("termLimit", "drainTimeout", "leaseDuration", "renewDeadline");
		assertThat(timings.violations().get(0))
			.isEqualTo(new ElectionTimings.Violation("termLimit", ms(-5), "must not be negative"));
	}

	/** What is wrong in itself is not compared with the others as well. */
	@Test
	void comparesOnlyWhatIsSoundInItself() {
		assertThat(with(ms(0), ms(0), ms(0)).violations()).extracting(ElectionTimings.Violation::name)
			.containsExactly("leaseDuration", "renewDeadline", "retryPeriod");
		assertThat(with(ms(5), ms(-1), ms(9)).violations()).extracting(ElectionTimings.Violation::name)
			.containsExactly("renewDeadline");
	}

	@Test
	void acceptsTheLongest() {
		ElectionTimings longest = new ElectionTimings(LONGEST, ms(10_000), ms(2_000), LONGEST, LONGEST);
		assertThat(longest.violations()).isEmpty();
	}

	/**
	 * Exactly one percent is refused and a millisecond more is not, whatever the scale.
	 */
	@Test
	void leavesRoomForTheClockDrift() {
		IntStream.iterate(100, (deadline) -> deadline <= 1_000_000, (deadline) -> deadline + 3_700)
			.forEach((deadline) -> {
				long atOnePercent = deadline / 100 * 101;
				assertThat(with(ms(atOnePercent), ms(deadline), ms(10)).violations()).hasSize(1);
				assertThat(with(ms(atOnePercent + 1), ms(deadline), ms(10)).violations()).isEmpty();
			});
	}

	@Test
	void leavesRoomForTheJitter() {
		IntStream.iterate(5, (retry) -> retry <= 100_000, (retry) -> retry + 335).forEach((retry) -> {
			long atFactor = retry / 5 * 6;
			assertThat(with(LONGEST, ms(atFactor), ms(retry)).violations()).hasSize(1);
			assertThat(with(LONGEST, ms(atFactor + 1), ms(retry)).violations()).isEmpty();
		});
	}

	@Test
	void theShortestLeaseThatDatesRenewalsIsTheFirstThatDoes() {
		assertThat(with(ms(1), ms(10_000), ms(2_000)).shortestDatingLease()).isEqualTo(ms(14_544));
		assertThat(with(ms(1), ms(500), ms(400)).shortestDatingLease()).isEqualTo(ms(1_394));
		IntStream.iterate(1, (retry) -> retry <= 100_000, (retry) -> retry + 337).forEach((retry) -> {
			ElectionTimings timings = with(LONGEST, ms(retry * 5L), ms(retry));
			Duration shortest = timings.shortestDatingLease();
			assertThat(with(shortest, ms(retry * 5L), ms(retry)).datesRenewals()).isTrue();
			assertThat(with(shortest.minusMillis(1), ms(retry * 5L), ms(retry)).datesRenewals()).isFalse();
			// the rule itself, in whole numbers
			assertThat(BigDecimal.valueOf(shortest.toMillis()))
				.isEqualTo(new BigDecimal("1.01").multiply(BigDecimal.valueOf(retry).multiply(new BigDecimal("7.2")))
					.setScale(0, RoundingMode.CEILING));
		});
	}

}
