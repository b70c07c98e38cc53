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

/**
 * An acquisition whose outcome may be unknown. A record that carries the identity of this
 * candidate and the token of its claim counts as the reply that was lost.
 *
 * @param token the number of the term that was asked for
 * @param firstSent when the first attempt at that token was sent: a slow earlier one may
 * be the one that wrote
 * @param repeated whether an earlier attempt at that token is unanswered
 */
record Claim(long token, long firstSent, boolean repeated) {

	static Claim next(@Nullable Claim previous, long token, long now) {
		return (previous != null && previous.token == token) ? new Claim(token, previous.firstSent, true)
				: new Claim(token, now, false);
	}

	/**
	 * The claim is won; a reply that comes when the trust is over already begins no term.
	 */
	Decision begin(Candidacy candidacy, long sent, Moment moment) {
		return (moment.now() < sent + candidacy.rules().deadline()) ? Leading.begin(candidacy, this.token, sent, moment)
				: Releasing.begin(candidacy.ended(this.token), this.token, new Sequel.Campaign(0), moment);
	}

	/** Nobody wants the claim any more, but it may have been won, or may yet be. */
	Decision giveUp(Candidacy candidacy, Sequel sequel, RevocationReason reason, Moment moment) {
		return Releasing.begin(candidacy.ended(this.token), this.token, sequel, moment, reason);
	}

	/** What is left of the claim when its newest attempt has been refused. */
	@Nullable Claim refused() {
		return this.repeated ? this : null;
	}

	boolean isSettledBy(String holder, long token, Candidacy candidacy) {
		return this.token == token && candidacy.isMine(holder);
	}

	/**
	 * Whether the record has moved past the claim, so that it can no longer take effect.
	 */
	boolean isOvertakenBy(long token) {
		return token >= this.token;
	}

}
