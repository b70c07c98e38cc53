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

package io.github.leaderelection.lock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps leases in the memory of this process: for development and tests, and for
 * candidates that live in one process. What it holds is lost with it. Thread-safe.
 */
public final class InMemoryLockStore implements ResourceLockFactory {

	private final LongSupplier nanoClock;

	private final Map<String, Row> rows = new HashMap<>();

	private final LockWatches watches = new LockWatches();

	/** Creates an empty store that goes by {@link System#nanoTime()}. */
	public InMemoryLockStore() {
		this(sinceEpoch());
	}

	/**
	 * Creates an empty store.
	 * @param nanoClock the store's clock, in nanoseconds; the times of records take its
	 * zero for 1970-01-01T00:00:00Z
	 */
	public InMemoryLockStore(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
	}

	private static LongSupplier sinceEpoch() {
		long offset = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now()) - System.nanoTime();
		return () -> System.nanoTime() + offset;
	}

	@Override
	public ResourceLock create(String electionName, String identity) {
		return new Lock(requireText("election name", electionName), requireText("identity", identity));
	}

	private static String requireText(String what, String value) {
		if (value.isEmpty()) {
			throw new IllegalArgumentException("The " + what + " must not be empty");
		}
		return value;
	}

	private synchronized Optional<LockSnapshot> read(String electionName) {
		Row row = this.rows.get(electionName);
		if (row == null) {
			return Optional.empty();
		}
		LeaderElectionRecord record = new LeaderElectionRecord(row.holder, row.token, row.leaseDuration,
				Instant.EPOCH.plusNanos(row.acquiredAt), Instant.EPOCH.plusNanos(row.renewedAt));
		long age = Math.max(0, this.nanoClock.getAsLong() - row.renewedAt);
		return Optional.of(new LockSnapshot(record, row.version, Duration.ofNanos(age)));
	}

	private synchronized boolean insert(String electionName, LeaderElectionRecord record) {
		if (this.rows.containsKey(electionName)) {
			return false;
		}
		write(electionName, record, null);
		return true;
	}

	private synchronized boolean update(String electionName, LeaderElectionRecord record, WriteCondition condition) {
		Row row = this.rows.get(electionName);
		if (row == null || !holds(condition, row, record)) {
			return false;
		}
		write(electionName, record, row);
		return true;
	}

	private static boolean holds(WriteCondition condition, Row row, LeaderElectionRecord record) {
		if (condition instanceof WriteCondition.AtVersion atVersion) {
			return row.version == atVersion.version() && record.fencingToken() >= row.token;
		}
		// Whoever names no version can renew and release, but begin no term.
		WriteCondition.HeldBy heldBy = (WriteCondition.HeldBy) condition;
		return row.holder.equals(heldBy.identity()) && row.token == heldBy.fencingToken()
				&& record.fencingToken() == row.token
				&& (!record.isHeld() || record.holderIdentity().equals(row.holder));
	}

	private void write(String electionName, LeaderElectionRecord record, @Nullable Row before) {
		long now = this.nanoClock.getAsLong();
		long version = 1;
		long acquiredAt = now;
		if (before != null) {
			version = before.version + 1;
			acquiredAt = (before.token == record.fencingToken()) ? before.acquiredAt : now;
		}
		Duration leaseDuration = Duration.ofMillis(record.leaseDuration().toMillis());
		this.rows.put(electionName,
				new Row(record.holderIdentity(), record.fencingToken(), version, leaseDuration, acquiredAt, now));
	}

	/** A row; the times are the store's nanoseconds. */
	private record Row(String holder, long token, long version, Duration leaseDuration, long acquiredAt,
			long renewedAt) {
	}

	/** One candidate's view of one row. Nothing here waits, so timeouts do not matter. */
	private final class Lock implements ResourceLock {

		private final String electionName;

		private final String identity;

		Lock(String electionName, String identity) {
			this.electionName = electionName;
			this.identity = identity;
		}

		@Override
		public String electionName() {
			return this.electionName;
		}

		@Override
		public String identity() {
			return this.identity;
		}

		@Override
		public Optional<LockSnapshot> get(Duration timeout) {
			return read(this.electionName);
		}

		@Override
		public boolean create(LeaderElectionRecord record, Duration timeout) {
			return told(insert(this.electionName, record));
		}

		@Override
		public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
			boolean applied = InMemoryLockStore.this.update(this.electionName, record, condition);
			boolean renewal = condition instanceof WriteCondition.HeldBy && record.isHeld();
			return renewal ? applied : told(applied);
		}

		/** Outside of the lock of the store, for this is where candidates hear of it. */
		private boolean told(boolean applied) {
			if (applied) {
				InMemoryLockStore.this.watches.changed(this.electionName);
			}
			return applied;
		}

		@Override
		public LockWatch watch(Runnable hint) {
			return InMemoryLockStore.this.watches.add(this.electionName, hint);
		}

		@Override
		public void recordEvent(String event) {
			// Nobody could read the note that did not take part in the event.
		}

		@Override
		public String describe() {
			return this.electionName + " in the memory of this process";
		}

	}

}
