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

import io.github.leaderelection.election.Action;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.ResourceLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an election writes to the log: one line for each transition, with stable keys. */
final class TransitionLog {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElector.class);

	private final ResourceLock lock;

	private final String election;

	private final String identity;

	TransitionLog(ResourceLock lock) {
		this.lock = lock;
		this.election = lock.electionName();
		this.identity = lock.identity();
	}

	void granted(long token) {
		logger.info("Leadership granted: election={} identity={} token={}", this.election, this.identity, token);
	}

	void revoked(long token, RevocationReason reason) {
		logger.info("Leadership revoked: election={} identity={} token={} reason={}", this.election, this.identity,
				token, reason);
	}

	void leaderChanged(Sighting seen) {
		if (seen.holder().equals(this.identity)) {
			return; // the grant has said so
		}
		logger.info("Leader changed: election={} identity={} leader={} token={}", this.election, this.identity,
				seen.leader().orElse("none"), seen.token());
	}

	void takesPart(CandidateState state) {
		switch (state) {
			case STOPPED -> logger.info("Stopped: election={} identity={}", this.election, this.identity);
			case PAUSED ->
				logger.info("Paused, campaigns when resumed: election={} identity={}", this.election, this.identity);
			default -> logger.info("Campaigning: election={} identity={} lock={}", this.election, this.identity,
					this.lock.describe());
		}
	}

	void identityShared(long token, Duration wait) {
		logger.error("Another candidate signs with the identity of this one, so both may believe that they lead: "
				+ "election={} identity={} token={}. Give each process an identity of its own. Not campaigning for {}",
				this.election, this.identity, token, wait);
	}

	void overrun(long token) {
		logger.error("The work of a term has outlived its lease and may run beside that of the next leader: "
				+ "election={} identity={} token={}. Make the work end sooner when its leadership is revoked, "
				+ "or raise leaderelection.drain-timeout (without Spring: LeaderElectionConfig.Builder.drainTimeout)",
				this.election, this.identity, token);
	}

	void lockFailed(@Nullable RuntimeException cause, String error, boolean warns) {
		if (warns) {
			logger.warn("The lock cannot be read or written, trying again: election={} lock={} error={}", this.election,
					this.lock.describe(), error);
		}
		logger.debug("A call to the lock has failed: election={}", this.election, cause);
	}

	void unreleased(long token, String error) {
		logger.warn(
				"The lease could not be released and runs out, so that others wait for its end: "
						+ "election={} identity={} token={} lock={} error={}",
				this.election, this.identity, token, this.lock.describe(), error);
	}

	void failedTo(Action action, Throwable cause) {
		logger.error("An election could not do what it had decided; it goes on, and its term ends with its trust: "
				+ "election={} identity={} action={}", this.election, this.identity, action, cause);
	}

	void lockAnswersAgain() {
		logger.info("The lock answers again: election={} lock={}", this.election, this.lock.describe());
	}

}
