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
 * Watches the lease of another, and tries to acquire it when nobody holds it or when it
 * is over.
 *
 * @param candidacy what it carries
 * @param watch how it looks at the record
 * @param claim an acquisition whose outcome is unknown; {@code null} where there is none
 * @param notBefore until when it lets others go first
 */
record Following(Candidacy candidacy, Watch watch, @Nullable Claim claim, long notBefore) implements State {

	/** Begins to campaign, as a newcomer: nothing that was seen before a term counts. */
	static Decision begin(Candidacy candidacy, long rest, Moment moment) {
		return new Following(candidacy, Watch.begin(moment.now()), null, moment.now() + rest).onWake(moment);
	}

	@Override
	public CandidateState name() {
		return CandidateState.FOLLOWING;
	}

	@Override
	public long wakeAt() {
		return this.watch.wakeAt();
	}

	@Override
	public Decision onStart(boolean once, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onWake(Moment moment) {
		if (moment.now() < this.watch.wakeAt()) {
			return Decision.of(this);
		}
		Candidacy next = this.candidacy.nextAttempt();
		Rules rules = next.rules();
		return Decision.of(new Following(next, this.watch.reading(rules, moment.now()), this.claim, this.notBefore),
				new Action.Read(next.attempt(), Pacing.callTimeout(rules)));
	}

	@Override
	public Decision onRead(long attempt, Optional<LockSnapshot> found, Moment moment) {
		if (attempt != this.candidacy.attempt() || !this.watch.isReading()) {
			return Decision.of(this);
		}
		return decide(found.orElse(null), moment).after(new Action.Observe(found));
	}

	private Decision decide(@Nullable LockSnapshot snapshot, Moment moment) {
		long now = moment.now();
		if (snapshot == null) {
			return acquireOrWait(this.watch.foundFree(null, now), this.claim, 0, Optional.empty(), moment);
		}
		String holder = snapshot.record().holderIdentity();
		long token = snapshot.record().fencingToken();
		if (this.claim != null && this.claim.isSettledBy(holder, token, this.candidacy)) {
			return this.claim.begin(this.candidacy, this.claim.firstSent(), moment);
		}
		if (this.candidacy.isMine(holder) && token == this.candidacy.endedToken()) {
			// a term of its own that is over, and whose release did not get through
			return Releasing.begin(this.candidacy, token, new Sequel.Campaign(rest(now)), moment);
		}
		Claim open = (this.claim != null && this.claim.isOvertakenBy(token)) ? null : this.claim;
		if (!snapshot.record().isHeld()) {
			return acquireOrWait(this.watch.foundFree(snapshot, now), open, token, Optional.of(snapshot.version()),
					moment);
		}
		if (isOfMyNamesake(snapshot)) {
			return yieldToNamesake(snapshot, moment);
		}
		Watch seen = this.watch.found(snapshot, this.candidacy.rules(), now);
		if (seen.seen() != null && seen.seen().isOver(now)) {
			return acquireOrWait(seen, open, token, Optional.of(snapshot.version()), moment);
		}
		return Decision.of(new Following(this.candidacy,
				seen.next(nextLook(seen, moment), this.candidacy.rules(), moment.now()), open, this.notBefore));
	}

	private Decision acquireOrWait(Watch seen, @Nullable Claim open, long lastToken, Optional<Long> version,
			Moment moment) {
		long now = moment.now();
		Rules rules = this.candidacy.rules();
		if (now < this.notBefore) {
			long look = Math.min(Pacing.nextLook(rules, now), this.notBefore);
			return Decision.of(new Following(this.candidacy, seen.next(look, rules, now), open, this.notBefore));
		}
		// never a token of which a release may still be under way, for it would end the
		// new term
		long token = Math.max(lastToken, this.candidacy.endedToken()) + 1;
		Candidacy next = this.candidacy.nextAttempt();
		long timeout = Pacing.callTimeout(rules);
		return Decision.of(
				new Acquiring(next, seen, Claim.next(open, token, now), now, now + timeout + Pacing.grace(rules)),
				new Action.Acquire(next.attempt(), timeout, version, token));
	}

	private long nextLook(Watch seen, Moment moment) {
		long regular = Pacing.nextLook(this.candidacy.rules(), moment.now());
		return (seen.seen() != null)
				? Math.min(regular, Pacing.takeover(this.candidacy.rules(), seen.seen().leaseEnd())) : regular;
	}

	/**
	 * A record under this candidate's identity that it did not write (one that its claim
	 * explains has been dealt with): a newer term than its own last one, or one that
	 * somebody keeps renewing. A record that just stands may have been left by an earlier
	 * process of that name.
	 */
	private boolean isOfMyNamesake(LockSnapshot snapshot) {
		long token = snapshot.record().fencingToken();
		if (!this.candidacy.isMine(snapshot.record().holderIdentity()) || token <= this.candidacy.endedToken()
				|| token == this.candidacy.clashToken()) {
			return false;
		}
		boolean renewed = this.watch.seen() != null && this.watch.seen().version() != snapshot.version();
		return this.candidacy.endedToken() > 0 || renewed;
	}

	private Decision yieldToNamesake(LockSnapshot snapshot, Moment moment) {
		Rules rules = this.candidacy.rules();
		long token = snapshot.record().fencingToken();
		Watch seen = this.watch.found(snapshot, rules, moment.now());
		return Decision.of(
				new Following(this.candidacy.clashed(token), seen.next(nextLook(seen, moment), rules, moment.now()),
						null, Math.max(this.notBefore, moment.now() + rules.lease())),
				new Action.ReportSharedIdentity(token));
	}

	@Override
	public Decision onWritten(long attempt, boolean applied, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onFailed(long attempt, Moment moment) {
		if (attempt != this.candidacy.attempt() || !this.watch.isReading()) {
			return Decision.of(this);
		}
		Rules rules = this.candidacy.rules();
		long look = Pacing.nextLook(rules, moment.now());
		Observation seen = this.watch.seen();
		if (seen != null && !seen.isOver(moment.now())) {
			// not at once: the store may be away
			long soonest = Pacing.lookAgain(rules, moment.now());
			look = Math.min(look, Math.max(soonest, Pacing.takeover(rules, seen.leaseEnd())));
		}
		return Decision
			.of(new Following(this.candidacy, this.watch.next(look, rules, moment.now()), this.claim, this.notBefore));
	}

	@Override
	public Decision onDrained(long token, Moment moment) {
		return Decision.of(this);
	}

	/**
	 * There is no term to give up; a claim is given up by releasing what it may have won.
	 */
	@Override
	public Decision onGiveUp(RevocationReason reason, Sequel sequel, Moment moment) {
		if (reason == RevocationReason.TASK_FAILED || sequel instanceof Sequel.Campaign) {
			return Decision.of(this);
		}
		if (this.claim != null) {
			return this.claim.giveUp(this.candidacy, sequel, reason, moment);
		}
		return (sequel instanceof Sequel.Stop) ? Decision.of(new Stopped(this.candidacy, reason))
				: Decision.of(new Paused(this.candidacy, this.watch));
	}

	@Override
	public Decision onResume(Moment moment) {
		return Decision.of(this);
	}

	/** A rest keeps it from acquiring, not from looking. */
	@Override
	public Decision onHint(Moment moment) {
		return Decision.of(new Following(this.candidacy, this.watch.hinted(this.candidacy.rules(), moment.now()),
				this.claim, this.notBefore));
	}

	private long rest(long now) {
		return Math.max(0, this.notBefore - now);
	}

}
