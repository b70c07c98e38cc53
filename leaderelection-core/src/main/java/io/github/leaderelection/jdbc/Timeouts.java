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

package io.github.leaderelection.jdbc;

import java.time.Duration;

/** Durations in the units of JDBC. */
final class Timeouts {

	/** Steps in which bounds are set, so that they are not set anew for each call. */
	private static final int STEP_MILLIS = 250;

	/**
	 * What lies between a query timeout and a network timeout, so that they do not race.
	 */
	private static final int MARGIN_MILLIS = 500;

	/**
	 * What a call gets at least, however many wait behind it: more than any wait for a
	 * row, also in whole seconds.
	 */
	private static final Duration LEAST_SHARE = Duration.ofMillis(2500);

	/** Drivers and servers count milliseconds in an int. */
	private static final int MAX_MILLIS = 1_000_000_000;

	private Timeouts() {
	}

	/**
	 * How much of the time that is left the first of some calls may take. It is enough
	 * for a server that is slow, and no call takes all the time of those behind it.
	 */
	static Duration share(Duration left, int calls) {
		if (calls == 1) {
			return left;
		}
		return min(left.dividedBy(2), max(left.dividedBy(calls), LEAST_SHARE));
	}

	/**
	 * How long the server may wait for a row, so that it answers before the timeout,
	 * though it be one that waits for twice as long.
	 */
	static Duration lockWait(Duration wanted, Duration timeout) {
		return max(Duration.ofMillis(1), min(wanted, timeout.dividedBy(3)));
	}

	/** The same where nobody else waits meanwhile. */
	static Duration longLockWait(Duration timeout) {
		return bounded(timeout.multipliedBy(3).dividedBy(4));
	}

	/** What every database can hold. */
	static Duration bounded(Duration timeout) {
		return Duration.ofMillis(millis(timeout));
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	/** A query timeout, in whole seconds, that comes after a network timeout. */
	static int secondsAfter(Duration timeout) {
		return (int) ((millis(timeout) + MARGIN_MILLIS + 999L) / 1000);
	}

	/** A query timeout, in whole seconds, that comes before the time is up if it can. */
	static int secondsBefore(Duration timeout) {
		return Math.max(1, (millis(timeout) - MARGIN_MILLIS) / 1000);
	}

	/** The network timeout that comes after {@link #secondsBefore}. */
	static int millisAfterQuery(Duration timeout) {
		return Math.max(millis(timeout), 1000 + MARGIN_MILLIS);
	}

	/** Network timeouts: milliseconds, where zero would mean for ever. */
	static int millis(Duration timeout) {
		return (int) Math.max(1, Math.min(timeout.toMillis(), MAX_MILLIS));
	}

	/** Rounded down to a step where it is long enough for that not to matter. */
	static int steppedMillis(Duration timeout) {
		int millis = millis(timeout);
		return (millis < 4 * STEP_MILLIS) ? millis : millis - millis % STEP_MILLIS;
	}

}
