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

import ch.qos.logback.classic.Level;
import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.ElectionStatus.Problem;
import io.github.leaderelection.election.CandidateState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A lease is released when the work of its term has stopped, or runs out. */
class DrainTests {

	private final Bench bench = new Bench();

	private final LeaderElector elector = this.bench.elector("a");

	private TermWork lead() {
		this.elector.start();
		this.bench.settleAll();
		return this.elector.leadership().orElseThrow().beginWork(false).orElseThrow();
	}

	private void requestStop() {
		((DefaultLeaderElector) this.elector).requestStop();
		this.bench.settleAll();
	}

	@Test
	void waitsForWorkAndKeepsTheLeaseMeanwhile() {
		TermWork work = lead();
		requestStop();
		this.bench.passAll(Duration.ofMillis(4_999));
		assertThat(this.elector.isLeader()).isFalse();
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.DRAINING);
		assertThat(this.bench.calls.count(Operation.RENEW)).isEqualTo(2);
		assertThat(this.bench.calls.count(Operation.RELEASE)).isZero();
		work.close();
		this.bench.settleAll();
		assertThat(this.bench.calls.count(Operation.RELEASE)).isEqualTo(1);
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
	}

	@Test
	void nobodyElseLeadsWhileTheWorkDrains() {
		LeaderElector other = this.bench.elector("b");
		TermWork work = lead();
		other.start();
		requestStop();
		this.bench.passAll(Duration.ofSeconds(5));
		assertThat(other.isLeader()).isFalse();
		work.close();
		this.bench.passAll(Duration.ofSeconds(5));
		assertThat(other.isLeader()).isTrue();
	}

	@Test
	void noWorkBeginsWhileTheTermDrains() {
		TermWork work = lead();
		requestStop();
		assertThat(work.leadership().beginWork(false)).isEmpty();
		assertThat(work.leadership().isValid()).isFalse();
	}

	/** The last renewal is sent at 4 s, so the lease stands until 19 s. */
	@Test
	void workThatOutlivesItsLeaseIsReportedUntilItEnds() {
		TermWork work = lead();
		try (CapturedLog log = new CapturedLog()) {
			this.elector.stepDown(Duration.ZERO);
			this.bench.passAll(Duration.ofMillis(18_999));
			assertThat(this.bench.news).doesNotContain("monitor: overran 1");
			this.bench.passAll(Duration.ofMillis(1));
			assertThat(this.bench.news).containsOnlyOnce("monitor: overran 1");
			assertThat(this.elector.status().problems()).containsExactly(Problem.WORK_OUTLIVED_LEASE);
			assertThat(log.messages(Level.ERROR)).singleElement()
				.asString()
				.startsWith("The work of a term has outlived its lease")
				.contains("election=reports identity=a token=1", "leaderelection.drain-timeout",
						"LeaderElectionConfig.Builder.drainTimeout");
			this.bench.passAll(Duration.ofMinutes(5));
			assertThat(this.bench.news).containsOnlyOnce("monitor: overran 1");
			work.close();
			this.bench.settleAll();
			assertThat(this.elector.status().problems()).isEmpty();
			this.bench.passAll(Duration.ofSeconds(10));
			assertThat(this.elector.isLeader()).isTrue();
		}
	}

	/** As after a process has slept: its lease was over when its term was revoked. */
	@Test
	void aTermThatHasDrainedIsNotReportedThoughTheNextOneIsOverToo() {
		lead().close();
		this.bench.ticker.advance(Duration.ofSeconds(20));
		this.bench.settleAll();
		assertThat(this.elector.leadership().orElseThrow().fencingToken()).isEqualTo(2);
		this.elector.stepDown(Duration.ZERO);
		this.bench.passAll(Duration.ofSeconds(1));
		assertThat(this.bench.news).contains("monitor: ended 2 STEPPED_DOWN").doesNotContain("monitor: overran 1");
		assertThat(this.elector.status().problems()).isEmpty();
	}

	@Test
	void aLeaderThatLostItsTrustWritesNothingWhileItsWorkDrains() {
		TermWork work = lead();
		this.bench.calls.answerNothing();
		this.bench.passAll(Duration.ofSeconds(10));
		this.bench.calls.answerEverything();
		int renewals = this.bench.calls.count(Operation.RENEW);
		this.bench.passAll(Duration.ofSeconds(4));
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.DRAINING);
		assertThat(this.bench.calls.count(Operation.RENEW)).isEqualTo(renewals);
		work.close();
		this.bench.settleAll();
		assertThat(this.bench.calls.count(Operation.RELEASE)).isEqualTo(1);
	}

	@Test
	void aLeaseThatIsNotToBeReleasedRunsOut() {
		Bench fresh = new Bench();
		LeaderElector leaving = fresh.elector("a", (config) -> config.releaseOnStop(false));
		LeaderElector other = fresh.elector("b");
		leaving.start();
		fresh.settleAll();
		other.start();
		fresh.settleAll();
		((DefaultLeaderElector) leaving).requestStop();
		fresh.settleAll();
		assertThat(leaving.status().state()).isEqualTo(CandidateState.STOPPED);
		assertThat(fresh.calls.count(Operation.RELEASE)).isZero();
		fresh.passAll(Duration.ofSeconds(14));
		assertThat(other.isLeader()).isFalse();
		fresh.passAll(Duration.ofSeconds(2));
		assertThat(other.isLeader()).isTrue();
	}

	@Test
	void aReleaseThatFailsIsTriedForARetryPeriod() {
		TermWork work = lead();
		work.close();
		this.bench.calls.answerNothing();
		requestStop();
		LockCalls.Request first = this.bench.calls.take();
		assertThat(first.kind()).isEqualTo(Operation.RELEASE);
		this.bench.calls.fail(first, "connection reset");
		this.bench.passAll(Duration.ofMillis(500));
		assertThat(this.bench.calls.count(Operation.RELEASE)).isEqualTo(2);
		this.bench.passAll(Duration.ofMillis(1_500));
		assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
		assertThat(this.elector.getLeader()).contains("a");
	}

}
