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

package io.github.leaderelection.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What every {@link ResourceLock} must do. A new kind of lock extends this. */
@Timeout(120)
public abstract class ResourceLockContract {

	/** Long enough for any call that nothing holds up. */
	protected static final Duration TIMEOUT = Duration.ofSeconds(20);

	/** The lease duration of the records that tests write. */
	protected static final Duration LEASE = Duration.ofMillis(15_001);

	/** How coarse the clock of a store may be. */
	private static final Duration CLOCK_STEP = Duration.ofMillis(50);

	private static final int CROWD = 16;

	/** An election of the test's own. */
	protected String election = "";

	private final List<ResourceLockFactory> processes = new ArrayList<>();

	/**
	 * Makes a factory such as a process of its own would have, over the store that all
	 * share. One that is {@link AutoCloseable} is closed after the test.
	 * @return a new factory
	 */
	protected abstract ResourceLockFactory newProcess();

	/**
	 * Makes a lock in a process of its own.
	 * @param identity the candidate
	 * @return a lock of the test's election
	 */
	protected final ResourceLock candidate(String identity) {
		return candidate(this.election, identity);
	}

	/**
	 * Makes a lock in a process of its own.
	 * @param election the election
	 * @param identity the candidate
	 * @return the lock
	 */
	protected final ResourceLock candidate(String election, String identity) {
		return process().create(election, identity);
	}

	/**
	 * Makes a factory and closes it after the test.
	 * @return a new factory
	 */
	protected final ResourceLockFactory process() {
		ResourceLockFactory process = newProcess();
		this.processes.add(process);
		return process;
	}

	/**
	 * A record as a candidate writes it.
	 * @param identity the holder
	 * @param token the number of the term
	 * @return the record
	 */
	protected static LeaderElectionRecord record(String identity, long token) {
		return LeaderElectionRecord.heldBy(identity, token, LEASE);
	}

	/**
	 * Reads a record that must be there.
	 * @param lock the lock to ask
	 * @return what it answers
	 */
	protected static LockSnapshot read(ResourceLock lock) {
		return lock.get(TIMEOUT).orElseThrow();
	}

	@BeforeEach
	void chooseElection() {
		this.election = "election-" + UUID.randomUUID();
	}

	@AfterEach
	void closeProcesses() throws Exception {
		for (ResourceLockFactory process : this.processes) {
			if (process instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
		this.processes.clear();
	}

	@Test
	void knowsItsElectionAndIdentity() {
		ResourceLock lock = candidate("a");

		assertThat(lock.electionName()).isEqualTo(this.election);
		assertThat(lock.identity()).isEqualTo("a");
		assertThat(lock.describe()).contains(this.election);
		lock.recordEvent("became leader");
	}

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
			long token = round + 2;

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

	@ParameterizedTest
	@ValueSource(strings = { "Ünïcödé-日本語-🦜", "it's \"quoted\"; -- :name ? ${x} \\ %", "ıİiI", " ", "tab\tand\nline" })
	void keepsNamesAsTheyAre(String name) {
		String named = name + this.election;
		ResourceLock lock = candidate(named, name);

		assertThat(lock.create(record(name, 1), TIMEOUT)).isTrue();
		assertThat(read(candidate(named, "other")).record().holderIdentity()).isEqualTo(name);
		assertThat(lock.update(record(name, 1), new HeldBy(name, 1), TIMEOUT)).isTrue();
	}

	@Test
	void tellsNamesApartToTheLastCharacter() {
		List<String> suffixes = List.of("x", "X", "x ", "x  ", "é", "e", "ß", "ss");
		for (String suffix : suffixes) {
			assertThat(candidate(this.election + suffix, "a").create(record("a" + suffix, 1), TIMEOUT)).as(suffix)
				.isTrue();
		}
		for (String suffix : suffixes) {
			ResourceLock lock = candidate(this.election + suffix, "a");
			assertThat(read(lock).record().holderIdentity()).isEqualTo("a" + suffix);
			for (String other : suffixes) {
				assertThat(lock.update(record("a" + other, 1), new HeldBy("a" + other, 1), TIMEOUT))
					.as("'%s' renewed as '%s'", suffix, other)
					.isEqualTo(other.equals(suffix));
			}
		}
	}

	@Test
	void refusesEmptyNames() {
		ResourceLockFactory process = process();

		assertThatIllegalArgumentException().isThrownBy(() -> process.create("", "a"))
			.withMessageContaining("election name");
		assertThatIllegalArgumentException().isThrownBy(() -> process.create("e", ""))
			.withMessageContaining("identity");
	}

	@Test
	void electionsAreIndependent() {
		ResourceLock one = candidate(this.election + "-1", "a");
		ResourceLock two = candidate(this.election + "-2", "a");
		one.create(record("a", 4), TIMEOUT);
		two.create(record("b", 7), TIMEOUT);
		one.update(LeaderElectionRecord.released(4, LEASE), new HeldBy("a", 4), TIMEOUT);

		assertThat(read(one).record().fencingToken()).isEqualTo(4);
		assertThat(read(one).record().isHeld()).isFalse();
		assertThat(read(two).record().fencingToken()).isEqualTo(7);
		assertThat(read(two).record().holderIdentity()).isEqualTo("b");
	}

	@Test
	void aBatchAnswersEachCallInItsPlace() {
		ResourceLockFactory process = process();
		ResourceLock read = process.create(this.election + "-read", "a");
		ResourceLock refused = process.create(this.election + "-refused", "a");
		ResourceLock created = process.create(this.election + "-created", "a");
		ResourceLock acquired = process.create(this.election + "-acquired", "a");
		ResourceLock renewed = process.create(this.election + "-renewed", "a");
		refused.create(record("b", 1), TIMEOUT);
		renewed.create(record("a", 1), TIMEOUT);
		acquired.create(record("b", 1), TIMEOUT);
		assertThat(read.batch()).isEqualTo(renewed.batch());

		List<LockReply> replies = read.batch()
			.execute(List.of(call(read, new LockOperation.Get()),
					call(acquired, new LockOperation.Update(record("a", 2), new AtVersion(read(acquired).version()))),
					call(refused, new LockOperation.Update(record("a", 1), new HeldBy("a", 1))),
					call(created, new LockOperation.Create(record("a", 1))),
					call(renewed, new LockOperation.Update(record("a", 1), new HeldBy("a", 1)))));

		assertThat(replies).hasSize(5);
		assertThat(replies.get(0)).isInstanceOfSatisfying(LockReply.Read.class,
				(reply) -> assertThat(reply.snapshot()).isEmpty());
		assertThat(replies.get(1)).isInstanceOf(LockReply.Applied.class);
		assertThat(replies.get(2)).isInstanceOf(LockReply.Refused.class);
		assertThat(replies.get(3)).isInstanceOf(LockReply.Applied.class);
		assertThat(replies.get(4)).isInstanceOf(LockReply.Applied.class);
		assertThat(read.batch().execute(List.of())).isEmpty();
	}

	/**
	 * An entry of a batch.
	 * @param lock the lock to call
	 * @param operation what to do
	 * @return the entry, with a generous timeout
	 */
	protected static LockCall call(ResourceLock lock, LockOperation operation) {
		return new LockCall(lock, operation, TIMEOUT);
	}

	/** Waits until the store's clock has moved on. */
	private static void awaitTick(ResourceLock lock) {
		Awaitility.await().until(() -> read(lock).age().compareTo(Duration.ofMillis(2)) > 0);
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
