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

package io.github.leaderelection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One term of this candidate. Safe for use by many threads; it never becomes valid again
 * once it is over.
 */
public interface Leadership {

	/**
	 * The election that is led.
	 * @return its name
	 */
	String electionName();

	/**
	 * Who leads.
	 * @return this candidate's identity
	 */
	String identity();

	/**
	 * The number of this term, higher than that of any term before. Pass it along to
	 * whatever the work touches, so that what comes late from an earlier term can be
	 * refused there.
	 * @return the fencing token, at least 1
	 */
	long fencingToken();

	/**
	 * When this term began, by this machine's wall clock: for people, not for comparison.
	 * @return the time of the grant
	 */
	Instant acquiredAt();

	/**
	 * Whether this term still stands at the moment of the call. Turns {@code false} by
	 * itself when the trust in the term is over. A thread can be paused after it asked:
	 * what must never happen late needs the {@link #fencingToken()}.
	 * @return {@code true} while this candidate leads
	 */
	boolean isValid();

	/**
	 * How long this term stands if no further renewal succeeds.
	 * @return the rest of the trust window; zero when the term is over
	 */
	Duration remaining();

	/**
	 * Registers an action for the moment in which this term is revoked: before its lease
	 * is released. It runs on a thread of the term's own (beyond eight actions they share
	 * threads), and the drain waits for it. If the term has been revoked already, it runs
	 * at once, on the calling thread, and nothing waits for it; a term that is not valid
	 * any more, but is yet to be revoked, takes it like one that stands. An action is
	 * kept as long as the term lasts.
	 * @param action what to do; what it throws is logged
	 */
	void onRevoked(Runnable action);

	/**
	 * Begins a piece of work that belongs to this term: the lease is not released before
	 * it has been closed; after the drain timeout it is left to run out.
	 * @param interruptOnRevocation whether the calling thread is interrupted when the
	 * term is revoked before the work is closed
	 * @return the work, to be closed by the calling thread, or empty if the term is over
	 */
	Optional<TermWork> beginWork(boolean interruptOnRevocation);

}
