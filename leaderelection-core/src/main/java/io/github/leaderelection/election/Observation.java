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

import java.time.Duration;

import io.github.leaderelection.lock.LockSnapshot;

/**
 * The lease of another as a follower dates it, without comparing two clocks.
 *
 * @param version the version that was seen
 * @param holder who held it
 * @param leaseEnd when it may be taken over, by this process's monotonic time
 */
record Observation(long version, String holder, long leaseEnd) {

	/**
	 * Dates a lease of which nothing was known. The age that the store tells is not
	 * believed, for the store's clock may have leapt; with {@code trustStoreClock} it is,
	 * once a second look a retry period later has found the same version.
	 */
	static Observation first(LockSnapshot snapshot, long now, Rules rules) {
		long lease = leaseOf(snapshot);
		long end = now + lease;
		if (rules.trustStoreClock()) {
			end = Math.min(end, Math.max(end - ageOf(snapshot, lease), now + rules.retry()));
		}
		return new Observation(snapshot.version(), snapshot.record().holderIdentity(), end);
	}

	/**
	 * Dates a lease that has been renewed since it was last seen. The renewal is as old
	 * as the store says, but not older than the sending of the last read that did not see
	 * it. Where even that could end the lease before its leader's trust, the renewal
	 * counts as having been made just now.
	 */
	Observation renewed(LockSnapshot snapshot, long lastAnsweredSent, long now, Rules rules) {
		long lease = leaseOf(snapshot);
		long date = isBounded(lease, now - lastAnsweredSent, rules)
				? Math.max(lastAnsweredSent, now - ageOf(snapshot, lease)) : now;
		return new Observation(snapshot.version(), snapshot.record().holderIdentity(), date + lease);
	}

	boolean isOver(long now) {
		return now >= this.leaseEnd;
	}

	/**
	 * A leader with another lease may have another deadline too, so nothing is known of
	 * its trust.
	 */
	private static boolean isBounded(long lease, long gap, Rules rules) {
		return lease == rules.lease() && (gap + rules.deadline()) * (1 + ElectionTimings.MAX_CLOCK_DRIFT) <= lease;
	}

	private static long leaseOf(LockSnapshot snapshot) {
		Duration lease = snapshot.record().leaseDuration();
		Duration longest = ElectionTimings.MAX_DURATION;
		return ((lease.compareTo(longest) > 0) ? longest : lease).toNanos();
	}

	private static long ageOf(LockSnapshot snapshot, long lease) {
		// an age beyond the lease adds nothing, and a clock's leap of centuries must not
		// overflow
		Duration age = snapshot.age();
		if (age.isNegative()) {
			return 0;
		}
		return (age.compareTo(Duration.ofNanos(lease)) > 0) ? lease : age.toNanos();
	}

}
