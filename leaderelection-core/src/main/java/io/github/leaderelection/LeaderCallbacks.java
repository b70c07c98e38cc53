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

import io.github.leaderelection.election.RevocationReason;

/**
 * What a candidate does when leadership comes and goes. None of these methods can delay a
 * renewal, whatever it does.
 */
public interface LeaderCallbacks {

	/** Callbacks that do nothing. */
	LeaderCallbacks NONE = new LeaderCallbacks() {
	};

	/**
	 * A term has begun. Called on a thread of the term's own, a daemon, which is
	 * interrupted when the term is revoked. It may work for as long as it likes, and it
	 * may return: the term goes on. The lease is released only after it has returned;
	 * after the drain timeout it is left to run out. If it throws, the term ends with
	 * {@link RevocationReason#TASK_FAILED}.
	 * @param leadership the term
	 * @throws Exception to give the term up
	 */
	default void onStartedLeading(Leadership leadership) throws Exception {
	}

	/**
	 * A term has ended. Called on a relay thread, once for each call of
	 * {@link #onStartedLeading} and never without one; that call may still be running.
	 * @param leadership the term
	 * @param reason why it ended
	 */
	default void onStoppedLeading(Leadership leadership, RevocationReason reason) {
	}

	/**
	 * The holder of the lease has changed, as far as this candidate has seen. Called on a
	 * relay thread, in order: with the first holder that is seen, with this candidate's
	 * own identity as well.
	 * @param identity who holds it now; empty where nobody does
	 */
	default void onNewLeader(String identity) {
	}

}
