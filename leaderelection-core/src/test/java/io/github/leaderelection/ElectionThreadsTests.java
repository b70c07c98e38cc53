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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.Level;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What takes real threads to show: blocking, interrupts, waiting. */
@Timeout(30)
class ElectionThreadsTests {

	private final InMemoryLockStore store = new InMemoryLockStore();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private LeaderElectionConfig config(String election, String identity, LeaderCallbacks callbacks) {
		return Fast.config(this.store.create(election, identity), (config) -> config.callbacks(callbacks));
	}

	@Test
	void aListenerThatBlocksDelaysNeitherRenewalsNorOtherElections() throws Exception {
		List<String> told = new CopyOnWriteArrayList<>();
		CountDownLatch renewed = new CountDownLatch(5);
		LeaderElections elections = LeaderElections.builder().listener(new ElectionListener() {
			@Override
			public void leadershipGranted(Leadership leadership) {
				if (leadership.electionName().equals("reports")) {
					awaitUninterrupted(ElectionThreadsTests.this.release);
				}
				told.add(leadership.electionName());
			}
		}).monitor(new ElectionMonitor() {
			@Override
			public void lockCalled(String electionName, Operation operation, Outcome outcome, Duration elapsed) {
				if (electionName.equals("reports") && operation == Operation.RENEW) {
					renewed.countDown();
				}
			}
		}).build();
		LeaderElector reports = elections.register(config("reports", "a", LeaderCallbacks.NONE));
		LeaderElector invoices = elections.register(config("invoices", "a", LeaderCallbacks.NONE));
		reports.start();
		Awaitility.await().until(reports::isLeader);
		invoices.start();
		Awaitility.await().until(() -> told.contains("invoices"));
		renewed.await();
		assertThat(reports.leadership().orElseThrow().fencingToken()).isEqualTo(1);
		assertThat(told).containsExactly("invoices");
		this.release.countDown();
		elections.close();
		assertThat(told).containsExactly("invoices", "reports");
	}

	@Test
	void workIsInterruptedAndItsThreadIsCleanForTheNextTerm() throws Exception {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		LeaderElector elector = LeaderElector.create(config("reports", "a", new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) {
				try {
					ElectionThreadsTests.this.begun.countDown();
					ElectionThreadsTests.this.release.await();
					interrupted.complete(false);
				}
				catch (InterruptedException ex) {
					interrupted.complete(!leadership.isValid());
				}
			}
		}));
		elector.start();
		this.begun.await();
		elector.stop();
		assertThat(interrupted).isCompletedWithValue(true);
		elector.close();
	}

	/** The drain timeout is three seconds, the retry period 500 ms, the slack 250 ms. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void stopAndCloseWaitNoLongerThanTheirBound(boolean close) throws Exception {
		LeaderElector elector = LeaderElector.create(config("reports", "a", new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) {
				ElectionThreadsTests.this.begun.countDown();
				awaitUninterrupted(ElectionThreadsTests.this.release);
			}
		}));
		elector.start();
		this.begun.await();
		try (CapturedLog log = new CapturedLog()) {
			long start = System.nanoTime();
			if (close) {
				elector.close();
			}
			else {
				elector.stop();
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(3_750),
					Duration.ofSeconds(15));
			assertThat(log.messages(Level.WARN)).containsExactly("The work of a term has not stopped in time, "
					+ "its lease runs out: election=reports identity=a waited=PT3.75S");
		}
		assertThat(elector.isLeader()).isFalse();
		this.release.countDown();
		Awaitility.await().until(() -> elector.status().state() == CandidateState.STOPPED);
		elector.close();
	}

	@Test
	void whoeverIsInterruptedWaitsForNoStop() throws Exception {
		LeaderElector elector = LeaderElector.create(config("reports", "a", new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) {
				ElectionThreadsTests.this.begun.countDown();
				awaitUninterrupted(ElectionThreadsTests.this.release);
			}
		}));
		elector.start();
		this.begun.await();
		Thread.currentThread().interrupt();
		elector.stop();
		assertThat(Thread.interrupted()).isTrue();
		Awaitility.await().until(() -> !elector.isLeader());
		assertThat(elector.status().state()).isEqualTo(CandidateState.DRAINING);
		this.release.countDown();
		elector.close();
	}

	@Test
	void aLockThatHangsEndsTheTermWithItsTrust() {
		List<String> news = new CopyOnWriteArrayList<>();
		LockBatch hanging = (calls, replies) -> {
			if (this.store.create("reports", "b").get(Duration.ofSeconds(1)).isPresent()) {
				awaitUninterrupted(this.release);
			}
			LockBatch.oneByOne()
				.execute(calls.stream()
					.map((call) -> new LockCall(this.store.create("reports", "a"), call.operation(), call.timeout()))
					.toList(), replies);
		};
		LeaderElector elector = LeaderElector.create(
				Fast.config(new StubLock("reports", "a", hanging), (config) -> config.callbacks(new LeaderCallbacks() {
					@Override
					public void onStartedLeading(Leadership leadership) {
						news.add("started");
					}

					@Override
					public void onStoppedLeading(Leadership leadership, RevocationReason reason) {
						news.add("stopped " + reason);
					}
				})));
		elector.start();
		Awaitility.await().until(() -> news.contains("stopped EXPIRED"));
		assertThat(elector.isLeader()).isFalse();
		this.release.countDown();
		elector.close();
	}

	@Test
	void aLockThatThrowsErrorsIsAskedAgain() {
		AtomicBoolean mended = new AtomicBoolean();
		LockBatch failing = (batch, replies) -> {
			if (!mended.get()) {
				throw new NoClassDefFoundError("org/Driver");
			}
			replies.reply(0, new LockReply.Read(Optional.empty()));
		};
		LeaderElector elector = LeaderElector
			.create(Fast.config(new StubLock("reports", "a", failing), (config) -> config));
		elector.start();
		Awaitility.await()
			.until(() -> elector.status()
				.lastError()
				.equals(Optional.of("The lock failed: java.lang.NoClassDefFoundError: org/Driver")));
		mended.set(true);
		Awaitility.await().until(() -> elector.status().lastError().isEmpty());
		elector.close();
	}

	@Test
	void threadsAreNamedDaemonsAndEndWithTheElector() {
		LeaderElector elector = LeaderElector.create(config("reports", "a", new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) {
				ElectionThreadsTests.this.begun.countDown();
				awaitUninterrupted(ElectionThreadsTests.this.release);
			}
		}));
		List<Thread> before = threads();
		elector.start();
		Awaitility.await().until(elector::isLeader);
		Awaitility.await()
			.untilAsserted(() -> assertThat(threads()).filteredOn((thread) -> !before.contains(thread))
				.extracting((thread) -> thread.getName().replaceAll("-\\d+$", ""))
				.contains("leaderelection-mailbox", "leaderelection-worker", "leaderelection-term",
						"leaderelection-relay"));
		List<Thread> own = threads().stream().filter((thread) -> !before.contains(thread)).toList();
		assertThat(own).allMatch(Thread::isDaemon);
		this.release.countDown();
		elector.close();
		Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> own.stream().noneMatch(Thread::isAlive));
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("leaderelection-"))
			.toList();
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		boolean waiting = true;
		while (waiting) {
			try {
				latch.await();
				waiting = false;
			}
			catch (InterruptedException ex) {
				// work that ignores every call to end
			}
		}
	}

}
