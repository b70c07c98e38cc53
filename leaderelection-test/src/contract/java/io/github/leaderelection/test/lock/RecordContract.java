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

package io.github.leaderelection.test.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What was written is kept: versions, ages and times, durations. */
abstract class RecordContract extends TermContract {

	/** How coarse the clock of a store may be. */
	private static final Duration CLOCK_STEP = Duration.ofMillis(50);

	@Test
	void eachWriteChangesTheVersion() {
		ResourceLock a = candidate("a");
		List<Long> versions = new ArrayList<>();
		a.create(record("a", 1), TIMEOUT);
		versions.add(read(a).version());
		a.update(record("a", 1), new HeldBy("a", 1), TIMEOUT);
		versions.add(read(a).version());
		a.update(LeaderElectionRecord.released(1, LEASE), new HeldBy("a", 1), TIMEOUT);
		versions.add(read(a).version());
		a.update(record("a", 2), new AtVersion(versions.get(2)), TIMEOUT);
		versions.add(read(a).version());

		assertThat(versions).doesNotHaveDuplicates();
		assertThat(read(a).version()).as("a read changes nothing").isEqualTo(versions.get(3));
	}

	@Test
	void ageGrowsAndARenewalResetsIt() {
		ResourceLock a = candidate("a");
		a.create(record("a", 1), TIMEOUT);
		assertThat(read(a).age()).isGreaterThanOrEqualTo(Duration.ZERO).isLessThan(TIMEOUT);

		Awaitility.await().until(() -> read(a).age().compareTo(Duration.ofMillis(300)) > 0);
		long before = System.nanoTime();
		a.update(record("a", 1), new HeldBy("a", 1), TIMEOUT);
		LockSnapshot renewed = read(a);
		Duration elapsed = Duration.ofNanos(System.nanoTime() - before);

		// However slow the machine is: not older than the call that renewed it.
		assertThat(renewed.age()).isGreaterThanOrEqualTo(Duration.ZERO).isLessThanOrEqualTo(elapsed.plus(CLOCK_STEP));
		Awaitility.await().until(() -> read(a).age().compareTo(renewed.age()) > 0);
	}

	@Test
	void keepsTheAcquisitionTimeForAsLongAsTheToken() {
		ResourceLock a = candidate("a");
		a.create(record("a", 1), TIMEOUT);
		LeaderElectionRecord created = read(a).record();
		awaitTick(a);
		a.update(record("a", 1), new HeldBy("a", 1), TIMEOUT);
		LeaderElectionRecord renewed = read(a).record();

		assertThat(renewed.acquireTime()).isEqualTo(created.acquireTime());
		assertThat(renewed.renewTime()).isAfter(created.renewTime());

		awaitTick(a);
		a.update(record("b", 2), new AtVersion(read(a).version()), TIMEOUT);
		LeaderElectionRecord acquired = read(a).record();

		assertThat(acquired.acquireTime()).isAfter(renewed.renewTime()).isEqualTo(acquired.renewTime());
	}

	@Test
	void timesAreOfTheStore() {
		ResourceLock a = candidate("a");
		Instant mine = Instant.EPOCH.plusSeconds(7);
		a.create(new LeaderElectionRecord("a", 1, LEASE, mine, mine), TIMEOUT);
		a.update(new LeaderElectionRecord("a", 1, LEASE, mine, mine), new HeldBy("a", 1), TIMEOUT);

		LeaderElectionRecord record = read(a).record();
		assertThat(record.acquireTime()).isNotEqualTo(mine);
		assertThat(record.renewTime()).isNotEqualTo(mine);
	}

	@Test
	void keepsTheLeaseDurationToTheMillisecond() {
		ResourceLock a = candidate("a");
		a.create(LeaderElectionRecord.heldBy("a", 1, Duration.ofNanos(1_234_999_999)), TIMEOUT);
		assertThat(read(a).record().leaseDuration()).isEqualTo(Duration.ofMillis(1_234));

		a.update(LeaderElectionRecord.heldBy("a", 1, Duration.ofDays(400).plusMillis(1)), new HeldBy("a", 1), TIMEOUT);
		assertThat(read(a).record().leaseDuration()).isEqualTo(Duration.ofDays(400).plusMillis(1));
	}

	/** Waits until the store's clock has moved on. */
	private static void awaitTick(ResourceLock lock) {
		Awaitility.await().until(() -> read(lock).age().compareTo(Duration.ofMillis(2)) > 0);
	}

}
