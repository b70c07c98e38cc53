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
 * What the shell is to perform. Calls carry an attempt number that their reply repeats.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public sealed interface Action {

	/**
	 * A call to the lock.
	 *
	 * @hidden
	 */
	sealed interface Call extends Action {

		/**
		 * The number of the attempt.
		 * @return rises with every call of a candidate
		 */
		long attempt();

		/**
		 * How long the call may take.
		 * @return nanoseconds, counted from the decision
		 */
		long timeout();

	}

	/**
	 * Read the record.
	 *
	 * @param attempt the number of the attempt
	 * @param timeout how long it may take
	 * @hidden
	 */
	record Read(long attempt, long timeout) implements Call {
	}

	/**
	 * Begin a term: write the first record, or replace the one that was read.
	 *
	 * @param attempt the number of the attempt
	 * @param timeout how long it may take
	 * @param version the version that was read; empty where there was no record
	 * @param token the number of the term
	 * @hidden
	 */
	record Acquire(long attempt, long timeout, Optional<Long> version, long token) implements Call {
	}

	/**
	 * Renew the lease of a term.
	 *
	 * @param attempt the number of the attempt
	 * @param timeout how long it may take
	 * @param token the number of the term
	 * @hidden
	 */
	record Renew(long attempt, long timeout, long token) implements Call {
	}

	/**
	 * Give the lease of a term up.
	 *
	 * @param attempt the number of the attempt
	 * @param timeout how long it may take
	 * @param token the number of the term
	 * @hidden
	 */
	record Release(long attempt, long timeout, long token) implements Call {
	}

	/**
	 * A term begins.
	 *
	 * @param token its number
	 * @param trustedUntil how long it is trusted
	 * @hidden
	 */
	record Grant(long token, long trustedUntil) implements Action {
	}

	/**
	 * A term has been renewed.
	 *
	 * @param token its number
	 * @param trustedUntil how long it is trusted now
	 * @hidden
	 */
	record Trust(long token, long trustedUntil) implements Action {
	}

	/**
	 * A term is over: tell its work to stop, and say when it has.
	 *
	 * @param token its number
	 * @param reason why
	 * @hidden
	 */
	record Revoke(long token, RevocationReason reason) implements Action {
	}

	/**
	 * The record was seen.
	 *
	 * @param snapshot what was read; empty where there is none
	 * @hidden
	 */
	record Observe(Optional<LockSnapshot> snapshot) implements Action {
	}

	/**
	 * The lease of a term has been released.
	 *
	 * @param token the number of the term
	 * @hidden
	 */
	record Vacate(long token) implements Action {
	}

	/**
	 * The lease of a term, or of a claim that may have been won, could not be released
	 * and is left to run out.
	 *
	 * @param token the number of the term
	 * @hidden
	 */
	record ReportUnreleased(long token) implements Action {
	}

	/**
	 * Somebody else signs with this candidate's identity.
	 *
	 * @param token the number of their term
	 * @hidden
	 */
	record ReportSharedIdentity(long token) implements Action {
	}

	/**
	 * The work of a term has outlived its lease.
	 *
	 * @param token the number of the term
	 * @hidden
	 */
	record ReportOverrun(long token) implements Action {
	}

}
