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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.RevocationReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is told what, in which order, and what a listener cannot do to an election. */
class CallbackOrderTests {

	private final Bench bench = new Bench();

	private final RecordingListener recorder = new RecordingListener(this.bench.news);

	private LeaderElector elector(LeaderCallbacks callbacks, ElectionListener... listeners) {
		return this.bench.elections(listeners)
			.register(this.bench.config("a", (config) -> config.callbacks(callbacks)));
	}

	private void stop(LeaderElector elector) {
		((DefaultLeaderElector) elector).requestStop();
		this.bench.settleAll();
	}

	@Test
	void eachTermHasOneGrantAndOneRevocationInOrder() {
		LeaderElector elector = elector(this.recorder, this.recorder);
		elector.start();
		this.bench.settleAll();
		stop(elector);
		assertThat(this.bench.news).containsExactly("monitor: started 1", "granted 1", "changed - to a", "new leader a",
				"started leading 1", "monitor: ended 1 STOPPED", "revoked 1 STOPPED", "stopped leading 1 STOPPED",
				"changed a to -", "new leader ");
	}

	@Test
	void oneThatNeverStartedLeadingIsNotToldThatItStopped() {
		LeaderElector elector = elector(this.recorder, this.recorder);
		elector.start();
		this.bench.settle();
		((DefaultLeaderElector) elector).requestStop();
		this.bench.settleAll();
		assertThat(elector.status().state()).isEqualTo(CandidateState.STOPPED);
		assertThat(this.bench.news).contains("granted 1", "revoked 1 STOPPED")
			.noneMatch((line) -> line.startsWith("started leading") || line.startsWith("stopped leading"));
	}

	@Test
	void aFollowerIsToldOfEachLeader() {
		LeaderElector other = this.bench.elector("b");
		other.start();
		this.bench.settleAll();
		this.bench.news.clear();
		LeaderElector elector = elector(this.recorder);
		elector.start();
		this.bench.passAll(Duration.ofSeconds(10));
		assertThat(this.bench.news).containsExactly("new leader b");
		stop(other);
		this.bench.passAll(Duration.ofSeconds(10));
		assertThat(this.bench.news).containsSubsequence("new leader b", "new leader ", "new leader a");
	}

	@Test
	void theElectorShowsTheNewStateBeforeAnybodyIsTold() {
		List<String> seen = new ArrayList<>();
		LeaderElector[] elector = new LeaderElector[1];
		ElectionListener curious = new ElectionListener() {
			@Override
			public void leadershipGranted(Leadership leadership) {
				seen.add("granted: " + elector[0].isLeader() + " " + elector[0].getLeader().orElse("-") + " "
						+ elector[0].status().state());
			}

			@Override
			public void leadershipRevoked(Leadership leadership, RevocationReason reason) {
				seen.add("revoked: " + elector[0].isLeader() + " " + leadership.isValid() + " "
						+ elector[0].status().state());
			}

			@Override
			public void leaderChanged(String electionName, Optional<String> previous, Optional<String> current) {
				seen.add("changed: " + elector[0].getLeader().equals(current));
			}
		};
		elector[0] = this.bench.electionsWithEagerListeners(curious)
			.register(this.bench.config("a", (config) -> config));
		elector[0].start();
		this.bench.settleAll();
		stop(elector[0]);
		assertThat(seen).containsExactly("granted: true a LEADING", "changed: true", "revoked: false false DRAINING",
				"changed: true");
	}

	@Test
	void theWorkIsToldToStopBeforeTheLeaseIsReleased() {
		List<Integer> releasesWhenTold = new ArrayList<>();
		LeaderElector elector = elector(LeaderCallbacks.NONE);
		elector.start();
		this.bench.settleAll();
		elector.leadership()
			.orElseThrow()
			.onRevoked(() -> releasesWhenTold.add(this.bench.calls.count(Operation.RELEASE)));
		stop(elector);
		assertThat(releasesWhenTold).containsExactly(0);
		assertThat(this.bench.calls.count(Operation.RELEASE)).isEqualTo(1);
	}

	@Test
	void nothingIsReleasedBeforeEverybodyHasBeenTold() {
		LeaderElector elector = elector(LeaderCallbacks.NONE, this.recorder);
		elector.start();
		this.bench.settleAll();
		((DefaultLeaderElector) elector).requestStop();
		this.bench.settle();
		assertThat(elector.status().state()).isEqualTo(CandidateState.DRAINING);
		assertThat(this.bench.calls.count(Operation.RELEASE)).isZero();
		this.bench.settleAll();
		assertThat(elector.status().state()).isEqualTo(CandidateState.STOPPED);
	}

	@Test
	void aListenerThatThrowsHarmsNobody() {
		ElectionListener thrower = new ElectionListener() {
			@Override
			public void leadershipGranted(Leadership leadership) {
				throw new IllegalStateException("granted");
			}

			@Override
			public void leadershipRevoked(Leadership leadership, RevocationReason reason) {
				throw new AssertionError("revoked");
			}

			@Override
			public void leaderChanged(String electionName, Optional<String> previous, Optional<String> current) {
				throw new IllegalStateException("changed");
			}
		};
		LeaderCallbacks callbacks = new LeaderCallbacks() {
			@Override
			public void onNewLeader(String identity) {
				throw new IllegalStateException("new leader");
			}

			@Override
			public void onStoppedLeading(Leadership leadership, RevocationReason reason) {
				throw new IllegalStateException("stopped");
			}
		};
		try (CapturedLog log = new CapturedLog()) {
			LeaderElector elector = elector(callbacks, thrower, this.recorder);
			elector.start();
			this.bench.passAll(Duration.ofSeconds(20));
			assertThat(elector.isLeader()).isTrue();
			stop(elector);
			assertThat(elector.status().state()).isEqualTo(CandidateState.STOPPED);
			assertThat(this.bench.news).contains("granted 1", "changed - to a", "revoked 1 STOPPED");
			assertThat(log.messages(Level.ERROR)).hasSizeGreaterThanOrEqualTo(6)
				.allMatch((line) -> line.startsWith("A listener has thrown; the election goes on: election=reports"));
		}
	}

	/** Listeners get no thread at all, and neither does the work of the term. */
	@Test
	void aListenerThatBlocksDelaysNoRenewal() {
		LeaderElector elector = elector(this.recorder, this.recorder);
		elector.start();
		this.bench.pass(Duration.ofMinutes(1));
		assertThat(elector.isLeader()).isTrue();
		assertThat(this.bench.calls.count(Operation.RENEW)).isEqualTo(30);
		assertThat(this.bench.news).containsExactly("monitor: started 1");
	}

	@Test
	void workThatThrowsEndsTheTermAndLetsOthersGoFirst() {
		LeaderCallbacks throwing = new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) throws Exception {
				throw new IOException("no disk");
			}
		};
		LeaderElector other = this.bench.elector("b");
		try (CapturedLog log = new CapturedLog()) {
			LeaderElector elector = elector(throwing);
			elector.start();
			this.bench.settleAll();
			assertThat(elector.isLeader()).isFalse();
			assertThat(this.bench.news).contains("monitor: ended 1 TASK_FAILED");
			assertThat(log.messages(Level.ERROR))
				.containsExactly("The work of a term has thrown, so the term ends: election=reports token=1");
			other.start();
			this.bench.passAll(Duration.ofSeconds(30));
			assertThat(other.isLeader()).isTrue();
		}
	}

	@Test
	void workThatThrowsAfterItsTermIsOverEndsNothing() {
		LeaderElector[] elector = new LeaderElector[1];
		elector[0] = elector(new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) throws Exception {
				elector[0].stepDown(Duration.ZERO);
				CallbackOrderTests.this.bench.settle();
				throw new InterruptedException("told to stop");
			}
		});
		try (CapturedLog log = new CapturedLog()) {
			elector[0].start();
			this.bench.settleAll();
			assertThat(this.bench.news).contains("monitor: ended 1 STEPPED_DOWN");
			assertThat(log.messages(Level.ERROR)).isEmpty();
		}
	}

	@Test
	void aTermWhoseWorkHasReturnedGoesOn() {
		LeaderElector elector = elector(this.recorder);
		elector.start();
		this.bench.passAll(Duration.ofMinutes(1));
		assertThat(elector.isLeader()).isTrue();
		assertThat(this.bench.news).containsOnlyOnce("started leading 1");
	}

}
