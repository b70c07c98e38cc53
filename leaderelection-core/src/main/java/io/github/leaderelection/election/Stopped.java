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
 * Takes no part.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @param candidacy what it carries
 * @param reason why it stopped; {@code null} if it has never been started
 * @hidden
 */
public record Stopped(Candidacy candidacy, @Nullable RevocationReason reason) implements State {

	/**
	 * A candidate that has not been started.
	 * @param rules what it goes by
	 * @return the state
	 */
	public static Stopped initial(Rules rules) {
		return new Stopped(Candidacy.of(rules), null);
	}

	@Override
	public CandidateState name() {
		return CandidateState.STOPPED;
	}

	@Override
	public long wakeAt() {
		return Moment.NEVER;
	}

	@Override
	public Decision onStart(boolean once, Moment moment) {
		return Following.begin(this.candidacy.campaigning(once), 0, moment);
	}

	@Override
	public Decision onWake(Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onRead(long attempt, Optional<LockSnapshot> found, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onWritten(long attempt, boolean applied, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onFailed(long attempt, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onDrained(long token, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onGiveUp(RevocationReason reason, Sequel sequel, Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onResume(Moment moment) {
		return Decision.of(this);
	}

	@Override
	public Decision onHint(Moment moment) {
		return Decision.of(this);
	}

}
