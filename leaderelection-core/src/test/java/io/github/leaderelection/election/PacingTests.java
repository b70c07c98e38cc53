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

	private static final double ALMOST_ONE = Math.nextDown(1.0);

	@Test
	void followersLookEachRetryPeriodAndUpToTwelveTenthsLater() {
		assertThat(Pacing.follow(RULES, 0)).isEqualTo(s(2));
		assertThat(Pacing.follow(RULES, 0.5)).isEqualTo(s(3.2));
		assertThat(Pacing.follow(RULES, ALMOST_ONE)).isBetween(s(4.399), s(4.4));
	}

	@Test
	void whoeverFailedToAcquireLooksWithinARetryPeriod() {
		assertThat(Pacing.lookAgain(RULES, 0)).isEqualTo(s(0.5));
		assertThat(Pacing.lookAgain(RULES, 0.5)).isEqualTo(s(1.25));
		assertThat(Pacing.lookAgain(RULES, ALMOST_ONE)).isLessThanOrEqualTo(s(2));
	}

	@Test
	void takeoversSpreadOverFiftyMilliseconds() {
		assertThat(Pacing.takeover(0)).isZero();
		assertThat(Pacing.takeover(0.5)).isEqualTo(s(0.025));
		assertThat(Pacing.takeover(ALMOST_ONE)).isLessThanOrEqualTo(s(0.05));
	}

	/** A follower may just have looked, with the longest pause before its next look. */
	@Test
	void whoeverSitsOutLetsEachFollowerTryOnce() {
		assertThat(Pacing.sitOut(RULES)).isEqualTo(s(4.65))
			.isGreaterThan(Pacing.follow(RULES, ALMOST_ONE) + Pacing.takeover(ALMOST_ONE));
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
		assertThat(Pacing.callTimeout(new Rules(ME, s(5), s(3), s(2), Moment.NEVER, 0, true, false))).isEqualTo(s(2));
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
			Rules tiny = new Rules(ME, retry * 10, retry * 5, retry, Moment.NEVER, 0, true, false);
			assertThat(Pacing.renewAgain(tiny, 1)).isPositive();
			assertThat(Pacing.renewTimeout(tiny, 1)).isPositive();
			assertThat(Pacing.grace(tiny)).isPositive();
			assertThat(Pacing.callTimeout(tiny)).isPositive();
		});
	}

}
