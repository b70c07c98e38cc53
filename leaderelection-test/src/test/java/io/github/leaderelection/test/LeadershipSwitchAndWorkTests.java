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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.leaderelection.ElectionListener;
import io.github.leaderelection.LeaderCallbacks;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.TermWork;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.RevocationReason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.github.leaderelection.test.LeadershipAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The switch beside jobs, callbacks, listeners and threads that do things of their own.
 */
@Timeout(30)
class LeadershipSwitchAndWorkTests {

	private final News news = new News();

	private final LeadershipSwitch leadership = LeadershipSwitch.create(LeaderElections.builder().listener(this.news),
			"reports", "clean-up");

	private final LeaderElector reports = this.leadership.elections().get("reports");

	@AfterEach
	void close() {
		this.leadership.close();
	}

	@Test
	void callbacksRunAsInProduction() throws Exception {
		CountDownLatch interrupted = new CountDownLatch(1);
		CountDownLatch started = new CountDownLatch(1);
		List<String> stopped = new CopyOnWriteArrayList<>();
		this.leadership.elections()
			.register(
					LeaderElectionConfig.builder().lock(this.leadership.lock("feed")).callbacks(new LeaderCallbacks() {
						@Override
						public void onStartedLeading(Leadership term) throws InterruptedException {
							started.countDown();
							try {
								new CountDownLatch(1).await();
							}
							finally {
								interrupted.countDown();
							}
						}

						@Override
						public void onStoppedLeading(Leadership term, RevocationReason reason) {
							stopped.add(reason.name());
						}
					}).build());

		this.leadership.grant("feed");
		started.await();
		this.leadership.revoke("feed");

		assertThat(stopped).containsExactly("LOST");
		interrupted.await();
	}

	@Test
	void revokesInTheMiddleOfWorkThatRunsOnTheSameThread() {
		this.leadership.grant("reports");
		Leadership term = this.reports.leadership().orElseThrow();
		CopyOnWriteArrayList<String> order = new CopyOnWriteArrayList<>();
		Thread caller = Thread.currentThread();
		term.onRevoked(() -> {
			Awaitility.await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
			order.add("action");
		});
		try (TermWork work = term.beginWork(true).orElseThrow()) {
			this.leadership.revoke("reports");
			order.add("returned");
			assertThat(work.wasInterrupted()).isTrue();
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
			assertThat(term.isValid()).isFalse();
			assertThat(this.reports.status().state()).isEqualTo(CandidateState.DRAINING);
		}
		assertThat(order).containsExactly("action", "returned");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void workIsWaitedForBeforeTheNextGrant() throws Exception {
		this.leadership.grant("reports");
		CountDownLatch working = new CountDownLatch(1);
		CountDownLatch revoked = new CountDownLatch(1);
		Leadership term = this.reports.leadership().orElseThrow();
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<Boolean> work = other.submit(() -> {
				try (TermWork begun = term.beginWork(false).orElseThrow()) {
					working.countDown();
					return revoked.await(20, TimeUnit.SECONDS) && !begun.leadership().isValid();
				}
			});
			working.await();
			this.leadership.revoke("reports");
			revoked.countDown();
			this.leadership.grant("reports");

			assertThat(work.get()).isTrue();
			assertThat(this.leadership).leads("reports");
		}
		finally {
			other.shutdownNow();
		}
	}

	@Test
	void aGrantBesideWorkOfTheLastTermIsRefused() {
		this.leadership.grant("reports");
		TermWork work = this.reports.leadership().flatMap((term) -> term.beginWork(false)).orElseThrow();
		this.leadership.revoke("reports");
		// nothing is under way by now, so that nothing else can be too late
		this.leadership.setPatience(Duration.ofMillis(50));
		assertThatIllegalStateException().isThrownBy(() -> this.leadership.grant("reports"))
			.withMessageContaining("'reports'")
			.withMessageContaining("work of the last term is still running after 50 ms");
		this.leadership.setPatience(Duration.ofSeconds(10));
		work.close();
		this.leadership.grant("reports");
		assertThat(this.leadership).leads("reports");
	}

	@Test
	void aListenerThatDoesNotReturnFailsTheTestAndIsNamed() {
		CountDownLatch end = new CountDownLatch(1);
		LeadershipSwitch[] begun = new LeadershipSwitch[1];
		ElectionListener stuck = new ElectionListener() {
			@Override
			public void leadershipGranted(Leadership term) {
				begun[0].setPatience(Duration.ofMillis(50));
				try {
					end.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		};
		try (LeadershipSwitch hasty = LeadershipSwitch.create(LeaderElections.builder().listener(stuck), "reports")) {
			begun[0] = hasty;
			assertThatIllegalStateException().isThrownBy(() -> hasty.grant("reports"))
				.withMessageContaining("has not returned within 50 ms")
				.withMessageContaining("leadershipGranted");
			end.countDown();
		}
	}

	@Test
	void aListenerThatUsesTheSwitchIsToldNotTo() {
		List<String> refused = new CopyOnWriteArrayList<>();
		LeadershipSwitch[] made = new LeadershipSwitch[1];
		ElectionListener meddling = new ElectionListener() {
			@Override
			public void leadershipGranted(Leadership term) {
				try {
					made[0].isLeader("reports");
					made[0].elections();
					made[0].revoke("clean-up");
				}
				catch (IllegalStateException ex) {
					refused.add(String.valueOf(ex.getMessage()));
				}
			}
		};
		try (LeadershipSwitch single = LeadershipSwitch.create(LeaderElections.builder().listener(meddling), "reports",
				"clean-up")) {
			made[0] = single;
			Thread granting = new Thread(() -> single.grant("reports"));
			granting.setDaemon(true);
			granting.start();
			Awaitility.await().until(() -> !refused.isEmpty());
			assertThat(refused.get(0)).contains("would wait for itself");
		}
	}

	@Test
	void manyThreadsTakeTurns() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> done = IntStream.range(0, 4).<Future<?>>mapToObj((thread) -> threads.submit(() -> {
				String election = (thread % 2 == 0) ? "reports" : "clean-up";
				for (int i = 0; i < 25; i++) {
					this.leadership.grant(election);
					this.leadership.revoke(election, (i % 2 == 0) ? RevocationReason.LOST : RevocationReason.EXPIRED);
				}
			})).toList();
			for (Future<?> each : done) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		for (String election : List.of("reports", "clean-up")) {
			assertThat(this.news.of(election)).filteredOn((item) -> !item.startsWith("leader"))
				.satisfies((terms) -> assertThat(IntStream.range(0, terms.size() - 1))
					.allMatch((i) -> terms.get(i).startsWith("granted") != terms.get(i + 1).startsWith("granted")));
		}
	}

}
