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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
class DefaultLeaderElectionsTests {

	private final InMemoryLockStore store = new InMemoryLockStore();

	private LeaderElectionConfig config(String election) {
		return config(election, LeaderCallbacks.NONE);
	}

	private LeaderElectionConfig config(String election, LeaderCallbacks callbacks) {
		return LeaderElectionConfig.builder().lock(this.store.create(election, "a")).callbacks(callbacks).build();
	}

	@Test
	void knowsItsElectionsInTheOrderOfRegistration() {
		try (LeaderElections elections = LeaderElections.create()) {
			assertThat(elections.names()).isEmpty();
			LeaderElector reports = elections.register(config("reports"));
			elections.register(config("invoices"));
			elections.register(config("archive"));
			assertThat(elections.names()).containsExactly("reports", "invoices", "archive");
			assertThat(elections.electors()).extracting(LeaderElector::electionName)
				.containsExactly("reports", "invoices", "archive");
			assertThat(elections.get("reports")).isSameAs(reports);
			assertThat(elections.isLeader("reports")).isFalse();
			reports.start();
			Awaitility.await().until(() -> elections.isLeader("reports"));
			assertThat(elections.isLeader("invoices")).isFalse();
		}
	}

	@Test
	void refusesASecondCandidateInOneElection() {
		try (LeaderElections elections = LeaderElections.create()) {
			elections.register(config("reports"));
			assertThatIllegalStateException().isThrownBy(() -> elections.register(config("reports")))
				.withMessage("There is an election 'reports' already; "
						+ "a process takes part in an election as one candidate");
		}
	}

	@Test
	void namesTheElectionsThatThereAre() {
		try (LeaderElections elections = LeaderElections.create()) {
			assertThatExceptionOfType(UnknownElectionException.class).isThrownBy(() -> elections.get("raports"))
				.withMessage("There is no election 'raports'. Known elections: none");
			elections.register(config("reports"));
			elections.register(config("invoices"));
			assertThatExceptionOfType(UnknownElectionException.class).isThrownBy(() -> elections.isLeader("raports"))
				.withMessage("There is no election 'raports'. Known elections: reports, invoices")
				.satisfies((ex) -> assertThat(ex.getElectionName()).isEqualTo("raports"));
		}
	}

	@Test
	void forgetsAnElectionThatIsUnregistered() {
		try (LeaderElections elections = LeaderElections.create()) {
			LeaderElector first = elections.register(config("reports"));
			first.start();
			Awaitility.await().until(first::isLeader);
			assertThat(elections.unregister("reports")).isTrue();
			assertThat(elections.unregister("reports")).isFalse();
			assertThat(first.isLeader()).isFalse();
			assertThat(elections.names()).isEmpty();
			assertThatIllegalStateException().isThrownBy(first::start);
			LeaderElector second = elections.register(config("reports"));
			second.start();
			Awaitility.await().until(second::isLeader);
			assertThat(second.leadership().orElseThrow().fencingToken()).isEqualTo(2);
		}
	}

	@Test
	void stopsEverythingWhenItIsClosed() {
		LeaderElections elections = LeaderElections.create();
		LeaderElector reports = elections.register(config("reports"));
		LeaderElector invoices = elections.register(config("invoices"));
		reports.start();
		invoices.start();
		Awaitility.await().until(() -> reports.isLeader() && invoices.isLeader());
		elections.close();
		elections.close();
		assertThat(reports.isLeader()).isFalse();
		assertThat(this.store.create("reports", "b").get(Duration.ofSeconds(1)).orElseThrow().record().isHeld())
			.isFalse();
		assertThatIllegalStateException().isThrownBy(() -> elections.register(config("archive")))
			.withMessage("The elections are closed; 'archive' cannot be registered");
		assertThatIllegalStateException().isThrownBy(reports::start);
	}

	/**
	 * If they were told one after the other, the first would wait for the second in vain.
	 */
	@Test
	void tellsAllToStopBeforeItWaitsForAny() throws InterruptedException {
		CountDownLatch started = new CountDownLatch(2);
		CountDownLatch told = new CountDownLatch(2);
		CountDownLatch together = new CountDownLatch(2);
		LeaderCallbacks callbacks = new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) throws InterruptedException {
				try {
					started.countDown();
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					told.countDown();
					if (told.await(4, TimeUnit.SECONDS)) {
						together.countDown();
					}
				}
			}
		};
		LeaderElections elections = LeaderElections.create();
		elections.register(config("reports", callbacks)).start();
		elections.register(config("invoices", callbacks)).start();
		started.await();
		elections.close();
		assertThat(together.getCount()).isZero();
	}

	@Test
	void listenersAreToldOfEveryElectionInTheirOrder() {
		List<String> news = new CopyOnWriteArrayList<>();
		LeaderElections elections = LeaderElections.builder()
			.listener(new RecordingListener(news))
			.listener(new ElectionListener() {
				@Override
				public void leadershipGranted(Leadership leadership) {
					news.add("second: granted " + leadership.electionName());
				}
			})
			.build();
		elections.register(config("reports")).start();
		Awaitility.await().until(() -> elections.isLeader("reports"));
		elections.close();
		// The last of them tells of the release, and no work waits for that.
		Awaitility.await().until(() -> news.contains("changed a to -"));
		assertThat(news).containsExactly("granted 1", "second: granted reports", "changed - to a", "revoked 1 STOPPED",
				"changed a to -");
	}

	/**
	 * On the mailbox's thread, so in no order to the listeners.
	 */
	@Test
	void monitorsAreToldOfEveryElection() {
		List<String> counted = new CopyOnWriteArrayList<>();
		LeaderElections elections = LeaderElections.builder().monitor(new RecordingMonitor(counted)).build();
		elections.register(config("reports")).start();
		Awaitility.await().until(() -> elections.isLeader("reports"));
		elections.close();
		assertThat(counted).containsExactly("monitor: started 1", "monitor: ended 1 STOPPED");
	}

	@Test
	void manyWhoUnregisterTheSameTakeNothingAwayFromTheNext() throws Exception {
		AtomicReference<LeaderElections> all = new AtomicReference<>();
		LeaderElections elections = LeaderElections.builder().monitor(new ElectionMonitor() {
			@Override
			public void unregistered(String electionName) {
				all.get().register(config(electionName));
			}
		}).build();
		all.set(elections);
		LeaderElector old = elections.register(config("reports"));
		old.start();
		Awaitility.await().until(old::isLeader);
		TermWork work = old.leadership().orElseThrow().beginWork(false).orElseThrow();
		List<Thread> many = Stream.generate(() -> new Thread(() -> elections.unregister("reports"))).limit(8).toList();
		many.forEach(Thread::start);
		Awaitility.await()
			.until(() -> many.stream().allMatch((thread) -> thread.getState() == Thread.State.TIMED_WAITING));
		work.close();
		for (Thread thread : many) {
			thread.join();
		}
		assertThat(elections.names()).containsExactly("reports");
		assertThat(elections.get("reports")).isNotSameAs(old);
		elections.close();
	}

	/** The first who could see a term are the monitors, on the thread that begins it. */
	@Test
	void whoeverSeesATermSeesAllOfIt() {
		AtomicReference<LeaderElector> elector = new AtomicReference<>();
		List<String> seen = new CopyOnWriteArrayList<>();
		LeaderElections elections = LeaderElections.builder().monitor(new ElectionMonitor() {

			@Override
			public void termStarted(String electionName, long fencingToken) {
				see();
			}

			@Override
			public void termEnded(String electionName, long fencingToken, RevocationReason reason) {
				see();
			}

			private void see() {
				ElectionStatus status = elector.get().status();
				seen.add("%s %s %s %d".formatted(status.state(), status.leader(),
						status.leaderIdentity().orElse("none"), status.fencingToken()));
			}

		}).build();
		elector.set(elections.register(config("reports")));
		elector.get().start();
		Awaitility.await().until(() -> !seen.isEmpty());
		elections.close();
		assertThat(seen).containsExactly("LEADING true a 1", "DRAINING false a 1");
	}

}
