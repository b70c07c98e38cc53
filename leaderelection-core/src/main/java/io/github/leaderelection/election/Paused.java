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
 * Observes who leads, and does not campaign.
 *
 * @param candidacy what it carries
 * @param watch how it looks at the record
 */
record Paused(Candidacy candidacy, Watch watch) implements State {

	static Decision begin(Candidacy candidacy, Moment moment) {
		return new Paused(candidacy, Watch.begin(moment.now())).onWake(moment);
	}

	@Override
	public CandidateState name() {
		return CandidateState.PAUSED;
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
		return Decision.of(new Paused(next, this.watch.reading(rules, moment.now())),
				new Action.Read(next.attempt(), Pacing.callTimeout(rules)));
	}

	@Override
	public Decision onRead(long attempt, Optional<LockSnapshot> found, Moment moment) {
		if (attempt != this.candidacy.attempt() || !this.watch.isReading()) {
			return Decision.of(this);
		}
		LockSnapshot snapshot = found.orElse(null);
		Rules rules = this.candidacy.rules();
		Watch seen = (snapshot != null && snapshot.record().isHeld()) ? this.watch.found(snapshot, rules, moment.now())
				: this.watch.foundFree(snapshot, moment.now());
		return Decision.of(
				new Paused(this.candidacy, seen.next(Pacing.nextLook(rules, moment.now()), rules, moment.now())),
				new Action.Observe(found));
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
		return Decision.of(new Paused(this.candidacy, this.watch.next(look, rules, moment.now())));
	}

	@Override
	public Decision onDrained(long token, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onGiveUp(RevocationReason reason, Sequel sequel, Moment moment) {
		boolean stop = sequel instanceof Sequel.Stop && reason != RevocationReason.TASK_FAILED;
		return Decision.of(stop ? new Stopped(this.candidacy, reason) : this);
	}

	@Override
	public Decision onResume(Moment moment) {
		return new Following(this.candidacy, this.watch.until(moment.now()), null, moment.now()).onWake(moment);
	}

	@Override
	public Decision onHint(Moment moment) {
		return Decision.of(new Paused(this.candidacy, this.watch.hinted(this.candidacy.rules(), moment.now())));
	}

}
