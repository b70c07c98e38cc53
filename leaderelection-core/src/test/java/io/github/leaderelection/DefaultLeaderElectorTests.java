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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Level;
import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.ElectionStatus.Problem;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.lock.LockReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What callers may ask of a candidate. Nothing here has a thread of its own. */
@Timeout(30)
class DefaultLeaderElectorTests {

	private final Bench bench = new Bench();

	private final DefaultLeaderElector elector = (DefaultLeaderElector) this.bench.elector("a");

	private void lead() {
		this.elector.start();
		this.bench.settleAll();
		assertThat(this.elector.isLeader()).isTrue();
	}

	private void stop() {
		this.elector.requestStop();
		this.bench.settleAll();
	}

	@Test
	void knowsNothingBeforeItIsStarted() {
		assertThat(this.elector.isLeader()).isFalse();
		assertThat(this.elector.getLeader()).isEmpty();
		assertThat(this.elector.leadership()).isEmpty();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
		assertThat(this.elector.status().fencingToken()).isZero();
		assertThat(this.elector.status().problems()).isEmpty();
		assertThat(this.elector.electionName()).isEqualTo("reports");
		assertThat(this.elector.identity()).isEqualTo("a");
	}

	@Test
	void startingTwiceIsStartingOnce() {
		lead();
		this.elector.start();
		this.bench.settleAll();
		assertThat(this.elector.leadership().orElseThrow().fencingToken()).isEqualTo(1);
		assertThat(this.bench.calls.count(Operation.ACQUIRE)).isEqualTo(1);
	}

	@Test
	void stoppingWhatIsNotStartedDoesNothing() {
		this.elector.stop();
		assertThat(this.elector.requestStop()).isNull();
		this.elector.start();
		stop();
		this.elector.stop();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
	}

	@Test
	void canBeStartedAgain() {
		lead();
		stop();
		assertThat(this.elector.isLeader()).isFalse();
		lead();
		assertThat(this.elector.leadership().orElseThrow().fencingToken()).isEqualTo(2);
	}

	@Test
	void isStartedAgainWhenItHasStopped() {
		lead();
		TermWork work = this.elector.leadership().orElseThrow().beginWork(false).orElseThrow();
		stop();
		this.elector.start();
		this.bench.settleAll();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.DRAINING);
		work.close();
		this.bench.settleAll();
		assertThat(this.elector.isLeader()).isTrue();
	}

	/**
	 * Who is told first of an end may be who started anew meanwhile, or somebody else.
	 */
	@Test
	void aStopThatComesWithTheEndOfTheLastOneIsKept() {
		lead();
		CompletableFuture<?> end = this.elector.requestStop();
		this.elector.start();
		CompletableFuture<?> unused = end.thenRun(this.elector::requestStop);
		this.bench.passAll(Bench.oneLease());
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
	}

	@Test
	void isStartedFromTheStartToTheStopWhateverHasComeOfThem() {
		assertThat(this.elector.isStarted()).isFalse();
		this.elector.start();
		assertThat(this.elector.isStarted()).isTrue();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
		this.bench.settleAll();
		this.elector.pause();
		assertThat(this.elector.isStarted()).isTrue();
		this.elector.requestStop();
		assertThat(this.elector.isStarted()).isFalse();
		this.elector.start();
		assertThat(this.elector.isStarted()).isTrue();
		this.bench.settleAll();
		assertThat(this.elector.isStarted()).isTrue();
		stop();
		assertThat(this.elector.isStarted()).isFalse();
		this.elector.start();
		this.elector.requestClose();
		assertThat(this.elector.isStarted()).isFalse();
	}

	@Test
	void noTaskIsRunBesideAStartThatIsStillToCome() {
		lead();
		List<Throwable> refused = new ArrayList<>();
		CompletableFuture<?> end = this.elector.requestStop();
		this.elector.start();
		CompletableFuture<?> unused = end
			.thenRun(() -> refused.add(catchThrowable(() -> this.elector.run(new ElectionTask()))));
		this.bench.settleAll();
		assertThat(refused).singleElement().isInstanceOf(IllegalStateException.class);
		assertThat(this.elector.isLeader()).isTrue();
	}

	@Test
	void cannotBeStartedWhenItIsClosed() {
		this.elector.close();
		assertThatIllegalStateException().isThrownBy(this.elector::start)
			.withMessage("The candidate of election 'reports' is closed");
		assertThatIllegalStateException().isThrownBy(() -> this.elector.run(new ElectionTask()))
			.withMessage("The candidate of election 'reports' is closed");
	}

	@Test
	void cannotRunATaskWhenItIsStarted() {
		this.elector.start();
		assertThatIllegalStateException().isThrownBy(() -> this.elector.run(new ElectionTask()))
			.withMessage("The candidate of election 'reports' is started already");
	}

	@Test
	void stepsDownAndLetsTheOtherTakeOver() {
		LeaderElector other = this.bench.elector("b");
		lead();
		other.start();
		this.bench.settleAll();
		assertThat(this.elector.stepDown(Duration.ZERO)).isTrue();
		this.bench.passAll(Duration.ofMillis(3_300));
		assertThat(other.isLeader()).isTrue();
		assertThat(this.elector.isLeader()).isFalse();
		assertThat(this.bench.news).contains("monitor: ended 1 STEPPED_DOWN");
	}

	@Test
	void isNotSeenToLeadWithoutATerm() {
		lead();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.LEADING);
		this.elector.stepDown(Duration.ZERO);
		assertThat(this.elector.status().leader()).isFalse();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.DRAINING);
		assertThat(this.elector).hasToString("LeaderElector[election=reports, identity=a, state=DRAINING]");
	}

	@Test
	void staysAwayForItsCooldown() {
		lead();
		this.elector.stepDown(Duration.ofMinutes(1));
		this.bench.passAll(Duration.ofMillis(59_999));
		assertThat(this.elector.isLeader()).isFalse();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.FOLLOWING);
		this.bench.passAll(Duration.ofSeconds(4));
		assertThat(this.elector.isLeader()).isTrue();
	}

	/** Two operators, or a hasty one. */
	@Test
	void aSecondStepDownDoesNotShortenTheCooldown() {
		lead();
		this.elector.stepDown(Duration.ofMinutes(1));
		this.elector.stepDown(Duration.ZERO);
		this.bench.passAll(Duration.ofSeconds(59));
		assertThat(this.elector.isLeader()).isFalse();
	}

	@Test
	void whoeverDoesNotLeadCannotStepDown() {
		assertThat(this.elector.stepDown(Duration.ZERO)).isFalse();
		LeaderElector other = this.bench.elector("b");
		other.start();
		this.bench.settleAll();
		this.elector.start();
		this.bench.settleAll();
		assertThat(this.elector.stepDown(Duration.ofMinutes(1))).isFalse();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.FOLLOWING);
	}

	@Test
	void refusesACooldownThatIsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.elector.stepDown(Duration.ofMillis(-1)))
			.withMessage("cooldown (PT-0.001S) must not be negative, nor longer than 365 days");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.elector.stepDown(ElectionTimings.MAX_DURATION.plusMillis(1)))
			.withMessageContaining("PT8760H0.001S");
	}

	@Test
	void pausesAndGoesOnObserving() {
		LeaderElector other = this.bench.elector("b");
		lead();
		this.elector.pause();
		this.bench.settleAll();
		assertThat(this.elector.isLeader()).isFalse();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.PAUSED);
		other.start();
		this.bench.passAll(Duration.ofMinutes(5));
		assertThat(this.elector.getLeader()).contains("b");
		assertThat(this.bench.calls.count(Operation.ACQUIRE)).isEqualTo(2);
		((DefaultLeaderElector) other).requestStop();
		this.bench.passAll(Duration.ofMinutes(5));
		assertThat(this.elector.isLeader()).isFalse();
		this.elector.resume();
		this.bench.settleAll();
		assertThat(this.elector.leadership().orElseThrow().fencingToken()).isEqualTo(3);
	}

	@Test
	void resumingWhatIsNotPausedDoesNothing() {
		this.elector.resume();
		this.bench.settleAll();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
		lead();
		this.elector.resume();
		this.bench.settleAll();
		assertThat(this.elector.isLeader()).isTrue();
	}

	@Test
	void stopsWhenItIsPaused() {
		lead();
		this.elector.pause();
		this.bench.settleAll();
		stop();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
	}

	@Test
	void saysSoWhenTheLockIsSilentForALease() {
		lead();
		this.bench.calls.answerNothing();
		this.bench.passAll(Duration.ofSeconds(15));
		assertThat(this.elector.status().problems()).isEmpty();
		this.bench.passAll(Duration.ofMillis(2));
		assertThat(this.elector.status().problems()).containsExactly(Problem.LOCK_UNREACHABLE);
		this.bench.calls.answerEverything();
		this.bench.passAll(Duration.ofSeconds(6));
		assertThat(this.elector.status().problems()).isEmpty();
	}

	@Test
	void silenceCountsFromTheStart() {
		this.bench.passAll(Duration.ofHours(1));
		this.bench.calls.answerNothing();
		this.elector.start();
		this.bench.passAll(Duration.ofSeconds(15));
		assertThat(this.elector.status().problems()).isEmpty();
		this.bench.passAll(Duration.ofSeconds(1));
		assertThat(this.elector.status().problems()).containsExactly(Problem.LOCK_UNREACHABLE);
		stop();
		assertThat(this.elector.status().problems()).isEmpty();
	}

	@Test
	void tellsTheNewestErrorOfTheLockUntilACallSucceeds() {
		lead();
		this.bench.calls.answerNothing();
		try (CapturedLog log = new CapturedLog()) {
			this.bench.pass(Duration.ofSeconds(2));
			this.bench.calls.fail(this.bench.calls.take(), "connection refused");
			this.bench.pass(Duration.ofSeconds(2));
			assertThat(this.elector.status().lastError()).contains("connection refused");
			this.bench.calls.fail(this.bench.calls.take(), "timed out");
			this.bench.calls.answerEverything();
			this.bench.mailbox.handleAll();
			assertThat(this.elector.status().lastError()).contains("timed out");
			this.bench.pass(Duration.ofSeconds(2));
			assertThat(this.elector.status().lastError()).isEmpty();
			assertThat(this.elector.isLeader()).isTrue();
			assertThat(log.messages(Level.WARN)).containsExactly("The lock cannot be read or written, trying again: "
					+ "election=reports lock=reports in the memory of this process error=connection refused");
			assertThat(log.messages(Level.INFO))
				.containsExactly("The lock answers again: election=reports lock=reports in the memory of this process");
		}
	}

	@Test
	void anErrorWithoutAMessageIsNamedByItsKind() {
		lead();
		this.bench.calls.answerNothing();
		this.bench.pass(Duration.ofSeconds(2));
		this.bench.calls.reply(this.bench.calls.take(), new LockReply.Failed(new UnsupportedOperationException()));
		this.bench.mailbox.handleAll();
		assertThat(this.elector.status().lastError()).contains("java.lang.UnsupportedOperationException");
	}

	@Test
	void logsEachTransitionOnce() {
		LeaderElector other = this.bench.elector("b");
		try (CapturedLog log = new CapturedLog()) {
			lead();
			this.bench.passAll(Duration.ofMinutes(1));
			other.start();
			this.bench.passAll(Duration.ofSeconds(10));
			stop();
			assertThat(log.messages(Level.INFO)).containsExactly(
					"Campaigning: election=reports identity=a lock=reports in the memory of this process",
					"Leadership granted: election=reports identity=a token=1",
					"Campaigning: election=reports identity=b lock=reports in the memory of this process",
					"Leader changed: election=reports identity=b leader=a token=1",
					"Leadership revoked: election=reports identity=a token=1 reason=STOPPED",
					"Stopped: election=reports identity=a",
					"Leader changed: election=reports identity=a leader=none token=1");
			assertThat(log.messages(Level.WARN)).isEmpty();
		}
	}

	@Test
	void describesItself() {
		assertThat(this.elector).hasToString("LeaderElector[election=reports, identity=a, state=STOPPED]");
		lead();
		assertThat(this.elector.leadership().orElseThrow())
			.hasToString("Leadership[election=reports, identity=a, token=1, valid=true]");
	}

}
