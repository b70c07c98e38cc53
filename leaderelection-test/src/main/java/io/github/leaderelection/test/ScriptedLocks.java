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

package io.github.leaderelection.test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.leaderelection.Ticker;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.LockWatch;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition;

/** Locks in memory, that another instance seems to share. */
final class ScriptedLocks implements ResourceLockFactory {

	private final InMemoryLockStore store;

	private final Map<String, Script> scripts = new ConcurrentHashMap<>();

	ScriptedLocks(Ticker ticker) {
		long origin = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
		this.store = new InMemoryLockStore(() -> origin + ticker.read());
	}

	@Override
	public ResourceLock create(String electionName, String identity) {
		return new ScriptedLock(this.store.create(electionName, identity), script(electionName));
	}

	Script script(String electionName) {
		return this.scripts.computeIfAbsent(electionName,
				(name) -> new Script(this.store.create(name, LeadershipSwitch.OTHER_INSTANCE)));
	}

	/** Compares a term with the lease, as a fence in a database would. */
	void check(String electionName, String identity, long fencingToken) {
		Optional<LeaderElectionRecord> found = this.store.create(electionName, identity)
			.get(Duration.ZERO)
			.map(LockSnapshot::record);
		LeaderElectionRecord record = found.orElseThrow(() -> new LeadershipLostException(electionName, fencingToken,
				"there is no lease in the memory of this test", null));
		if (!record.holderIdentity().equals(identity) || record.fencingToken() != fencingToken) {
			throw new LeadershipLostException(electionName, fencingToken, record.fencingToken(),
					record.holderIdentity(), null);
		}
	}

	/**
	 * The lock of this instance.
	 *
	 * @param lock what it would be if there were nobody else
	 * @param script what becomes of the lease
	 */
	private record ScriptedLock(ResourceLock lock, Script script) implements ResourceLock {

		@Override
		public String electionName() {
			return this.lock.electionName();
		}

		@Override
		public String identity() {
			return this.lock.identity();
		}

		@Override
		public Optional<LockSnapshot> get(Duration timeout) {
			this.script.beforeCall();
			return this.lock.get(timeout);
		}

		@Override
		public boolean create(LeaderElectionRecord record, Duration timeout) {
			this.script.beforeCall();
			return this.lock.create(record, timeout);
		}

		@Override
		public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
			this.script.beforeCall();
			boolean applied = this.lock.update(record, condition, timeout);
			if (applied && !record.isHeld()) {
				this.script.released(record.fencingToken());
			}
			return applied;
		}

		@Override
		public void recordEvent(String event) {
			this.lock.recordEvent(event);
		}

		@Override
		public String describe() {
			return this.lock.electionName() + " as the test's LeadershipSwitch says";
		}

		@Override
		public LockWatch watch(Runnable hint) {
			return this.lock.watch(hint);
		}

	}

}
