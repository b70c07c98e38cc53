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
import java.util.Optional;

import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition;

/**
 * What becomes of the lease of one election: another instance, which there is not, holds
 * it for as long as the test has not granted it.
 */
final class Script {

	private static final Duration LEASE = ElectionTimings.DEFAULT_LEASE_DURATION;

	/** The store is in memory and does not wait. */
	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private final ResourceLock other;

	private boolean granted;

	/** The newest that there was when the lease was granted. */
	private long tokenBefore;

	private boolean silent;

	/**
	 * The lease is not granted.
	 * @param other the lock of the other instance
	 */
	Script(ResourceLock other) {
		this.other = other;
	}

	/** This instance may have the lease: the other one releases it. */
	synchronized void grant() {
		this.granted = true;
		Optional<LockSnapshot> found = this.other.get(TIMEOUT);
		this.tokenBefore = found.map((snapshot) -> snapshot.record().fencingToken()).orElse(0L);
		found.map(LockSnapshot::record)
			.filter(this::isOfOther)
			.ifPresent((record) -> this.other.update(LeaderElectionRecord.released(record.fencingToken(), LEASE),
					heldByOther(record), TIMEOUT));
	}

	/** Whatever is free, or will be, is the other instance's. */
	synchronized void withhold() {
		this.granted = false;
	}

	/**
	 * This instance has released the lease: a grant is for one term. Not where it is the
	 * lease of an earlier one, which it may release before it begins anew.
	 */
	synchronized void released(long token) {
		if (token > this.tokenBefore) {
			withhold();
		}
	}

	/** The other instance takes the lease over, whoever holds it. */
	synchronized void seize() {
		withhold();
		Optional<LockSnapshot> found = this.other.get(TIMEOUT);
		if (found.isEmpty() || !isOfOther(found.get().record())) {
			acquire(found);
		}
	}

	/** Whether calls fail, as if the store were out of reach. */
	synchronized void setSilent(boolean silent) {
		this.silent = silent;
	}

	/** This instance is about to call its lock. */
	synchronized void beforeCall() {
		if (this.silent) {
			throw new LockException("The lock of the election '" + this.other.electionName()
					+ "' does not answer, since the test lets the term expire", null);
		}
		if (this.granted) {
			return;
		}
		Optional<LockSnapshot> found = this.other.get(TIMEOUT);
		if (found.isEmpty() || !found.get().record().isHeld()) {
			acquire(found);
		}
		else if (isOfOther(found.get().record())) {
			// never for so long without a renewal that its lease could be over
			LeaderElectionRecord record = found.get().record();
			this.other.update(ofOther(record.fencingToken()), heldByOther(record), TIMEOUT);
		}
	}

	private void acquire(Optional<LockSnapshot> found) {
		if (found.isEmpty()) {
			this.other.create(ofOther(1), TIMEOUT);
		}
		else {
			this.other.update(ofOther(found.get().record().fencingToken() + 1),
					new WriteCondition.AtVersion(found.get().version()), TIMEOUT);
		}
	}

	private LeaderElectionRecord ofOther(long token) {
		return LeaderElectionRecord.heldBy(this.other.identity(), token, LEASE);
	}

	private WriteCondition heldByOther(LeaderElectionRecord record) {
		return new WriteCondition.HeldBy(this.other.identity(), record.fencingToken());
	}

	private boolean isOfOther(LeaderElectionRecord record) {
		return record.holderIdentity().equals(this.other.identity());
	}

}
