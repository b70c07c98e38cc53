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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Candidates, and the records that they write. */
abstract class LockTestFixture {

	/** Long enough for any call that nothing holds up. */
	protected static final Duration TIMEOUT = Duration.ofSeconds(20);

	/** The lease duration of the records that tests write. */
	protected static final Duration LEASE = Duration.ofMillis(15_001);

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

	/**
	 * An entry of a batch.
	 * @param lock the lock to call
	 * @param operation what to do
	 * @return the entry, with a generous timeout
	 */
	protected static LockCall call(ResourceLock lock, LockOperation operation) {
		return new LockCall(lock, operation, TIMEOUT);
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

}
