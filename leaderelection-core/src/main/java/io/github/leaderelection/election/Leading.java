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

import java.util.Optional;

import io.github.leaderelection.lock.LockSnapshot;

/**
 * Leads, and renews its lease.
 *
 * @param candidacy what it carries
 * @param token the number of the term
 * @param renewal how the term is kept
 * @param termEnd when the term limit is over
 */
record Leading(Candidacy candidacy, long token, Renewal renewal, long termEnd) implements State {

	static Decision begin(Candidacy candidacy, long token, long sent, Moment moment) {
		Rules rules = candidacy.rules();
		long termEnd = (rules.termLimit() == Moment.NEVER) ? Moment.NEVER : moment.now() + rules.termLimit();
		Leading leading = new Leading(candidacy, token, Renewal.begin(rules, sent), termEnd);
		return leading.onWake(moment).after(new Action.Grant(token, leading.renewal.trustedUntil()));
	}

	@Override
	public CandidateState name() {
		return CandidateState.LEADING;
	}

	@Override
	public long wakeAt() {
		return Math.min(this.renewal.due(), Math.min(this.renewal.trustedUntil(), this.termEnd));
	}

	@Override
	public Decision onStart(boolean once, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onWake(Moment moment) {
		long now = moment.now();
		if (this.renewal.isOver(now)) {
			return end(RevocationReason.EXPIRED, new Sequel.Campaign(0), moment);
		}
		if (now >= this.termEnd) {
			return end(RevocationReason.TERM_LIMIT, new Sequel.Campaign(Pacing.sitOut(this.candidacy.rules())), moment);
		}
		if (!this.renewal.isDue(now)) {
			return Decision.of(this);
		}
		Candidacy next = this.candidacy.nextAttempt();
		long timeout = Pacing.renewTimeout(next.rules(), this.renewal.trustedUntil() - now);
		return Decision.of(new Leading(next, this.token, this.renewal.sent(next.attempt(), timeout, next.rules(), now),
				this.termEnd), new Action.Renew(next.attempt(), timeout, this.token));
	}

	@Override
	public Decision onRead(long attempt, Optional<LockSnapshot> found, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onWritten(long attempt, boolean applied, Moment moment) {
		if (!this.renewal.isAwaiting(attempt)) {
			return Decision.of(this);
		}
		if (!applied) {
			return end(RevocationReason.LOST, new Sequel.Campaign(0), moment);
		}
		if (this.renewal.isOver(moment.now())) {
			return end(RevocationReason.EXPIRED, new Sequel.Campaign(0), moment);
		}
		Renewal renewed = this.renewal.applied(this.candidacy.rules());
		return Decision.of(new Leading(this.candidacy, this.token, renewed, this.termEnd),
				new Action.Trust(this.token, renewed.trustedUntil()));
	}

	@Override
	public Decision onFailed(long attempt, Moment moment) {
		if (!this.renewal.isAwaiting(attempt)) {
			return Decision.of(this);
		}
		if (this.renewal.isOver(moment.now())) {
			return end(RevocationReason.EXPIRED, new Sequel.Campaign(0), moment);
		}
		return Decision.of(new Leading(this.candidacy, this.token,
				this.renewal.failed(this.candidacy.rules(), moment.now()), this.termEnd));
	}

	@Override
	public Decision onDrained(long token, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onGiveUp(RevocationReason reason, Sequel sequel, Moment moment) {
		Sequel then = (sequel instanceof Sequel.Campaign campaign)
				? new Sequel.Campaign(Math.max(campaign.rest(), Pacing.sitOut(this.candidacy.rules()))) : sequel;
		return end(this.renewal.isOver(moment.now()) ? RevocationReason.EXPIRED : reason, then, moment);
	}

	@Override
	public Decision onResume(Moment moment) {
		return Decision.of(this);
	}

	/** A leader that was replaced learns it from its renewal. */
	@Override
	public Decision onHint(Moment moment) {
		return Decision.of(this);
	}

	private Decision end(RevocationReason reason, Sequel sequel, Moment moment) {
		return Draining.begin(this.candidacy, this.token, reason, sequel, this.renewal, moment)
			.after(new Action.Revoke(this.token, reason));
	}

}
