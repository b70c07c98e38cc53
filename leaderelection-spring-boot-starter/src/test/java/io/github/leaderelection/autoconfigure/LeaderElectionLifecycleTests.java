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

package io.github.leaderelection.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.leaderelection.ElectionResult;
import io.github.leaderelection.ElectionTask;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.TermWork;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.event.LeadershipRevokedEvent;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;

@ExtendWith(OutputCaptureExtension.class)
class LeaderElectionLifecycleTests {

	private final InMemoryLockStore store = new InMemoryLockStore();

	private final Rival observer = new Rival(this.store, "application");

	@BeforeEach
	void logAtInfo() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.github.leaderelection", LogLevel.INFO);
	}

	@AfterEach
	void logAsBefore() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.github.leaderelection", null);
	}

	@Test
	void leadershipIsGoneBeforeAnythingElseStops() {
		List<String> seen = new CopyOnWriteArrayList<>();
		AtomicReference<LeaderElector> elector = new AtomicReference<>();
		TestRunners.memory()
			.withBean(ResourceLockFactory.class, () -> this.store)
			// The phase in which the web server begins its graceful shutdown.
			.withBean("webServer", OtherLifecycle.class,
					() -> new OtherLifecycle(SmartLifecycle.DEFAULT_PHASE - 1024, () -> {
						assertThat(elector.get()).isNull();
						seen.add("web server started");
					}, () -> seen.add("web server stopped, leader=" + elector.get().isLeader() + " holder="
							+ this.observer.holder())))
			.run((context) -> {
				assertThat(seen).containsExactly("web server started");
				elector.set(context.getBean(LeaderElector.class));
				TestRunners.await(elector.get()::isLeader);
			});
		assertThat(seen).containsExactly("web server started", "web server stopped, leader=false holder=");
	}

	@Test
	void secondsThatLackTheirUnitAreTold(CapturedOutput output) {
		TestRunners.memory()
			.withPropertyValues("leaderelection.lease-duration=150", "leaderelection.renew-deadline=100",
					"leaderelection.retry-period=2")
			.run((context) -> assertThat(output)
				.contains("A retry-period of 2 ms calls the database as often; a number "
						+ "without a unit counts milliseconds, so write 2s for seconds: elections=[application]"));
	}

	@Test
	void nothingIsStartedWhileBeansAreMade() {
		TestRunners.memory()
			.withBean(Watcher.class)
			.run((context) -> assertThat(context.getBean(Watcher.class).seen).isEqualTo(CandidateState.STOPPED));
	}

	@Test
	void aContextCanBeStoppedAndStartedAgain() {
		TestRunners.memory().withBean(ResourceLockFactory.class, () -> this.store).run((context) -> {
			LeaderElector elector = context.getBean(LeaderElector.class);
			TestRunners.await(elector::isLeader);
			long token = elector.leadership().map(Leadership::fencingToken).orElseThrow();
			context.getSourceApplicationContext().stop();
			assertThat(elector.isLeader()).isFalse();
			assertThat(elector.status().state()).isEqualTo(CandidateState.STOPPED);
			assertThat(this.observer.holder()).isEmpty();
			context.getSourceApplicationContext().start();
			TestRunners.await(elector::isLeader);
			assertThat(elector.leadership().map(Leadership::fencingToken).orElseThrow()).isGreaterThan(token);
		});
	}

	@Test
	void withoutAutoStartNobodyCampaigns() {
		TestRunners.memory()
			.withPropertyValues("leaderelection.auto-start=false", "leaderelection.elections.reports.auto-start=true",
					"leaderelection.elections.mails=")
			.run((context) -> {
				LeaderElections elections = context.getBean(LeaderElections.class);
				TestRunners.await(() -> elections.isLeader("reports"));
				assertThat(elections.get("mails").status().state()).isEqualTo(CandidateState.STOPPED);
				elections.get("mails").start();
				TestRunners.await(() -> elections.isLeader("mails"));
			});
	}

	@Test
	void whatTheApplicationStartedItselfIsStoppedAsEarlyAndStartedAgain() {
		TestRunners.memory()
			.withBean(ResourceLockFactory.class, () -> this.store)
			.withPropertyValues("leaderelection.auto-start=false")
			.run((context) -> {
				LeaderElector elector = context.getBean(LeaderElector.class);
				elector.start();
				TestRunners.await(elector::isLeader);
				context.getSourceApplicationContext().stop();
				assertThat(this.observer.holder()).isEmpty();
				context.getSourceApplicationContext().start();
				TestRunners.await(elector::isLeader);
			});
	}

	@Test
	void aLeaseThatIsNotReleasedRunsOut() {
		TestRunners.memory()
			.withBean(ResourceLockFactory.class, () -> this.store)
			.withPropertyValues("leaderelection.release-on-shutdown=false", "leaderelection.identity=me")
			.run((context) -> TestRunners.await(context.getBean(LeaderElector.class)::isLeader));
		assertThat(this.observer.holder()).startsWith("me_");
	}

	@Test
	void electionsAreStoppedSideBySide() {
		List<String> revoked = new CopyOnWriteArrayList<>();
		CountDownLatch bothRevoked = new CountDownLatch(2);
		TestRunners.memory()
			.withPropertyValues("leaderelection.drain-timeout=20s", "leaderelection.elections.a=",
					"leaderelection.elections.b=")
			.withBean(RevocationListener.class, () -> new RevocationListener((event) -> {
				revoked.add(event.getElectionName());
				bothRevoked.countDown();
			}))
			.run((context) -> {
				LeaderElections elections = context.getBean(LeaderElections.class);
				for (String name : List.of("a", "b")) {
					TestRunners.await(() -> elections.isLeader(name));
					Leadership leadership = elections.get(name).leadership().orElseThrow();
					CountDownLatch begun = new CountDownLatch(1);
					// Work that ends only when both terms have been revoked.
					Thread worker = new Thread(() -> {
						TermWork work = leadership.beginWork(false).orElseThrow();
						begun.countDown();
						try {
							bothRevoked.await();
						}
						catch (InterruptedException ex) {
							Thread.currentThread().interrupt();
						}
						finally {
							work.close();
						}
					});
					worker.start();
					begun.await();
				}
				long before = System.nanoTime();
				context.getSourceApplicationContext().stop();
				assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
			});
		assertThat(revoked).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void theWorstFailoverIsLoggedOnceForEachTiming(CapturedOutput output) {
		TestRunners.memory()
			.withPropertyValues("leaderelection.elections.a=", "leaderelection.elections.b=",
					"leaderelection.elections.c.lease-duration=12s")
			.run((context) -> {
				context.getSourceApplicationContext().stop();
				context.getSourceApplicationContext().start();
				assertThat(output)
					.containsOnlyOnce("another leads within 10050 ms and two lock calls: elections=[a, b]")
					.containsOnlyOnce("another leads within 12050 ms and two lock calls: elections=[c]")
					.containsOnlyOnce("each process has elections of its own");
			});
	}

	@Test
	void timingsThatDelayTheTakeoverAreToldWithTheirProperty(CapturedOutput output) {
		TestRunners.memory()
			.withPropertyValues("leaderelection.lease-duration=1s", "leaderelection.renew-deadline=500ms",
					"leaderelection.retry-period=100ms", "leaderelection.elections.a=",
					"leaderelection.elections.b.retry-period=400ms", "leaderelection.elections.c.lease-duration=700ms")
			.run((context) -> {
				assertThat(output).containsOnlyOnce("another leads within 1930 ms and two lock calls: elections=[b]")
					.containsOnlyOnce("A takeover after a crash may be 930 ms late, since followers cannot date each "
							+ "renewal: elections=[b]. Set leaderelection.lease-duration to at least "
							+ "1.01 * (renew-deadline + 2.2 * retry-period) = 1394ms")
					.containsOnlyOnce("elections=[c]. Set leaderelection.elections.c.lease-duration to at least "
							+ "1.01 * (renew-deadline + 2.2 * retry-period) = 728ms")
					.doesNotContain("renewal: elections=[a]");
			});
	}

	@Test
	void aStartThatFailedCanBeRepeated() {
		TestRunners.memory()
			.withPropertyValues("leaderelection.auto-start=false", "leaderelection.elections.a=",
					"leaderelection.elections.b=")
			.run((context) -> {
				LeaderElections elections = spy(context.getBean(LeaderElections.class));
				willThrow(new IllegalStateException("Not yet")).willCallRealMethod().given(elections).get("b");
				LeaderElectionProperties properties = new LeaderElectionProperties();
				LeaderElectionLifecycle lifecycle = new LeaderElectionLifecycle(elections, properties, List.of());
				assertThatIllegalStateException().isThrownBy(lifecycle::start).withMessage("Not yet");
				assertThat(lifecycle.isRunning()).isFalse();
				lifecycle.start();
				assertThat(lifecycle.isRunning()).isTrue();
				TestRunners.await(() -> elections.isLeader("a") && elections.isLeader("b"));
			});
	}

	@Test
	void whatTheApplicationRegistersItselfIsNotStarted() {
		TestRunners.memory().withBean(Registrar.class).run((context) -> {
			LeaderElections elections = context.getBean(LeaderElections.class);
			assertThat(elections.names()).containsExactly("application", "audit");
			assertThat(elections.get("application").isStarted()).isTrue();
			assertThat(elections.get("audit").isStarted()).isFalse();
			ElectionTask done = new ElectionTask();
			done.succeeded();
			assertThat(elections.get("audit").run(done).reason()).isEqualTo(RevocationReason.TASK_COMPLETED);
		});
	}

	@Test
	void aTaskThatIsStoppedWithTheContextIsNotCampaignedForAgain() {
		TestRunners.memory().withBean(Registrar.class).run((context) -> {
			LeaderElector elector = context.getBean(LeaderElections.class).get("audit");
			FutureTask<ElectionResult> task = new FutureTask<>(() -> elector.run(new ElectionTask()));
			new Thread(task, "runner").start();
			TestRunners.await(elector::isLeader);
			context.getSourceApplicationContext().stop();
			assertThat(task.get(30, TimeUnit.SECONDS).reason()).isEqualTo(RevocationReason.STOPPED);
			context.getSourceApplicationContext().start();
			assertThat(elector.isStarted()).isFalse();
			assertThat(elector.status().state()).isEqualTo(CandidateState.STOPPED);
			assertThat(context.getBean(LeaderElections.class).get("application").isStarted()).isTrue();
		});
	}

	@Test
	void aStartThatNobodyHasHeardYetIsRepeatedAfterAStop() {
		LeaderElections elections = mock(LeaderElections.class);
		LeaderElector elector = mock(LeaderElector.class, RETURNS_DEEP_STUBS);
		given(elections.names()).willReturn(Set.of("reports"));
		given(elections.electors()).willReturn(List.of(elector));
		given(elector.electionName()).willReturn("reports");
		given(elector.status().timings())
			.willReturn(ElectionTimings.of(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2)));
		given(elector.status().state()).willReturn(CandidateState.STOPPED);
		given(elector.isStarted()).willReturn(true);
		LeaderElectionLifecycle lifecycle = new LeaderElectionLifecycle(elections, new LeaderElectionProperties(),
				List.of());
		lifecycle.start();
		lifecycle.stop();
		lifecycle.start();
		then(elector).should(times(2)).start();
	}

	@Test
	void onlyWhatRanIsStartedAgain() {
		TestRunners.memory()
			.withPropertyValues("leaderelection.elections.a=", "leaderelection.elections.b=")
			.run((context) -> {
				LeaderElections elections = context.getBean(LeaderElections.class);
				elections.get("b").stop();
				context.getSourceApplicationContext().stop();
				context.getSourceApplicationContext().start();
				TestRunners.await(() -> elections.isLeader("a"));
				assertThat(elections.get("b").status().state()).isEqualTo(CandidateState.STOPPED);
			});
	}

	@Test
	void itIsStoppedOnTheThreadThatStopsTheContext() {
		TestRunners.memory().run((context) -> {
			LeaderElections elections = mock(LeaderElections.class);
			given(elections.names()).willReturn(Set.of());
			AtomicReference<Thread> stopper = new AtomicReference<>();
			willAnswer((invocation) -> {
				stopper.set(Thread.currentThread());
				return null;
			}).given(elections).stop();
			LeaderElectionLifecycle lifecycle = new LeaderElectionLifecycle(elections, new LeaderElectionProperties(),
					List.of());
			lifecycle.start();
			CountDownLatch done = new CountDownLatch(1);
			lifecycle.stop(done::countDown);
			assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(stopper.get()).isSameAs(Thread.currentThread());
			assertThat(lifecycle.isRunning()).isFalse();
		});
	}

	/** Takes part in another election, which is nobody else's concern. */
	static class Registrar {

		Registrar(LeaderElections elections) {
			elections
				.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create("audit", "me")).build());
		}

	}

	static class Watcher implements SmartInitializingSingleton {

		private final LeaderElector elector;

		private @Nullable CandidateState seen;

		Watcher(LeaderElector elector) {
			this.elector = elector;
		}

		@Override
		public void afterSingletonsInstantiated() {
			this.seen = this.elector.status().state();
		}

	}

	static class RevocationListener implements ApplicationListener<LeadershipRevokedEvent> {

		private final Consumer<LeadershipRevokedEvent> told;

		RevocationListener(Consumer<LeadershipRevokedEvent> told) {
			this.told = told;
		}

		@Override
		public void onApplicationEvent(LeadershipRevokedEvent event) {
			this.told.accept(event);
		}

	}

	static class OtherLifecycle implements SmartLifecycle {

		private final int phase;

		private final Runnable whenStarted;

		private final Runnable whenStopped;

		private volatile boolean running;

		OtherLifecycle(int phase, Runnable whenStarted, Runnable whenStopped) {
			this.phase = phase;
			this.whenStarted = whenStarted;
			this.whenStopped = whenStopped;
		}

		@Override
		public void start() {
			this.running = true;
			this.whenStarted.run();
		}

		@Override
		public void stop() {
			this.running = false;
			this.whenStopped.run();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
