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

package io.github.leaderelection.jdbc;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimeoutsTests {

	@ParameterizedTest
	@ValueSource(longs = { 1, 499, 500, 999, 1000, 1001, 1500, 1999, 2000, 9_999, 10_000, 3_600_000 })
	void queryAndNetworkTimeoutsDoNotRace(long millis) {
		Duration timeout = Duration.ofMillis(millis);

		assertThat(Timeouts.secondsAfter(timeout) * 1000L - millis).isBetween(500L, 1500L);
		assertThat(Timeouts.millisAfterQuery(timeout) - Timeouts.secondsBefore(timeout) * 1000L).isBetween(500L, 1500L);
		assertThat(Timeouts.millisAfterQuery(timeout)).isLessThanOrEqualTo((int) Math.max(millis, 1500));
	}

	@Test
	void networkTimeoutsAreSetInSteps() {
		assertThat(Timeouts.steppedMillis(Duration.ofMillis(10_000))).isEqualTo(10_000);
		assertThat(Timeouts.steppedMillis(Duration.ofMillis(9_999))).isEqualTo(9_750);
		assertThat(Timeouts.steppedMillis(Duration.ofMillis(999))).isEqualTo(999);
	}

	@Test
	void noCallTakesTheTimeOfThoseBehindIt() {
		Duration left = Duration.ofSeconds(12);

		assertThat(Timeouts.share(left, 1)).isEqualTo(left);
		assertThat(Timeouts.share(left, 2)).isEqualTo(Duration.ofSeconds(6));
		assertThat(Timeouts.share(left, 4)).isEqualTo(Duration.ofSeconds(3));
		assertThat(Timeouts.share(left, 1000)).as("enough for a slow server").isEqualTo(Duration.ofMillis(2500));
		assertThat(Timeouts.share(Duration.ofMillis(600), 1000)).isEqualTo(Duration.ofMillis(300));
	}

	@Test
	void aWaitForARowEndsBeforeTheTimeout() {
		Duration wanted = Duration.ofMillis(500);

		assertThat(Timeouts.lockWait(wanted, Duration.ofSeconds(10))).isEqualTo(wanted);
		assertThat(Timeouts.lockWait(wanted, Duration.ofMillis(900))).isEqualTo(Duration.ofMillis(300));
		assertThat(Timeouts.longLockWait(Duration.ofSeconds(8))).isEqualTo(Duration.ofSeconds(6));
		assertThat(Timeouts.lockWait(wanted, Duration.ofNanos(1))).as("zero may mean for ever")
			.isEqualTo(Duration.ofMillis(1));
	}

	@Test
	void noTimeoutIsForEver() {
		assertThat(Timeouts.millis(Duration.ofNanos(1))).isEqualTo(1);
		assertThat(Timeouts.millis(Duration.ofDays(10_000))).isPositive();
		assertThat(Timeouts.secondsAfter(Duration.ofDays(10_000))).isPositive();
	}

}
