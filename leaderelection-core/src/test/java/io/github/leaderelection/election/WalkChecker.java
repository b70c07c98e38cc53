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

import java.util.EnumSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold of every decision, whatever came before. */
final class WalkChecker {

	private final Set<CandidateState> visited = EnumSet.noneOf(CandidateState.class);

	private final Set<RevocationReason> reasons = EnumSet.noneOf(RevocationReason.class);

	private long newestAttempt;

	private long newestToken;

	private long grantedToken;

	private long trustedUntil;

	private int sharedIdentities;

	private int overruns;

	WalkChecker(State initial) {
		this.visited.add(initial.name());
	}

	void check(State before, Event event, Decision decision, long now) {
		State next = decision.next();
		this.visited.add(next.name());
		decision.actions().forEach((action) -> check(action, now));
		assertThat(this.grantedToken != 0).as("leads exactly between grant and revocation, after %s", event.kind())
			.isEqualTo(next.name() == CandidateState.LEADING);
		assertThat(attemptOf(next)).as("attempt of %s", next).isEqualTo(this.newestAttempt);
		if (event.kind() == Event.Kind.HINT) {
			assertThat(decision.actions()).as("a hint does nothing by itself").isEmpty();
			assertThat(next.name()).isEqualTo(before.name());
		}
		assertNoHotLoop(before, event, decision, now);
	}

	private void check(Action action, long now) {
		if (action instanceof Action.Call call) {
			assertThat(call.attempt()).as("attempts rise").isEqualTo(this.newestAttempt + 1);
			assertThat(call.timeout()).as("timeout of %s", call).isPositive();
			this.newestAttempt = call.attempt();
		}
		if (action instanceof Action.Grant grant) {
			assertThat(this.grantedToken).as("one term at a time").isZero();
			assertThat(grant.token()).as("tokens rise").isGreaterThan(this.newestToken);
			assertThat(grant.trustedUntil()).as("no term begins without trust").isGreaterThan(now);
			this.grantedToken = grant.token();
			this.newestToken = grant.token();
			this.trustedUntil = grant.trustedUntil();
		}
		else if (action instanceof Action.Trust trust) {
			assertThat(trust.token()).isEqualTo(this.grantedToken);
			assertThat(now).as("what is over never resumes").isLessThan(this.trustedUntil);
			assertThat(trust.trustedUntil()).as("trust never shrinks").isGreaterThanOrEqualTo(this.trustedUntil);
			this.trustedUntil = trust.trustedUntil();
		}
		else if (action instanceof Action.Revoke revoke) {
			assertThat(revoke.token()).as("a grant and a revocation each").isEqualTo(this.grantedToken);
			this.grantedToken = 0;
			this.reasons.add(revoke.reason());
		}
		else if (action instanceof Action.Renew renew) {
			assertThat(renew.token()).isEqualTo(this.newestToken);
		}
		else if (action instanceof Action.Release) {
			assertThat(this.grantedToken).as("released after the revocation").isZero();
		}
		else if (action instanceof Action.ReportSharedIdentity) {
			this.sharedIdentities++;
		}
		else if (action instanceof Action.ReportOverrun) {
			this.overruns++;
		}
	}

	/**
	 * Whoever wants to be woken at a time that has passed must have got somewhere by
	 * then: after a few wakes in a row at one instant it waits for something.
	 */
	private void assertNoHotLoop(State before, Event event, Decision decision, long now) {
		State state = decision.next();
		if (event.kind() == Event.Kind.WAKE && state.equals(before)) {
			assertThat(state.wakeAt()).as("a wake without effect is not due again: %s", state).isGreaterThan(now);
		}
		int wakes = 0;
		while (state.wakeAt() <= now) {
			assertThat(++wakes).as("wakes in a row at one instant: %s", state).isLessThan(5);
			state = state.onWake(new Moment(now)).next();
		}
	}

	private static long attemptOf(State state) {
		if (state instanceof Stopped stopped) {
			return stopped.candidacy().attempt();
		}
		if (state instanceof Following following) {
			return following.candidacy().attempt();
		}
		if (state instanceof Acquiring acquiring) {
			return acquiring.candidacy().attempt();
		}
		if (state instanceof Leading leading) {
			return leading.candidacy().attempt();
		}
		if (state instanceof Draining draining) {
			return draining.candidacy().attempt();
		}
		return (state instanceof Releasing releasing) ? releasing.candidacy().attempt()
				: ((Paused) state).candidacy().attempt();
	}

	long newestAttempt() {
		return this.newestAttempt;
	}

	long newestToken() {
		return this.newestToken;
	}

	Set<CandidateState> visited() {
		return this.visited;
	}

	Set<RevocationReason> reasons() {
		return this.reasons;
	}

	int sharedIdentities() {
		return this.sharedIdentities;
	}

	int overruns() {
		return this.overruns;
	}

}
