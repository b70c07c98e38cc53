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
 * Where a candidate stands in its election. A state is immutable and answers each event
 * with a {@link Decision}; a new event or a new state does not compile until each pair of
 * them is answered.
 *
 * <pre>
 *              start                acquire              applied
 *   Stopped ──────────► Following ───────────► Acquiring ─────────► Leading
 *      ▲                  ▲  ▲  ▲                  │                   │ refused, trust over,
 *      │            resume│  │  └──refused, failed─┘                   │ told to, term limit
 *      │                  │  │                                         ▼
 *      │               Paused│        released                     Draining
 *      │                  ▲  └─────────────────── Releasing ◄──────────┘ drained
 *      └──────────────────┴───────────────────────────┘
 * </pre>
 *
 * Where there is nothing to release, Draining is followed by what follows Releasing. An
 * acquisition that is given up, or won too late, is released.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public sealed interface State permits Stopped, Following, Acquiring, Leading, Draining, Releasing, Paused {

	/**
	 * What this state is called.
	 * @return its name
	 */
	CandidateState name();

	/**
	 * Whether a term, or a campaign, is being given up of its own accord.
	 * @return {@code false} also where it was taken away
	 */
	default boolean isGivingUp() {
		return false;
	}

	/**
	 * When {@link #onWake} is due, whether or not another event comes before.
	 * @return a monotonic time, or {@link Moment#NEVER}
	 */
	long wakeAt();

	/**
	 * The candidate is started.
	 * @param once whether it stops after one campaign
	 * @param moment when
	 * @return what follows
	 */
	Decision onStart(boolean once, Moment moment);

	/**
	 * A timer has fired. It may be early or of an earlier state.
	 * @param moment when
	 * @return what follows
	 */
	Decision onWake(Moment moment);

	/**
	 * A read was answered.
	 * @param attempt its number
	 * @param found what was read
	 * @param moment when the reply came
	 * @return what follows
	 */
	Decision onRead(long attempt, Optional<LockSnapshot> found, Moment moment);

	/**
	 * A write was answered.
	 * @param attempt its number
	 * @param applied whether it took effect
	 * @param moment when the reply came
	 * @return what follows
	 */
	Decision onWritten(long attempt, boolean applied, Moment moment);

	/**
	 * The outcome of a call is unknown.
	 * @param attempt its number
	 * @param moment when
	 * @return what follows
	 */
	Decision onFailed(long attempt, Moment moment);

	/**
	 * The work of a term has stopped.
	 * @param token the number of the term
	 * @param moment when
	 * @return what follows
	 */
	Decision onDrained(long token, Moment moment);

	/**
	 * The candidate is to give up its term, or its campaign.
	 * @param reason why
	 * @param sequel what to do then
	 * @param moment when
	 * @return what follows
	 */
	Decision onGiveUp(RevocationReason reason, Sequel sequel, Moment moment);

	/**
	 * A paused candidate may campaign again.
	 * @param moment when
	 * @return what follows
	 */
	Decision onResume(Moment moment);

	/**
	 * Somebody says that the record has changed. It may be wrong, and one that is told
	 * twice may be one change.
	 * @param moment when
	 * @return what follows: a look at the record that comes sooner, and nothing else
	 */
	Decision onHint(Moment moment);

}
