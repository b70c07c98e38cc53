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
import java.util.Optional;

import ch.qos.logback.classic.Level;
import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.lock.LockReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How a candidate brings calls and timers to its state, and performs what it decides. */
class CandidateTests {

	private final Bench bench = new Bench();

	private final LeaderElector elector = this.bench.elector("a");

	private CandidateState state() {
		return this.elector.status().state();
	}

	@Test
	void looksAcquiresAndLeads() {
		this.elector.start();
		assertThat(state()).isEqualTo(CandidateState.STOPPED);
		this.bench.settle();
		assertThat(state()).isEqualTo(CandidateState.LEADING);
		assertThat(this.elector.isLeader()).isTrue();
		assertThat(this.bench.calls.history()).containsExactly(Operation.GET, Operation.ACQUIRE);
	}

	@Test
	void renewsEachRetryPeriod() {
		this.elector.start();
		this.bench.pass(Duration.ofSeconds(60));
		assertThat(this.bench.calls.count(Operation.RENEW)).isEqualTo(30);
		assertThat(this.elector.status().fencingToken()).isEqualTo(1);
		assertThat(this.elector.leadership().orElseThrow().remaining()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void hasOneTimerAtMost() {
		this.elector.start();
		this.bench.pass(Duration.ofSeconds(60));
		assertThat(this.bench.mailbox.timers()).isEqualTo(1);
		this.elector.pause();
		this.bench.passAll(Duration.ofSeconds(60));
		assertThat(this.bench.mailbox.timers()).isEqualTo(1);
		((DefaultLeaderElector) this.elector).requestStop();
		this.bench.settleAll();
		assertThat(this.bench.mailbox.timers()).isZero();
	}

	@Test
	void leadsNoMoreWhenItsTrustIsOverThoughNothingRuns() {
		this.elector.start();
		this.bench.settle();
		Leadership leadership = this.elector.leadership().orElseThrow();
		this.bench.ticker.advance(Duration.ofSeconds(10).minusNanos(1));
		assertThat(this.elector.isLeader()).isTrue();
		assertThat(leadership.remaining()).isEqualTo(Duration.ofNanos(1));
		this.bench.ticker.advance(Duration.ofNanos(1));
		assertThat(this.elector.isLeader()).isFalse();
		assertThat(this.elector.leadership()).isEmpty();
		assertThat(leadership.isValid()).isFalse();
		assertThat(leadership.remaining()).isZero();
		assertThat(leadership.beginWork(true)).isEmpty();
		assertThat(state()).isEqualTo(CandidateState.DRAINING);
	}

	@Test
	void aTermThatIsGivenUpBeforeItIsKnownIsNeverValid() {
		List<Boolean> valid = new ArrayList<>();
		LeaderElector elector = this.bench.electionsWithEagerListeners(new ElectionListener() {
			@Override
			public void leadershipGranted(Leadership leadership) {
				valid.add(leadership.isValid());
			}
		}).register(this.bench.config("a", (config) -> config));
		this.bench.calls.answerOnly((request) -> request.kind() != Operation.ACQUIRE);
		elector.start();
		this.bench.settle();
		this.bench.calls.answerEverything();
		this.bench.calls.answerAll();
		elector.pause(); // while the answer waits in the mailbox
		assertThat(elector.isLeader()).isFalse();
		this.bench.settleAll();
		assertThat(valid).containsExactly(false);
		assertThat(elector.status().state()).isEqualTo(CandidateState.PAUSED);
		assertThat(elector.getLeader()).isEmpty();
		elector.resume();
		this.bench.passAll(Bench.oneLease());
		assertThat(valid).containsExactly(false, true);
	}

	@Test
	void trustCountsFromWhenTheCallWasSent() {
		this.bench.calls.answerOnly((request) -> request.kind() != Operation.ACQUIRE);
		this.elector.start();
		this.bench.settle();
		this.bench.ticker.advance(Duration.ofSeconds(1));
		this.bench.calls.answerEverything();
		this.bench.settle();
		assertThat(this.elector.leadership().orElseThrow().remaining()).isEqualTo(Duration.ofSeconds(9));
	}

	/** It would stay for as long as the candidate does. */
	@Test
	void aCallThatFailsAfterTheStopIsNoFailureOfTheLock() {
		this.elector.start();
		this.bench.settle();
		this.bench.calls.answerNothing();
		this.bench.pass(Duration.ofSeconds(2));
		LockCalls.Request renewal = this.bench.calls.take();
		this.bench.passAll(Duration.ofSeconds(20));
		((DefaultLeaderElector) this.elector).requestStop();
		this.bench.passAll(Duration.ofSeconds(20));
		assertThat(state()).isEqualTo(CandidateState.STOPPED);
		this.bench.calls.fail(renewal, "too late");
		this.bench.settle();
		assertThat(this.elector.status().lastError().orElse("")).isNotEqualTo("too late");
	}

	@Test
	void anOutageShorterThanTheTrustEndsNoTerm() {
		this.elector.start();
		this.bench.settle();
		this.bench.calls.answerNothing();
		this.bench.pass(Duration.ofMillis(9_800));
		this.bench.calls.answerEverything();
		this.bench.pass(Duration.ofSeconds(10));
		assertThat(this.elector.isLeader()).isTrue();
		assertThat(this.elector.status().fencingToken()).isEqualTo(1);
	}

	@Test
	void anOutageLongerThanTheTrustEndsTheTermAndItCampaignsAgain() {
		this.elector.start();
		this.bench.settle();
		this.bench.calls.answerNothing();
		this.bench.passAll(Duration.ofSeconds(10));
		assertThat(this.elector.isLeader()).isFalse();
		assertThat(this.bench.news).contains("monitor: ended 1 EXPIRED");
		this.bench.calls.answerEverything();
		this.bench.passAll(Bench.oneLease());
		assertThat(this.elector.isLeader()).isTrue();
		assertThat(this.elector.status().fencingToken()).isEqualTo(2);
	}

	/** Where there is time for one renewal only, nothing has failed before. */
	@Test
	void anOutageIsToldThoughItIsSeenAsTheTermEnds() {
		LeaderElector elector = this.bench.elector("b",
				(config) -> config.renewDeadline(Duration.ofSeconds(8)).retryPeriod(Duration.ofSeconds(5)));
		elector.start();
		this.bench.settle();
		this.bench.calls.answerNothing();
		try (CapturedLog log = new CapturedLog()) {
			this.bench.passAll(Duration.ofSeconds(8));
			assertThat(this.bench.news).contains("monitor: ended 1 EXPIRED");
			assertThat(log.messages(Level.WARN)).singleElement()
				.asString()
				.startsWith("The lock cannot be read or written, trying again: ")
				.contains("error=no answer within");
		}
	}

	@Test
	void aLateReplyIsIgnored() {
		this.elector.start();
		this.bench.settle();
		this.bench.calls.answerNothing();
		this.bench.pass(Duration.ofSeconds(2));
		LockCalls.Request slow = this.bench.calls.take();
		this.bench.pass(Duration.ofMillis(4_500));
		this.bench.calls.reply(slow, new LockReply.Refused());
		this.bench.settle();
		assertThat(this.elector.isLeader()).isTrue();
		assertThat(this.elector.leadership().orElseThrow().remaining()).isEqualTo(Duration.ofMillis(3_500));
	}

	@Test
	void aLeaderThatWasReplacedKnowsWithItsNextRenewal() {
		this.elector.start();
		this.bench.settle();
		this.bench.calls.answerNothing();
		this.bench.pass(Duration.ofSeconds(2));
		this.bench.calls.reply(this.bench.calls.take(), new LockReply.Refused());
		this.bench.calls.answerEverything();
		this.bench.settle();
		assertThat(this.elector.isLeader()).isFalse();
		assertThat(this.bench.news).contains("monitor: ended 1 LOST");
		assertThat(state()).isEqualTo(CandidateState.DRAINING);
		assertThat(this.bench.calls.count(Operation.RELEASE)).isZero();
	}

	@Test
	void theSecondFollowsAndTakesOverWhenTheFirstStops() {
		LeaderElector second = this.bench.elector("b");
		this.elector.start();
		this.bench.settle();
		second.start();
		this.bench.passAll(Duration.ofSeconds(3));
		assertThat(second.status().state()).isEqualTo(CandidateState.FOLLOWING);
		assertThat(second.getLeader()).contains("a");
		((DefaultLeaderElector) this.elector).requestStop();
		this.bench.passAll(Duration.ofMillis(3_200));
		assertThat(second.isLeader()).isTrue();
		assertThat(second.leadership().orElseThrow().fencingToken()).isEqualTo(2);
		assertThat(this.elector.isLeader()).isFalse();
	}

	@Test
	void theSecondTakesOverWhenTheLeaseOfOneThatDiedEnds() {
		LeaderElector second = this.bench.elector("b");
		this.elector.start();
		this.bench.settle();
		second.start();
		this.bench.calls.answerOnly((request) -> request.lock().identity().equals("b"));
		this.bench.pass(Duration.ofMillis(14_999));
		assertThat(second.isLeader()).isFalse();
		this.bench.pass(Duration.ofMillis(61));
		assertThat(second.isLeader()).isTrue();
		assertThat(this.elector.isLeader()).isFalse();
	}

	@Test
	void aTermThatIsOverLimitLetsTheOtherTakeOver() {
		Bench fresh = new Bench();
		LeaderElector limited = fresh.elector("a", (config) -> config.termLimit(Duration.ofSeconds(30)));
		LeaderElector second = fresh.elector("b");
		limited.start();
		fresh.settleAll();
		second.start();
		fresh.passAll(Duration.ofMillis(29_999));
		assertThat(limited.isLeader()).isTrue();
		fresh.passAll(Duration.ofMillis(1));
		assertThat(limited.isLeader()).isFalse();
		assertThat(fresh.news).contains("monitor: ended 1 TERM_LIMIT");
		fresh.passAll(Duration.ofMillis(4_500));
		assertThat(second.isLeader()).isTrue();
		fresh.passAll(Duration.ofSeconds(60));
		assertThat(second.isLeader()).isTrue();
		assertThat(limited.getLeader()).contains("b");
	}

	@Test
	void aTermLimitWithoutOthersIsFollowedByItsOwnNextTerm() {
		Bench fresh = new Bench();
		LeaderElector limited = fresh.elector("a", (config) -> config.termLimit(Duration.ofSeconds(30)));
		limited.start();
		fresh.passAll(Duration.ofSeconds(36));
		assertThat(limited.leadership().orElseThrow().fencingToken()).isEqualTo(2);
	}

	@Test
	void saysWhatTheLockSaysOfItself() {
		this.elector.start();
		this.bench.settle();
		ElectionStatus status = this.elector.status();
		assertThat(status.electionName()).isEqualTo(Bench.ELECTION);
		assertThat(status.identity()).isEqualTo("a");
		assertThat(status.leaderIdentity()).contains("a");
		assertThat(status.transitions()).isZero();
		assertThat(status.lock()).isEqualTo("reports in the memory of this process");
		assertThat(status.lastError()).isEqualTo(Optional.empty());
		assertThat(status.problems()).isEmpty();
		assertThat(status.acquiredAt()).isPresent();
		assertThat(status.remaining()).isEqualTo(Duration.ofSeconds(10));
	}

}
