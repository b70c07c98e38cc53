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
 * How a term is kept: one renewal at a time, each trusted from when it was sent.
 *
 * @param trustedUntil when the trust in the term ends
 * @param sent when the renewal that is under way was sent, or {@link Moment#NONE}
 * @param attempt its number
 * @param due when to renew next, or to give up on the renewal that is under way
 */
record Renewal(long trustedUntil, long sent, long attempt, long due) {

	static Renewal begin(Rules rules, long acquisitionSent) {
		return new Renewal(acquisitionSent + rules.deadline(), Moment.NONE, 0,
				Pacing.nextRenewal(rules, acquisitionSent));
	}

	boolean isOver(long now) {
		return now >= this.trustedUntil;
	}

	boolean isDue(long now) {
		return now >= this.due;
	}

	boolean isAwaiting(long attempt) {
		return this.sent != Moment.NONE && this.attempt == attempt;
	}

	Renewal sent(long attempt, long timeout, Rules rules, long now) {
		return new Renewal(this.trustedUntil, now, attempt, now + timeout + Pacing.grace(rules));
	}

	Renewal applied(Rules rules) {
		return new Renewal(Math.max(this.trustedUntil, this.sent + rules.deadline()), Moment.NONE, this.attempt,
				Pacing.nextRenewal(rules, this.sent));
	}

	Renewal failed(Rules rules, long now) {
		return new Renewal(this.trustedUntil, Moment.NONE, this.attempt,
				now + Pacing.renewAgain(rules, this.trustedUntil - now));
	}

	/**
	 * When the lease ends at the latest that the last renewal known to have succeeded
	 * allows.
	 */
	long leaseEnd(Rules rules) {
		return this.trustedUntil - rules.deadline() + rules.lease();
	}

}
