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

package io.github.leaderelection;

import java.time.Duration;

import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.ResourceLock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class LeaderElectionConfigTests {

	private static final ResourceLock LOCK = new InMemoryLockStore().create("reports", "a");

	private static Duration seconds(long seconds) {
		return Duration.ofSeconds(seconds);
	}

	@Test
	void hasTheDefaultsOfTheGoPackage() {
		LeaderElectionConfig config = LeaderElectionConfig.builder().lock(LOCK).build();
		assertThat(config.lock()).isSameAs(LOCK);
		assertThat(config.timings())
			.isEqualTo(new ElectionTimings(seconds(15), seconds(10), seconds(2), seconds(0), seconds(5)));
		assertThat(config.releaseOnStop()).isTrue();
		assertThat(config.trustDatabaseClock()).isFalse();
		assertThat(config.callbacks()).isSameAs(LeaderCallbacks.NONE);
	}

	@Test
	void takesEverySetting() {
		LeaderCallbacks callbacks = new LeaderCallbacks() {
		};
		LeaderElectionConfig config = LeaderElectionConfig.builder()
			.lock(LOCK)
			.leaseDuration(seconds(60))
			.renewDeadline(seconds(40))
			.retryPeriod(seconds(5))
			.termLimit(seconds(3600))
			.drainTimeout(seconds(7))
			.releaseOnStop(false)
			.trustDatabaseClock(true)
			.callbacks(callbacks)
			.build();
		assertThat(config.timings())
			.isEqualTo(new ElectionTimings(seconds(60), seconds(40), seconds(5), seconds(3600), seconds(7)));
		assertThat(config.releaseOnStop()).isFalse();
		assertThat(config.trustDatabaseClock()).isTrue();
		assertThat(config.callbacks()).isSameAs(callbacks);
	}

	@Test
	void takesAllDurationsAtOnce() {
		ElectionTimings timings = new ElectionTimings(seconds(60), seconds(40), seconds(5), seconds(9), seconds(7));
		assertThat(LeaderElectionConfig.builder().lock(LOCK).timings(timings).build().timings()).isEqualTo(timings);
	}

	@Test
	void theDrainTimeoutFollowsTheOtherDurations() {
		LeaderElectionConfig config = LeaderElectionConfig.builder()
			.lock(LOCK)
			.leaseDuration(seconds(60))
			.renewDeadline(seconds(40))
			.build();
		assertThat(config.timings().drainTimeout()).isEqualTo(seconds(20));
	}

	@Test
	void namesEveryViolationInOneMessage() {
		LeaderElectionConfig.Builder builder = LeaderElectionConfig.builder()
			.leaseDuration(seconds(1))
			.renewDeadline(seconds(2))
			.retryPeriod(seconds(3))
			.termLimit(seconds(-4))
			.drainTimeout(seconds(-5));
		assertThatExceptionOfType(InvalidLeaderElectionConfigException.class).isThrownBy(builder::build)
			.withMessage("Invalid leader election configuration: lock must not be null; "
					+ "termLimit (PT-4S) must not be negative; drainTimeout (PT-5S) must not be negative; "
					+ "leaseDuration (PT1S) must be greater than renewDeadline (PT2S) by more than the clock drift "
					+ "of 1 %; renewDeadline (PT2S) must be greater than retryPeriod*JITTER_FACTOR (PT3S * 1.2)")
			.satisfies((ex) -> assertThat(ex.getViolations()).hasSize(5).startsWith("lock must not be null"));
	}

	@Test
	void refusesALockThatCannotSayWhoTakesPartInWhat() {
		LockBatch none = LockBatch.oneByOne();
		assertThatExceptionOfType(InvalidLeaderElectionConfigException.class)
			.isThrownBy(() -> LeaderElectionConfig.builder().lock(new StubLock("", "", none)).build())
			.withMessage("Invalid leader election configuration: the election name of the lock must not be empty; "
					+ "the identity of the lock must not be empty");
		assertThatExceptionOfType(InvalidLeaderElectionConfigException.class)
			.isThrownBy(() -> LeaderElectionConfig.builder().lock(new StubLock("reports", "", none)).build())
			.withMessage("Invalid leader election configuration: the identity of the lock must not be empty");
	}

	@Test
	void refusesDurationsThatAreMissing() {
		LeaderElectionConfig.Builder builder = LeaderElectionConfig.builder();
		assertThatNullPointerException().isThrownBy(() -> builder.leaseDuration(null))
			.withMessage("leaseDuration must not be null");
		assertThatNullPointerException().isThrownBy(() -> builder.renewDeadline(null))
			.withMessage("renewDeadline must not be null");
		assertThatNullPointerException().isThrownBy(() -> builder.retryPeriod(null))
			.withMessage("retryPeriod must not be null");
		assertThatNullPointerException().isThrownBy(() -> builder.termLimit(null))
			.withMessage("termLimit must not be null");
		assertThatNullPointerException().isThrownBy(() -> builder.drainTimeout(null))
			.withMessage("drainTimeout must not be null");
		assertThatNullPointerException().isThrownBy(() -> builder.callbacks(null))
			.withMessage("callbacks must not be null");
	}

}
