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

package io.github.leaderelection.election;

/**
 * What a candidate goes by, durations in nanoseconds.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @param identity what it signs with
 * @param lease how long a lease holds after its last renewal
 * @param deadline how long a term is trusted after the last renewal was sent
 * @param retry how often it is renewed
 * @param termLimit how long a term may last; {@link Moment#NEVER} for no limit
 * @param drain how long the lease is kept while the work of a term stops
 * @param releaseOnStop whether a leader that is stopped releases
 * @param trustStoreClock whether a newcomer believes the age of a lease
 * @param salt the process's own: makes its times differ from those of others
 * @hidden
 */
public record Rules(String identity, long lease, long deadline, long retry, long termLimit, long drain,
		boolean releaseOnStop, boolean trustStoreClock, long salt) {

	/**
	 * Creates rules from durations.
	 * @param identity what the candidate signs with
	 * @param timings durations without violations
	 * @param releaseOnStop whether a leader that is stopped releases
	 * @param trustStoreClock whether a newcomer believes the age of a lease
	 * @param salt a random number, the same for all candidates of a process
	 * @return the rules
	 */
	public static Rules of(String identity, ElectionTimings timings, boolean releaseOnStop, boolean trustStoreClock,
			long salt) {
		long limit = timings.termLimit().isZero() ? Moment.NEVER : timings.termLimit().toNanos();
		return new Rules(identity, timings.leaseDuration().toNanos(), timings.renewDeadline().toNanos(),
				timings.retryPeriod().toNanos(), limit, timings.drainTimeout().toNanos(), releaseOnStop,
				trustStoreClock, salt);
	}

}
