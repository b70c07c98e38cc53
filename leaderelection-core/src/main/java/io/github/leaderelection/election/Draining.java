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
 * Leads no more, and waits for the work of its term to stop. Where the term was given up,
 * the lease is renewed meanwhile, so that nobody else begins beside that work; where it
 * was taken away, nothing is written meanwhile. However long the work takes, the
 * candidate does not campaign beside it.
 *
 * @param candidacy what it carries
 * @param token the number of the term
 * @param reason why the term ended
 * @param sequel what to do then
 * @param renewal how the lease is kept
 * @param keepUntil until when it is renewed; {@link Moment#NONE} where it is not, or no
 * more
 * @param overrun whether it has been reported that the work has outlived the lease
 */
record Draining(Candidacy candidacy, long token, RevocationReason reason, Sequel sequel, Renewal renewal,
		long keepUntil, boolean overrun) implements State {

	static Decision begin(Candidacy candidacy, long token, RevocationReason reason, Sequel sequel, Renewal renewal,
			Moment moment) {
		long keepUntil = reason.isVoluntary() ? moment.now() + candidacy.rules().drain() : Moment.NONE;
		Sequel then = candidacy.once() ? new Sequel.Stop() : sequel;
		return Decision.of(new Draining(candidacy.ended(token), token, reason, then, renewal, keepUntil, false));
	}

	@Override
	public CandidateState name() {
		return CandidateState.DRAINING;
	}

	@Override
	public boolean isGivingUp() {
		return this.reason.isVoluntary();
	}

	@Override
	public long wakeAt() {
		long leaseEnd = this.overrun ? Moment.NEVER : leaseEnd();
		return isKept() ? Math.min(Math.min(this.renewal.due(), this.keepUntil), leaseEnd) : leaseEnd;
	}

	@Override
	public Decision onStart(boolean once, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onWake(Moment moment) {
		long now = moment.now();
		if (!this.overrun && now >= leaseEnd()) {
			return Decision.of(new Draining(this.candidacy, this.token, this.reason, this.sequel, this.renewal,
					this.keepUntil, true), new Action.ReportOverrun(this.token));
		}
		if (isKept() && (now >= this.keepUntil || this.renewal.isOver(now))) {
			return Decision.of(keeping(this.candidacy, this.renewal, Moment.NONE));
		}
		if (!isKept() || !this.renewal.isDue(now)) {
			return Decision.of(this);
		}
		Candidacy next = this.candidacy.nextAttempt();
		long timeout = Pacing.renewTimeout(next.rules(), this.renewal.trustedUntil() - now);
		return Decision.of(keeping(next, this.renewal.sent(next.attempt(), timeout, next.rules(), now), this.keepUntil),
				new Action.Renew(next.attempt(), timeout, this.token));
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
		Rules rules = this.candidacy.rules();
		return applied ? Decision.of(keeping(this.candidacy, this.renewal.applied(rules), this.keepUntil))
				: Decision.of(keeping(this.candidacy, this.renewal.failed(rules, moment.now()), Moment.NONE));
	}

	@Override
	public Decision onFailed(long attempt, Moment moment) {
		return this.renewal.isAwaiting(attempt) ? Decision
			.of(keeping(this.candidacy, this.renewal.failed(this.candidacy.rules(), moment.now()), this.keepUntil))
				: Decision.of(this);
	}

	/**
	 * What was taken by another term needs no release, and what is to run out gets none.
	 */
	@Override
	public Decision onDrained(long token, Moment moment) {
		if (token != this.token) {
			return Decision.of(this);
		}
		boolean leave = this.reason == RevocationReason.LOST
				|| (this.reason == RevocationReason.STOPPED && !this.candidacy.rules().releaseOnStop());
		return leave ? Releasing.follow(this.candidacy, this.sequel, moment, this.reason)
				: Releasing.begin(this.candidacy, this.token, this.sequel, moment, this.reason);
	}

	@Override
	public Decision onGiveUp(RevocationReason reason, Sequel sequel, Moment moment) {
		Sequel then = this.sequel.or(sequel);
		return Decision.of(new Draining(this.candidacy, this.token, this.reason, then, this.renewal, this.keepUntil,
				this.overrun));
	}

	@Override
	public Decision onResume(Moment moment) {
		Sequel then = (this.sequel instanceof Sequel.Pause) ? new Sequel.Campaign(Pacing.sitOut(this.candidacy.rules()))
				: this.sequel;
		return Decision.of(new Draining(this.candidacy, this.token, this.reason, then, this.renewal, this.keepUntil,
				this.overrun));
	}

	@Override
	public Decision onHint(Moment moment) {
		return Decision.of(this);
	}

	private Draining keeping(Candidacy candidacy, Renewal renewal, long keepUntil) {
		return new Draining(candidacy, this.token, this.reason, this.sequel, renewal, keepUntil, this.overrun);
	}

	private boolean isKept() {
		return this.keepUntil != Moment.NONE;
	}

	private long leaseEnd() {
		return this.renewal.leaseEnd(this.candidacy.rules());
	}

}
