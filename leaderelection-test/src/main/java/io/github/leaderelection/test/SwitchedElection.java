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

package io.github.leaderelection.test;

import java.time.Duration;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.RevocationReason;

/** Brings about grants and revocations of one election, by the rules of elections. */
final class SwitchedElection {

	/** Those who are told of a release look within that time. */
	private static final Duration HINT = Duration.ofMillis(10);

	private final LeaderElector elector;

	private final Script script;

	private final StandingTime time;

	private final Activity activity;

	private final SwitchThreads threads;

	private boolean startedHere;

	private boolean stoppedHere;

	SwitchedElection(LeaderElector elector, Script script, StandingTime time, Activity activity,
			SwitchThreads threads) {
		this.elector = elector;
		this.script = script;
		this.time = time;
		this.activity = activity;
		this.threads = threads;
	}

	boolean isOf(LeaderElector elector) {
		return this.elector.equals(elector);
	}

	void grant() {
		this.activity.awaitQuiet();
		if (this.elector.isLeader()) {
			return;
		}
		awaitDrained();
		this.script.grant();
		if (is(CandidateState.PAUSED)) {
			this.elector.resume();
		}
		if (is(CandidateState.STOPPED)) {
			this.startedHere |= !this.stoppedHere;
			this.stoppedHere = false;
			this.elector.start();
		}
		if (!this.time.passUntil(this.elector::isLeader, HINT)) {
			// it rests, as after a step-down; who starts anew does not
			this.elector.stop();
			this.elector.start();
		}
		if (!this.time.passUntil(this.elector::isLeader, HINT)) {
			throw new IllegalStateException("The leadership of the election '" + name()
					+ "' could not be granted; its candidate stands like this: " + this.elector.status());
		}
	}

	/** A candidate does not campaign beside the work of its last term. */
	private void awaitDrained() {
		if (!this.activity.await(() -> !is(CandidateState.DRAINING))) {
			throw new IllegalStateException("The leadership of the election '" + name()
					+ "' cannot be granted: work of the last term is still running after "
					+ this.activity.patience().toMillis()
					+ " ms, and a candidate does not campaign beside it. Let that work return first");
		}
		this.activity.awaitQuiet();
	}

	void revoke(RevocationReason reason) {
		requireCause(reason);
		this.activity.awaitQuiet();
		this.script.withhold();
		if (!this.elector.isLeader()) {
			return;
		}
		this.threads.setRevoking(true);
		try {
			bringAbout(reason);
			this.activity.awaitQuiet();
		}
		finally {
			this.threads.setRevoking(false);
		}
	}

	private void bringAbout(RevocationReason reason) {
		switch (reason) {
			case LOST -> {
				this.script.seize();
				passUntilRevoked(this.elector.status().timings().renewDeadline());
			}
			case EXPIRED -> {
				this.script.setSilent(true);
				passUntilRevoked(this.elector.status().timings().renewDeadline());
				this.script.setSilent(false);
				this.script.seize();
				// a release may have failed and be tried again
				this.time.passUntil(() -> !is(CandidateState.RELEASING), this.elector.status().timings().retryPeriod());
			}
			case TERM_LIMIT -> passUntilRevoked(this.elector.status().timings().termLimit());
			case STEPPED_DOWN -> this.elector.stepDown(Duration.ZERO);
			case STOPPED -> {
				this.stoppedHere = true;
				stop();
			}
			default -> throw new IllegalStateException("Cannot be brought about: " + reason);
		}
	}

	private void passUntilRevoked(Duration limit) {
		if (!this.time.passUntil(() -> !this.elector.isLeader(), limit)) {
			throw new IllegalStateException("The leadership of the election '" + name()
					+ "' could not be revoked; its candidate stands like this: " + this.elector.status());
		}
		// A term is over by its time, though the timer that tells of it may be the next
		// one.
		this.time.catchUp();
	}

	private void requireCause(RevocationReason reason) {
		if (reason == RevocationReason.TASK_COMPLETED || reason == RevocationReason.TASK_FAILED) {
			throw new IllegalArgumentException(reason
					+ " comes of the work of the term and cannot be brought about by a LeadershipSwitch; let the work end");
		}
		if (reason == RevocationReason.TERM_LIMIT && this.elector.status().timings().termLimit().isZero()) {
			throw new IllegalArgumentException("The election '" + name()
					+ "' has no term limit, so that TERM_LIMIT ends none of its terms; set leaderelection.term-limit");
		}
	}

	/**
	 * A stop waits for work that may be waiting for the test. Whether the candidate leads
	 * would not tell that it has begun: a term is over before the mailbox hears of it.
	 */
	private void stop() {
		this.threads.withoutWaiting(this.elector::stop);
		this.activity.awaitQuiet();
	}

	/** As if no test had been there. */
	void reset() {
		this.activity.awaitQuiet();
		this.script.withhold();
		if (this.elector.isLeader()) {
			revoke(RevocationReason.STEPPED_DOWN);
		}
		this.elector.resume();
		if (this.startedHere) {
			stop();
		}
		else if (this.stoppedHere) {
			this.elector.start();
		}
		this.startedHere = false;
		this.stoppedHere = false;
		this.activity.awaitQuiet();
	}

	private boolean is(CandidateState state) {
		return this.elector.status().state() == state;
	}

	private String name() {
		return this.elector.electionName();
	}

}
