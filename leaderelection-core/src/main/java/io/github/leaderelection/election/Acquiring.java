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
 * Has asked for the lease and waits for the answer.
 *
 * @param candidacy what it carries
 * @param watch what it had seen of the record
 * @param claim the acquisition
 * @param sent when this attempt at it was sent
 * @param wakeAt when to give up on the answer
 */
record Acquiring(Candidacy candidacy, Watch watch, Claim claim, long sent, long wakeAt) implements State {

	@Override
	public CandidateState name() {
		return CandidateState.ACQUIRING;
	}

	@Override
	public Decision onStart(boolean once, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onWake(Moment moment) {
		return (moment.now() < this.wakeAt) ? Decision.of(this) : lookAgain(this.claim, moment);
	}

	@Override
	public Decision onRead(long attempt, Optional<LockSnapshot> found, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onWritten(long attempt, boolean applied, Moment moment) {
		if (attempt != this.candidacy.attempt()) {
			return Decision.of(this);
		}
		return applied ? this.claim.begin(this.candidacy, this.sent, moment) : lookAgain(this.claim.refused(), moment);
	}

	@Override
	public Decision onFailed(long attempt, Moment moment) {
		return (attempt != this.candidacy.attempt()) ? Decision.of(this) : lookAgain(this.claim, moment);
	}

	@Override
	public Decision onDrained(long token, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onGiveUp(RevocationReason reason, Sequel sequel, Moment moment) {
		if (reason == RevocationReason.TASK_FAILED || sequel instanceof Sequel.Campaign) {
			return Decision.of(this);
		}
		return this.claim.giveUp(this.candidacy, sequel, reason, moment);
	}

	@Override
	public Decision onResume(Moment moment) {
		return Decision.of(this);
	}

	/** What came while its own write was under way counts once that is answered. */
	@Override
	public Decision onHint(Moment moment) {
		return Decision
			.of(new Acquiring(this.candidacy, this.watch.lookingAgain(), this.claim, this.sent, this.wakeAt));
	}

	private Decision lookAgain(@Nullable Claim open, Moment moment) {
		Rules rules = this.candidacy.rules();
		long look = Pacing.lookAgain(rules, moment.now());
		return Decision
			.of(new Following(this.candidacy, this.watch.next(look, rules, moment.now()), open, moment.now()));
	}

}
