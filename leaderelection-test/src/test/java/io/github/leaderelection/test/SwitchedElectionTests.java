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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.election.RevocationReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

@Timeout(30)
class SwitchedElectionTests {

	private static final ElectionStatus STATUS = new ElectionStatus("reports", "me", CandidateState.LEADING, true,
			Optional.of("me"), 1, Optional.empty(), Optional.empty(),
			ElectionTimings.of(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2)), Duration.ZERO,
			"memory", Optional.empty(), Set.of());

	private final Activity activity = new Activity(Duration.ofSeconds(10));

	private final SwitchThreads threads = new SwitchThreads(this.activity);

	private final StandingTime time = new StandingTime(this.activity, this.threads::close);

	private final LeaderElector elector = mock(LeaderElector.class);

	private final SwitchedElection election = new SwitchedElection(this.elector,
			new ScriptedLocks(this.time).script("reports"), this.time, this.activity, this.threads);

	@AfterEach
	void close() {
		this.time.close();
	}

	/** A term is over before the mailbox hears of it. */
	@Test
	void aStopIsWaitedForWhereItHasBegunButIsNotInTheMailboxYet() {
		Thread caller = Thread.currentThread();
		AtomicBoolean returned = new AtomicBoolean();
		AtomicBoolean told = new AtomicBoolean();
		when(this.elector.isLeader()).thenReturn(true, false);
		doAnswer((call) -> {
			while (caller.getState() != Thread.State.TIMED_WAITING && !returned.get()) {
				Thread.onSpinWait();
			}
			this.time.post(() -> told.set(true));
			return null;
		}).when(this.elector).stop();

		this.election.revoke(RevocationReason.STOPPED);
		boolean toldByThen = told.get();
		returned.set(true);

		assertThat(toldByThen).isTrue();
	}

	/** As when the retry that fails last is due together with the end of the trust. */
	@Test
	void ofTwoTimersThatAreDueWhenATermIsOverNoneIsLeftOut() {
		AtomicBoolean over = new AtomicBoolean();
		AtomicBoolean told = new AtomicBoolean();
		when(this.elector.isLeader()).thenAnswer((call) -> !over.get());
		when(this.elector.status()).thenReturn(STATUS);
		long end = STATUS.timings().renewDeadline().toNanos();
		this.time.after(end, () -> over.set(true));
		this.time.after(end, () -> told.set(true));

		this.election.revoke(RevocationReason.EXPIRED);

		assertThat(told).isTrue();
	}

}
