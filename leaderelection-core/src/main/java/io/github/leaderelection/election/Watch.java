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

import org.jspecify.annotations.Nullable;

import io.github.leaderelection.lock.LockSnapshot;

/**
 * How a candidate that does not lead looks at the record: one read at a time.
 *
 * @param seen the newest observation; {@code null} where there is none
 * @param lastAnsweredSent when the newest read that was answered had been sent
 * @param readSent when the read that is under way was sent, or {@link Moment#NONE}
 * @param wakeAt when to read again, or to give up on the read that is under way
 * @param again whether a hint came while a call was under way, whose answer may be older
 * than the change
 */
record Watch(@Nullable Observation seen, long lastAnsweredSent, long readSent, long wakeAt, boolean again) {

	Watch(@Nullable Observation seen, long lastAnsweredSent, long readSent, long wakeAt) {
		this(seen, lastAnsweredSent, readSent, wakeAt, false);
	}

	/** Nothing is known, and the first look is due. */
	static Watch begin(long now) {
		return new Watch(null, Moment.NONE, Moment.NONE, now);
	}

	boolean isReading() {
		return this.readSent != Moment.NONE;
	}

	Watch reading(Rules rules, long now) {
		return new Watch(this.seen, this.lastAnsweredSent, now, now + Pacing.callTimeout(rules) + Pacing.grace(rules));
	}

	/** The read under way has found a record that somebody holds. */
	Watch found(LockSnapshot snapshot, Rules rules, long now) {
		Observation observation;
		if (this.seen == null || this.lastAnsweredSent == Moment.NONE) {
			observation = Observation.first(snapshot, now, rules);
		}
		else if (this.seen.version() != snapshot.version()) {
			observation = this.seen.renewed(snapshot, this.lastAnsweredSent, now, rules);
		}
		else {
			observation = this.seen;
		}
		return new Watch(observation, this.readSent, Moment.NONE, now, this.again);
	}

	/**
	 * The read under way has found that nobody holds the record, or that there is none.
	 */
	Watch foundFree(@Nullable LockSnapshot snapshot, long now) {
		Observation free = (snapshot != null) ? new Observation(snapshot.version(), "", now) : null;
		return new Watch(free, this.readSent, Moment.NONE, now, this.again);
	}

	/** No read is under way, and the next one is due then. */
	Watch until(long wakeAt) {
		return new Watch(this.seen, this.lastAnsweredSent, Moment.NONE, wakeAt);
	}

	/** The same, and at once where a hint has come meanwhile. */
	Watch next(long wakeAt, Rules rules, long now) {
		Watch next = until(wakeAt);
		return this.again ? next.hinted(rules, now) : next;
	}

	/** The record may have changed: looks now, or once the read under way is answered. */
	Watch hinted(Rules rules, long now) {
		if (isReading()) {
			return lookingAgain();
		}
		long look = Pacing.hint(rules, now);
		return new Watch(this.seen, this.lastAnsweredSent, Moment.NONE, Math.min(this.wakeAt, look), this.again);
	}

	/** The call under way is to be followed by a look. */
	Watch lookingAgain() {
		return new Watch(this.seen, this.lastAnsweredSent, this.readSent, this.wakeAt, true);
	}

}
