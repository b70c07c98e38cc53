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
import java.util.Optional;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockSnapshot;

/** What the cases start from: the default timings, and times told in seconds. */
final class Given {

	static final String ME = "me";

	static final String OTHER = "other";

	/** Any number: when to look follows from it. */
	static final long SALT = 42;

	/** 15 s, 10 s and 2 s, five seconds to drain. */
	static final Rules RULES = new Rules(ME, s(15), s(10), s(2), Moment.NEVER, s(5), true, false, SALT);

	/** How long a read or an acquisition may take. */
	static final long CALL = s(5);

	/** How much later than its timeout a call is given up. */
	static final long GRACE = s(0.5);

	/** How long a leader that has given its term up lets others go first. */
	static final long SIT_OUT = s(4.65);

	private Given() {
	}

	/** Seconds as nanoseconds. */
	static long s(double seconds) {
		return Math.round(seconds * 1_000) * 1_000_000;
	}

	/** When a candidate looks that decides on it then. */
	static long nextLook(double seconds) {
		return Pacing.nextLook(RULES, s(seconds));
	}

	/** When a candidate looks that is given a hint then. */
	static long hinted(double seconds) {
		return Pacing.hint(RULES, s(seconds));
	}

	static Moment at(double seconds) {
		return new Moment(s(seconds));
	}

	/** Seven calls made, tokens up to 4 tried for, no term yet. */
	static Candidacy candidacy() {
		return new Candidacy(RULES, false, 7, 0, 0);
	}

	static Candidacy candidacy(Rules rules) {
		return new Candidacy(rules, false, 7, 0, 0);
	}

	static Candidacy once() {
		return candidacy().campaigning(true);
	}

	static Rules withTermLimit(double seconds) {
		return new Rules(ME, s(15), s(10), s(2), s(seconds), s(5), true, false, SALT);
	}

	static Rules withoutRelease() {
		return new Rules(ME, s(15), s(10), s(2), Moment.NEVER, s(5), false, false, SALT);
	}

	static Rules withDrain(double seconds) {
		return new Rules(ME, s(15), s(10), s(2), Moment.NEVER, s(seconds), true, false, SALT);
	}

	static Rules trustingTheStoreClock() {
		return new Rules(ME, s(15), s(10), s(2), Moment.NEVER, s(5), true, true, SALT);
	}

	static Optional<LockSnapshot> nothing() {
		return Optional.empty();
	}

	static Optional<LockSnapshot> held(String by, long token, long version, double age) {
		return Optional.of(snapshot(by, token, version, Duration.ofSeconds(15), Duration.ofNanos(s(age))));
	}

	static Optional<LockSnapshot> released(long token, long version) {
		return Optional.of(snapshot("", token, version, Duration.ofSeconds(15), Duration.ofSeconds(1)));
	}

	static LockSnapshot snapshot(String by, long token, long version, Duration lease, Duration age) {
		return new LockSnapshot(new LeaderElectionRecord(by, token, lease, null, null), version, age);
	}

}
