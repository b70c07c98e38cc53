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
import org.jspecify.annotations.Nullable;

/**
 * Gives up a lease whose work has stopped, or one that an unanswered claim may have won.
 * A release names identity and token, so it can harm nobody else's lease; it is tried for
 * one retry period and then left to run out.
 *
 * @param candidacy what it carries
 * @param token the number of the term
 * @param sequel what to do then
 * @param reason why the term or the campaign ended; {@code null} where it goes on
 * @param inFlight whether a release is under way
 * @param repeated whether an earlier one went unanswered, and may have got through
 * @param giveUpAt until when to try
 * @param wakeAt when to try again, or to give up on the release that is under way
 */
record Releasing(Candidacy candidacy, long token, Sequel sequel, @Nullable RevocationReason reason, boolean inFlight,
		boolean repeated, long giveUpAt, long wakeAt) implements State {

	static Decision begin(Candidacy candidacy, long token, Sequel sequel, Moment moment) {
		return begin(candidacy, token, sequel, moment, null);
	}

	static Decision begin(Candidacy candidacy, long token, Sequel sequel, Moment moment,
			@Nullable RevocationReason reason) {
		long giveUpAt = moment.now() + candidacy.rules().retry();
		return new Releasing(candidacy, token, sequel, reason, false, false, giveUpAt, moment.now()).send(moment);
	}

	/** What comes after a term, or a campaign. */
	static Decision follow(Candidacy candidacy, Sequel sequel, Moment moment, @Nullable RevocationReason reason) {
		if (sequel instanceof Sequel.Campaign campaign) {
			return Following.begin(candidacy, campaign.rest(), moment);
		}
		return (sequel instanceof Sequel.Pause) ? Paused.begin(candidacy, moment)
				: Decision.of(new Stopped(candidacy, reason));
	}

	@Override
	public CandidateState name() {
		return CandidateState.RELEASING;
	}

	@Override
	public boolean isGivingUp() {
		return this.reason != null && this.reason.isVoluntary();
	}

	@Override
	public Decision onStart(boolean once, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onWake(Moment moment) {
		if (moment.now() < this.wakeAt) {
			return Decision.of(this);
		}
		return (moment.now() >= this.giveUpAt) ? leave(moment) : send(moment);
	}

	@Override
	public Decision onRead(long attempt, Optional<LockSnapshot> found, Moment moment) {
		return Decision.of(this);
	}

	/** Refused where it was repeated, it counts as the reply that was lost. */
	@Override
	public Decision onWritten(long attempt, boolean applied, Moment moment) {
		if (!isAwaiting(attempt)) {
			return Decision.of(this);
		}
		Decision next = follow(this.candidacy, this.sequel, moment, this.reason);
		return (applied || this.repeated) ? next.after(new Action.Vacate(this.token)) : next;
	}

	@Override
	public Decision onFailed(long attempt, Moment moment) {
		if (!isAwaiting(attempt)) {
			return Decision.of(this);
		}
		long again = moment.now() + this.candidacy.rules().retry() / 4;
		if (again >= this.giveUpAt) {
			return leave(moment);
		}
		return Decision
			.of(new Releasing(this.candidacy, this.token, this.sequel, this.reason, false, true, this.giveUpAt, again));
	}

	@Override
	public Decision onDrained(long token, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onGiveUp(RevocationReason reason, Sequel sequel, Moment moment) {
		if (reason == RevocationReason.TASK_FAILED) {
			return Decision.of(this);
		}
		return Decision.of(new Releasing(this.candidacy, this.token, this.sequel.or(sequel),
				(this.reason != null) ? this.reason : reason, this.inFlight, this.repeated, this.giveUpAt,
				this.wakeAt));
	}

	@Override
	public Decision onResume(Moment moment) {
		Sequel then = (this.sequel instanceof Sequel.Pause) ? new Sequel.Campaign(Pacing.sitOut(this.candidacy.rules()))
				: this.sequel;
		return Decision.of(new Releasing(this.candidacy, this.token, then, this.reason, this.inFlight, this.repeated,
				this.giveUpAt, this.wakeAt));
	}

	/** Whatever follows begins with a look. */
	@Override
	public Decision onHint(Moment moment) {
		return Decision.of(this);
	}

	/**
	 * Nothing more can be done for those who wait for the lease. Where it was taken away
	 * they have been waiting for its end all along.
	 */
	private Decision leave(Moment moment) {
		Decision next = follow(this.candidacy, this.sequel, moment, this.reason);
		return isGivingUp() ? next.after(new Action.ReportUnreleased(this.token)) : next;
	}

	private Decision send(Moment moment) {
		Candidacy next = this.candidacy.nextAttempt();
		long timeout = this.giveUpAt - moment.now();
		return Decision.of(new Releasing(next, this.token, this.sequel, this.reason, true, this.repeated, this.giveUpAt,
				this.giveUpAt), new Action.Release(next.attempt(), timeout, this.token));
	}

	private boolean isAwaiting(long attempt) {
		return this.inFlight && attempt == this.candidacy.attempt();
	}

}
