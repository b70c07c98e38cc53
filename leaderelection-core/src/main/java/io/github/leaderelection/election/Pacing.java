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

/** How long to wait for what. All times in nanoseconds. */
final class Pacing {

	/** Followers that wait for the same lease to end spread over this time. */
	static final long TAKEOVER_SPREAD = 50_000_000;

	/** Leases that end within this time of each other are taken over together. */
	private static final long TAKEOVER_STEP = TAKEOVER_SPREAD / 10;

	/** The golden ratio, of 64 bits: the step of SplitMix64. */
	private static final long GOLDEN = 0x9E3779B97F4A7C15L;

	static final long HINT_SPREAD = 5_000_000;

	/** Hints that come within this time of each other are followed together. */
	private static final long HINT_STEP = HINT_SPREAD / 10;

	private Pacing() {
	}

	/**
	 * When to look at the record next: at the next tick, the same for all elections of a
	 * process that have the same retry period, so that one statement looks for all of
	 * them. From one tick to the next it is {@code retry * U(1, 1 + JITTER_FACTOR)}, as
	 * with {@code wait.JitterUntil} in client-go: each slot of the average length has one
	 * tick, at a random place in its first part.
	 */
	static long nextLook(Rules rules, long now) {
		long spread = (long) (rules.retry() * ElectionTimings.JITTER_FACTOR / 2);
		long slotLength = rules.retry() + spread;
		long slot = now / slotLength;
		long tick = slot * slotLength + (long) (spread * random(rules, slot));
		return (tick > now) ? tick : (slot + 1) * slotLength + (long) (spread * random(rules, slot + 1));
	}

	/** The longest that it is from one look to the next. */
	static long longestLook(Rules rules) {
		return (long) (rules.retry() * (1 + ElectionTimings.JITTER_FACTOR));
	}

	/** After an attempt that came to nothing, somebody else's term has probably begun. */
	static long lookAgain(Rules rules, long now) {
		long step = Math.max(1, rules.retry() / 8);
		long slot = now / step + 1;
		return slot * step + step + (long) (6 * step * random(rules, slot));
	}

	/** When to try to take over a lease that ends then. */
	static long takeover(Rules rules, long leaseEnd) {
		long slot = (leaseEnd + TAKEOVER_STEP - 1) / TAKEOVER_STEP;
		return slot * TAKEOVER_STEP + (long) ((TAKEOVER_SPREAD - TAKEOVER_STEP) * random(rules, slot));
	}

	/**
	 * When to renew a lease that was renewed then: after a retry period, or sooner for
	 * the first time, so that all elections of a process that have the same one are
	 * renewed together.
	 */
	static long nextRenewal(Rules rules, long sent) {
		return (sent / rules.retry() + 1) * rules.retry();
	}

	/**
	 * From {@code [0, 1)}, after SplitMix64 (Steele, Lea, Flood: Fast Splittable PRNGs).
	 */
	private static double random(Rules rules, long slot) {
		long z = rules.salt() + (slot + 1) * GOLDEN;
		z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
		z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
		return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
	}

	/** Long enough for each follower to have tried once. */
	static long sitOut(Rules rules) {
		return longestLook(rules) + TAKEOVER_SPREAD + rules.retry() / 10;
	}

	/**
	 * A failed renewal is repeated in ever shorter steps towards the end of the trust, so
	 * that an outage a little shorter than the window does not end the term.
	 */
	static long renewAgain(Rules rules, long left) {
		return Math.max(Math.min(rules.retry(), left / 3), Math.min(rules.retry() / 20, left));
	}

	/** How long a read or an acquisition may take. */
	static long callTimeout(Rules rules) {
		return Math.max(rules.retry(), rules.deadline() / 2);
	}

	/**
	 * How long a renewal may take: not all that is left, so that a connection that hangs
	 * can be replaced in time.
	 */
	static long renewTimeout(Rules rules, long left) {
		return Math.min(left, Math.max(left / 2, rules.retry()));
	}

	/**
	 * When to look after a hint. Followers in other processes that are told of the same
	 * release look at other times.
	 */
	static long hint(Rules rules, long now) {
		long slot = now / HINT_STEP + 1;
		return slot * HINT_STEP + (long) ((HINT_SPREAD - HINT_STEP) * random(rules, slot));
	}

	/** How much later than its timeout a call is given up without a reply. */
	static long grace(Rules rules) {
		return rules.retry() / 4;
	}

}
