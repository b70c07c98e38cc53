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

import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.leaderelection.election.Given.ME;
import static io.github.leaderelection.election.Given.RULES;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

class PacingTests {

	private static final int SAMPLES = 10_000;

	@Test
	void followersLookEachRetryPeriodAndUpToTwelveTenthsLater() {
		LongSummaryStatistics pauses = new LongSummaryStatistics();
		long look = s(100);
		for (int i = 0; i < SAMPLES; i++) {
			long next = Pacing.nextLook(RULES, look);
			pauses.accept(next - look);
			look = next;
		}
		assertThat(pauses.getMin()).isBetween(s(0.001), s(2.05));
		assertThat(pauses.getMax()).isBetween(s(4.35), s(4.4));
		assertThat(pauses.getAverage()).isCloseTo(s(3.2), offset((double) s(0.01)));
	}

	/** So that one statement looks for all of them. */
	@Test
	void allElectionsOfAProcessLookTogether() {
		long first = Pacing.nextLook(RULES, s(100));
		long second = Pacing.nextLook(RULES, first);
		for (int i = 1; i < 100; i++) {
			assertThat(Pacing.nextLook(RULES, first + i * (second - first) / 100)).isEqualTo(second);
		}
	}

	/** So that not all processes do. */
	@Test
	void anotherProcessLooksAtOtherTimes() {
		Rules others = new Rules(ME, s(15), s(10), s(2), Moment.NEVER, s(5), true, false, Given.SALT + 1);
		assertThat(Pacing.nextLook(others, s(100))).isNotEqualTo(Pacing.nextLook(RULES, s(100)));
		assertThat(Pacing.takeover(others, s(100))).isNotEqualTo(Pacing.takeover(RULES, s(100)));
	}

	@Test
	void whoeverFailedToAcquireLooksWithinARetryPeriod() {
		for (int i = 0; i < SAMPLES; i++) {
			long now = s(100) + i * s(0.003);
			assertThat(Pacing.lookAgain(RULES, now) - now).isBetween(s(0.25), s(2));
		}
	}

	@Test
	void takeoversSpreadOverFiftyMilliseconds() {
		LongSummaryStatistics delays = new LongSummaryStatistics();
		for (int i = 0; i < SAMPLES; i++) {
			long end = s(100) + i * s(0.007) + i;
			delays.accept(Pacing.takeover(RULES, end) - end);
		}
		assertThat(delays.getMin()).isBetween(0L, s(0.002));
		assertThat(delays.getMax()).isBetween(s(0.045), Pacing.TAKEOVER_SPREAD);
	}

	/** The leases of a process that has died end together. */
	@Test
	void leasesThatEndTogetherAreTakenOverTogether() {
		assertThat(Pacing.takeover(RULES, s(100) + 1)).isEqualTo(Pacing.takeover(RULES, s(100.005)));
	}

	@Test
	void hintsAreFollowedWithinFiveMillisecondsAndTogether() {
		for (int i = 0; i < SAMPLES; i++) {
			long now = s(100) + i * 7_919L;
			assertThat(Pacing.hint(RULES, now) - now).isBetween(1L, Pacing.HINT_SPREAD);
		}
		assertThat(Pacing.hint(RULES, s(100) + 1)).isEqualTo(Pacing.hint(RULES, s(100) + 400_000));
	}

	/** Never later than the retry period wants it. */
	@ParameterizedTest
	@CsvSource({ "100, 102", "100.001, 102", "101.999, 102", "102, 104" })
	void allLeasesOfAProcessAreRenewedTogether(double sent, double due) {
		assertThat(Pacing.nextRenewal(RULES, s(sent))).isEqualTo(s(due));
	}

	/** A follower may just have looked, with the longest pause before its next look. */
	@Test
	void whoeverSitsOutLetsEachFollowerTryOnce() {
		assertThat(Pacing.sitOut(RULES)).isEqualTo(s(4.65))
			.isGreaterThan(Pacing.longestLook(RULES) + Pacing.TAKEOVER_SPREAD);
	}

	@ParameterizedTest
	@CsvSource({ "10, 2", "6, 2", "5.999, 1.999667", "3, 1", "0.3, 0.1", "0.2, 0.1", "0.1, 0.1", "0.05, 0.05" })
	void aFailedRenewalIsRepeatedSoonerTowardsTheEnd(double left, double delay) {
		assertThat(Pacing.renewAgain(RULES, s(left))).isCloseTo(Math.round(delay * 1e9), offset(1_000L));
	}

	/** An outage that ends a twentieth of a retry period before the trust is survived. */
	@Test
	void aFailedRenewalIsRepeatedUntilTheEndAndNotInALoop() {
		long left = s(10);
		int tries = 0;
		while (left > 0) {
			long delay = Pacing.renewAgain(RULES, left);
			assertThat(delay).isPositive().isLessThanOrEqualTo(left);
			left -= delay;
			tries++;
		}
		assertThat(left).isZero();
		assertThat(tries).isBetween(8, 20);
	}

	@Test
	void aCallMayTakeHalfTheDeadline() {
		assertThat(Pacing.callTimeout(RULES)).isEqualTo(s(5));
		assertThat(Pacing.callTimeout(new Rules(ME, s(5), s(3), s(2), Moment.NEVER, 0, true, false, Given.SALT)))
			.isEqualTo(s(2));
	}

	@ParameterizedTest
	@CsvSource({ "10, 5", "8, 4", "4, 2", "3, 2", "2, 2", "1.5, 1.5", "0.001, 0.001" })
	void aRenewalLeavesTimeForAnother(double left, double timeout) {
		assertThat(Pacing.renewTimeout(RULES, s(left))).isEqualTo(s(timeout));
	}

	@Test
	void aCallIsGivenUpAQuarterOfARetryPeriodAfterItsTimeout() {
		assertThat(Pacing.grace(RULES)).isEqualTo(s(0.5));
	}

	@Test
	void nothingIsEverNegative() {
		LongStream.of(1_000_000, 2_000_000, 7_000_000).forEach((retry) -> {
			Rules tiny = new Rules(ME, retry * 10, retry * 5, retry, Moment.NEVER, 0, true, false, Given.SALT);
			assertThat(Pacing.renewAgain(tiny, 1)).isPositive();
			assertThat(Pacing.nextLook(tiny, 1)).isGreaterThan(1);
			assertThat(Pacing.nextRenewal(tiny, 1)).isGreaterThan(1);
			assertThat(Pacing.lookAgain(tiny, 1)).isGreaterThan(1);
			assertThat(Pacing.renewTimeout(tiny, 1)).isPositive();
			assertThat(Pacing.grace(tiny)).isPositive();
			assertThat(Pacing.callTimeout(tiny)).isPositive();
		});
	}

}
