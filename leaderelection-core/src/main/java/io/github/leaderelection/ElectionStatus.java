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
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.ElectionTimings;

/**
 * How a candidate stands at one instant: for people and for monitoring.
 *
 * @param electionName the election
 * @param identity what this candidate signs with
 * @param state where it stands
 * @param leader whether it leads
 * @param leaderIdentity who holds the lease, as far as it has seen
 * @param fencingToken the number of the newest term it has seen; zero where it has seen
 * none
 * @param acquiredAt when that term began: by the store's clock, for its own by this
 * machine's
 * @param renewedAt when that term was renewed last, likewise
 * @param timings the durations
 * @param remaining how long its own term stands without a further renewal; zero where it
 * does not lead
 * @param lock what the lock says of itself
 * @param lastError the newest failure of a lock call, until one succeeds
 * @param problems what an operator should look at
 */
public record ElectionStatus(String electionName, String identity, CandidateState state, boolean leader,
		Optional<String> leaderIdentity, long fencingToken, Optional<Instant> acquiredAt, Optional<Instant> renewedAt,
		ElectionTimings timings, Duration remaining, String lock, Optional<String> lastError, Set<Problem> problems) {

	/**
	 * How often leadership has passed on.
	 * @return {@code fencingToken - 1}, not negative
	 */
	public long transitions() {
		return Math.max(0, this.fencingToken - 1);
	}

	/** What an operator should look at. */
	public enum Problem {

		/** The lock has not answered for a whole lease. */
		LOCK_UNREACHABLE,

		/** The work of a past term has outlived its lease and still runs. */
		WORK_OUTLIVED_LEASE,

		/** Another process signs with the identity of this one. */
		IDENTITY_SHARED

	}

}
