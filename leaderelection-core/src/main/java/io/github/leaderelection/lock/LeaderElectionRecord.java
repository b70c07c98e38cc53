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

import org.jspecify.annotations.Nullable;

/**
 * The lease as it is stored.
 *
 * @param holderIdentity who holds it; empty where nobody does
 * @param fencingToken the number of the term, strictly increasing over the life of the
 * election; at least 1
 * @param leaseDuration how long the lease holds after its last renewal; kept to the
 * millisecond
 * @param acquireTime when the term began, by the store's clock; {@code null} in a record
 * that is to be written
 * @param renewTime when it was renewed last, by the store's clock; {@code null} in a
 * record that is to be written
 */
public record LeaderElectionRecord(String holderIdentity, long fencingToken, Duration leaseDuration,
		@Nullable Instant acquireTime, @Nullable Instant renewTime) {

	/**
	 * A record to be written for a term.
	 * @param identity who holds the lease
	 * @param fencingToken the number of the term
	 * @param leaseDuration how long it holds
	 * @return the record
	 */
	public static LeaderElectionRecord heldBy(String identity, long fencingToken, Duration leaseDuration) {
		return new LeaderElectionRecord(identity, fencingToken, leaseDuration, null, null);
	}

	/**
	 * A record to be written when a term releases its lease: nobody holds it, and the
	 * token stays.
	 * @param fencingToken the number of the term that ended
	 * @param leaseDuration the lease duration that is kept
	 * @return the record
	 */
	public static LeaderElectionRecord released(long fencingToken, Duration leaseDuration) {
		return new LeaderElectionRecord("", fencingToken, leaseDuration, null, null);
	}

	/**
	 * Whether somebody holds the lease, be it over or not.
	 * @return {@code false} after a release
	 */
	public boolean isHeld() {
		return !this.holderIdentity.isEmpty();
	}

	/**
	 * How often the lease has passed into a new term, not counting the first.
	 * @return {@code fencingToken - 1}
	 */
	public long leaderTransitions() {
		return this.fencingToken - 1;
	}

}
