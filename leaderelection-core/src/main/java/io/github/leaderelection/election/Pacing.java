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

	private static final long HINT_SPREAD = 5_000_000;

	private Pacing() {
	}

	/**
	 * {@code retry * U[1, 1 + JITTER_FACTOR)}, as {@code wait.JitterUntil} in client-go.
	 */
	static long follow(Rules rules, double jitter) {
		return (long) (rules.retry() * (1 + ElectionTimings.JITTER_FACTOR * jitter));
	}

	/** After an attempt that came to nothing, somebody else's term has probably begun. */
	static long lookAgain(Rules rules, double jitter) {
		return rules.retry() / 4 + (long) (rules.retry() * 0.75 * jitter);
	}

	static long takeover(double jitter) {
		return (long) (TAKEOVER_SPREAD * jitter);
	}

	/** Long enough for each follower to have tried once. */
	static long sitOut(Rules rules) {
		return follow(rules, 1) + TAKEOVER_SPREAD + rules.retry() / 10;
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

	/** Followers that are told of the same release spread over this time. */
	static long hint(double jitter) {
		return (long) (HINT_SPREAD * jitter);
	}

	/** How much later than its timeout a call is given up without a reply. */
	static long grace(Rules rules) {
		return rules.retry() / 4;
	}

}
