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

import io.github.leaderelection.election.RevocationReason;

/**
 * Counts and measures. Called on the library's own threads, in the middle of their work:
 * implementations must neither block nor throw.
 */
public interface ElectionMonitor {

	/**
	 * An election has been registered. Called on the registering thread.
	 * @param elector this process's candidate
	 */
	default void registered(LeaderElector elector) {
	}

	/**
	 * An election has been unregistered, and its candidate has stopped.
	 * @param electionName the election
	 */
	default void unregistered(String electionName) {
	}

	/**
	 * A call to the lock has returned.
	 * @param electionName the election
	 * @param operation what was asked
	 * @param outcome what came of it
	 * @param elapsed how long it took
	 */
	default void lockCalled(String electionName, Operation operation, Outcome outcome, Duration elapsed) {
	}

	/**
	 * A term of this process has begun.
	 * @param electionName the election
	 * @param fencingToken the number of the term
	 */
	default void termStarted(String electionName, long fencingToken) {
	}

	/**
	 * A term of this process has ended.
	 * @param electionName the election
	 * @param fencingToken the number of the term
	 * @param reason why it ended
	 */
	default void termEnded(String electionName, long fencingToken, RevocationReason reason) {
	}

	/**
	 * The work of a term has outlived its lease: it may run beside that of the next
	 * leader.
	 * @param electionName the election
	 * @param fencingToken the number of the term
	 */
	default void workOverran(String electionName, long fencingToken) {
	}

	/** What is asked of a lock. */
	enum Operation {

		/** Read the record. */
		GET,
		/** Begin a term. */
		ACQUIRE,
		/** Renew the lease of a term. */
		RENEW,
		/** Give the lease up. */
		RELEASE

	}

	/** What came of it. */
	enum Outcome {

		/** The record was read or written. */
		SUCCESS,
		/** The condition of a write did not hold. */
		REFUSED,
		/** The lock could not be reached, or its answer is unknown. */
		FAILED

	}

}
