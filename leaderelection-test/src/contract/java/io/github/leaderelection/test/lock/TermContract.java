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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Terms begin, are renewed and end as elections need it. */
abstract class TermContract extends LockTestFixture {

	private static final int CROWD = 16;

	@Test
	void isEmptyWhereNobodyHasEverLed() {
		assertThat(candidate("a").get(TIMEOUT)).isEmpty();
	}

	@Test
	void createsTheFirstRecord() {
		ResourceLock a = candidate("a");

		assertThat(a.create(record("a", 1), TIMEOUT)).isTrue();

		LeaderElectionRecord record = read(candidate("b")).record();
		assertThat(record.holderIdentity()).isEqualTo("a");
		assertThat(record.fencingToken()).isEqualTo(1);
		assertThat(record.leaseDuration()).isEqualTo(LEASE);
		assertThat(record.acquireTime()).isNotNull().isEqualTo(record.renewTime());
	}

	@Test
	void createLeavesARecordThatIsThere() {
		candidate("a").create(record("a", 1), TIMEOUT);
		LockSnapshot before = read(candidate("a"));

		assertThat(candidate("b").create(record("b", 1), TIMEOUT)).isFalse();
		assertThat(candidate("b").create(record("b", 7), TIMEOUT)).isFalse();

		LockSnapshot after = read(candidate("a"));
		assertThat(after.record()).isEqualTo(before.record());
		assertThat(after.version()).isEqualTo(before.version());
	}

	@Test
	void ofManyCreationsAtOnceOneSucceeds() throws Exception {
		for (int round = 0; round < 5; round++) {
			String election = this.election + "-" + round;

			assertThat(crowd((identity) -> {
				ResourceLock lock = candidate(election, identity);
				lock.get(TIMEOUT);
				return () -> lock.create(record(identity, 1), TIMEOUT);
			})).isEqualTo(1);
		}
	}

	@Test
	void ofManyAcquisitionsAtOneVersionOneSucceeds() throws Exception {
		ResourceLock old = candidate("old");
		old.create(record("old", 1), TIMEOUT);
		for (int round = 0; round < 5; round++) {
			long token = round + 2L;

			assertThat(crowd((identity) -> {
				ResourceLock lock = candidate(identity);
				AtVersion atVersion = new AtVersion(read(lock).version());
				return () -> lock.update(record(identity, token), atVersion, TIMEOUT);
			})).isEqualTo(1);

			assertThat(read(old).record().fencingToken()).isEqualTo(token);
		}
	}

	@Test
	void acquiresAtTheVersionThatWasRead() {
		candidate("a").create(record("a", 1), TIMEOUT);
		ResourceLock b = candidate("b");
		long version = read(b).version();

		assertThat(b.update(record("b", 2), new AtVersion(version + 1), TIMEOUT)).isFalse();
		assertThat(b.update(record("b", 2), new AtVersion(version), TIMEOUT)).isTrue();
		assertThat(b.update(record("b", 3), new AtVersion(version), TIMEOUT)).isFalse();

		assertThat(read(b).record().holderIdentity()).isEqualTo("b");
		assertThat(read(b).record().fencingToken()).isEqualTo(2);
	}

	@Test
	void acquiresNothingWhereThereIsNoRecord() {
		ResourceLock a = candidate("a");

		assertThat(a.update(record("a", 1), new AtVersion(1), TIMEOUT)).isFalse();
		assertThat(a.update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isFalse();
		assertThat(a.get(TIMEOUT)).isEmpty();
	}

	@Test
	void renewsWithoutKnowingTheVersionAndMoreThanOnce() {
		ResourceLock a = candidate("a");
		a.create(record("a", 1), TIMEOUT);

		assertThat(a.update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();
		assertThat(a.update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();
		assertThat(candidate("a").update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();
	}

	@Test
	void refusesRenewalsOfAnotherTerm() {
		ResourceLock a = candidate("a");
		a.create(record("a", 5), TIMEOUT);
		LockSnapshot before = read(a);

		assertThat(a.update(record("b", 5), new HeldBy("b", 5), TIMEOUT)).isFalse();
		assertThat(a.update(record("a", 4), new HeldBy("a", 4), TIMEOUT)).isFalse();
		assertThat(a.update(record("a", 6), new HeldBy("a", 6), TIMEOUT)).isFalse();

		assertThat(read(a).record()).isEqualTo(before.record());
		assertThat(read(a).version()).isEqualTo(before.version());
	}

	@Test
	void beginsNoTermWithoutAVersion() {
		ResourceLock a = candidate("a");
		a.create(record("a", 5), TIMEOUT);
		LockSnapshot before = read(a);

		assertThat(a.update(record("a", 6), new HeldBy("a", 5), TIMEOUT)).isFalse();
		assertThat(a.update(record("b", 5), new HeldBy("a", 5), TIMEOUT)).isFalse();
		assertThat(a.update(record("a", 4), new HeldBy("a", 5), TIMEOUT)).isFalse();

		assertThat(read(a).record()).isEqualTo(before.record());
	}

	@Test
	void releaseEmptiesTheHolderAndKeepsTheToken() {
		ResourceLock a = candidate("a");
		a.create(record("a", 3), TIMEOUT);

		assertThat(a.update(LeaderElectionRecord.released(3, LEASE), new HeldBy("a", 3), TIMEOUT)).isTrue();

		LeaderElectionRecord record = read(a).record();
		assertThat(record.isHeld()).isFalse();
		assertThat(record.holderIdentity()).isEmpty();
		assertThat(record.fencingToken()).isEqualTo(3);
		assertThat(a.update(record("a", 3), new HeldBy("a", 3), TIMEOUT)).as("a renewal that comes late").isFalse();
	}

	@Test
	void nobodyReleasesWhatAnotherHolds() {
		ResourceLock a = candidate("a");
		a.create(record("a", 3), TIMEOUT);

		assertThat(a.update(LeaderElectionRecord.released(3, LEASE), new HeldBy("b", 3), TIMEOUT)).isFalse();
		assertThat(a.update(LeaderElectionRecord.released(2, LEASE), new HeldBy("a", 2), TIMEOUT)).isFalse();

		assertThat(read(a).record().holderIdentity()).isEqualTo("a");
	}

	@Test
	void tokensNeverFall() {
		ResourceLock a = candidate("a");
		a.create(record("a", 9), TIMEOUT);
		LockSnapshot held = read(a);
		assertThat(a.update(record("b", 8), new AtVersion(held.version()), TIMEOUT)).isFalse();

		a.update(LeaderElectionRecord.released(9, LEASE), new HeldBy("a", 9), TIMEOUT);
		LockSnapshot released = read(a);
		assertThat(a.update(record("b", 8), new AtVersion(released.version()), TIMEOUT)).isFalse();
		assertThat(read(a).record()).isEqualTo(released.record());
		assertThat(read(a).version()).isEqualTo(released.version());
	}

	@Test
	void tokensRiseOverReleasesAndAcquisitions() {
		ResourceLock a = candidate("a");
		a.create(record("a", 1), TIMEOUT);
		for (long token = 1; token < 6; token++) {
			assertThat(a.update(LeaderElectionRecord.released(token, LEASE), new HeldBy("a", token), TIMEOUT)).isTrue();
			LockSnapshot free = read(a);
			assertThat(free.record().fencingToken()).isEqualTo(token);
			assertThat(a.update(record("a", token + 1), new AtVersion(free.version()), TIMEOUT)).isTrue();
			assertThat(read(a).record().leaderTransitions()).isEqualTo(token);
		}
	}

	@Test
	void holdsTheLargestToken() {
		ResourceLock a = candidate("a");
		// Behind it there has to be room for the token of the next term.
		long largest = Long.MAX_VALUE - 1;
		a.create(record("a", largest), TIMEOUT);

		assertThat(a.update(record("a", largest), new HeldBy("a", largest), TIMEOUT)).isTrue();
		assertThat(read(a).record().fencingToken()).isEqualTo(largest);
	}

	/** Lets many candidates do one thing at the same moment, and counts who could. */
	private static int crowd(Preparation preparation) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(CROWD);
		try {
			CyclicBarrier together = new CyclicBarrier(CROWD);
			List<Future<Boolean>> results = new ArrayList<>();
			for (int i = 0; i < CROWD; i++) {
				Callable<Boolean> attempt = preparation.prepare("candidate-" + i);
				results.add(threads.submit(() -> {
					together.await();
					return attempt.call();
				}));
			}
			int successes = 0;
			for (Future<Boolean> result : results) {
				successes += result.get() ? 1 : 0;
			}
			return successes;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** What a candidate does before the moment comes. */
	private interface Preparation {

		Callable<Boolean> prepare(String identity);

	}

}
