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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Whoever is called may call back: nothing waits for itself. Real threads. */
@Timeout(30)
class CallsFromCallbacksTests {

	private final InMemoryLockStore store = new InMemoryLockStore();

	/** Set before the elector is started. */
	private LeaderElector elector;

	/** How long the call back took. */
	private final CompletableFuture<Duration> took = new CompletableFuture<>();

	private void call(Consumer<LeaderElector> callBack) {
		long start = System.nanoTime();
		callBack.accept(this.elector);
		this.took.complete(Duration.ofNanos(System.nanoTime() - start));
	}

	private void start(LeaderCallbacks callbacks, ElectionListener listener) {
		LeaderElections elections = LeaderElections.builder().listener(listener).build();
		this.elector = elections
			.register(Fast.config(this.store.create("reports", "a"), (config) -> config.callbacks(callbacks)));
		this.elector.start();
	}

	private boolean isHeld() {
		return this.store.create("reports", "b").get(Duration.ofSeconds(1)).orElseThrow().record().isHeld();
	}

	static Stream<Arguments> callBacks() {
		return Stream.of(arguments("stop", (Consumer<LeaderElector>) LeaderElector::stop),
				arguments("close", (Consumer<LeaderElector>) LeaderElector::close));
	}

	/** A call that waited for itself would take the drain timeout, three seconds. */
	private void assertStopsInOrder() throws Exception {
		assertThat(this.took.get(20, TimeUnit.SECONDS)).isLessThan(Duration.ofMillis(2_900));
		Awaitility.await().until(() -> this.elector.status().state() == CandidateState.STOPPED);
		assertThat(this.elector.isLeader()).isFalse();
		assertThat(isHeld()).isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("callBacks")
	void fromTheWorkOfTheTerm(String name, Consumer<LeaderElector> callBack) throws Exception {
		start(new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) {
				call(callBack);
			}
		}, new ElectionListener() {
		});
		assertStopsInOrder();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("callBacks")
	void fromTheNewsOfALeader(String name, Consumer<LeaderElector> callBack) throws Exception {
		start(new LeaderCallbacks() {
			@Override
			public void onNewLeader(String identity) {
				if (identity.equals("a")) {
					call(callBack);
				}
			}
		}, new ElectionListener() {
		});
		assertStopsInOrder();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("callBacks")
	void fromAListener(String name, Consumer<LeaderElector> callBack) throws Exception {
		start(LeaderCallbacks.NONE, new ElectionListener() {
			@Override
			public void leadershipGranted(Leadership leadership) {
				call(callBack);
			}
		});
		assertStopsInOrder();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("callBacks")
	void fromTheEndOfATerm(String name, Consumer<LeaderElector> callBack) throws Exception {
		start(LeaderCallbacks.NONE, new ElectionListener() {
			@Override
			public void leadershipRevoked(Leadership leadership, RevocationReason reason) {
				call(callBack);
			}
		});
		Awaitility.await().until(() -> this.elector.stepDown(Duration.ofMinutes(1)));
		assertStopsInOrder();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("callBacks")
	void fromAnActionOnRevocation(String name, Consumer<LeaderElector> callBack) throws Exception {
		start(LeaderCallbacks.NONE, new ElectionListener() {
			@Override
			public void leadershipGranted(Leadership leadership) {
				leadership.onRevoked(() -> call(callBack));
			}
		});
		Awaitility.await().until(() -> this.elector.stepDown(Duration.ofMinutes(1)));
		assertStopsInOrder();
	}

	@Test
	void allElectionsCanBeClosedByTheWorkOfOne() throws Exception {
		LeaderElections elections = LeaderElections.create();
		this.elector = elections.register(
				Fast.config(this.store.create("reports", "a"), (config) -> config.callbacks(new LeaderCallbacks() {
					@Override
					public void onStartedLeading(Leadership leadership) {
						call((elector) -> elections.close());
					}
				})));
		this.elector.start();
		assertStopsInOrder();
	}

	@Test
	void anElectorOfItsOwnCanBeClosedByItsWork() throws Exception {
		CountDownLatch ready = new CountDownLatch(1);
		this.elector = LeaderElector
			.create(Fast.config(this.store.create("reports", "a"), (config) -> config.callbacks(new LeaderCallbacks() {
				@Override
				public void onStartedLeading(Leadership leadership) throws InterruptedException {
					ready.await();
					call(LeaderElector::close);
				}
			})));
		this.elector.start();
		Awaitility.await().until(this.elector::isLeader);
		ready.countDown();
		assertStopsInOrder();
	}

	@Test
	void aRunCanBeEndedByItsWork() throws Exception {
		ElectionTask task = new ElectionTask();
		this.elector = LeaderElector
			.create(Fast.config(this.store.create("reports", "a"), (config) -> config.callbacks(new LeaderCallbacks() {
				@Override
				public void onStartedLeading(Leadership leadership) {
					task.succeeded();
				}
			})));
		assertThat(this.elector.run(task).reason()).isEqualTo(RevocationReason.TASK_COMPLETED);
		assertThat(isHeld()).isFalse();
		this.elector.close();
	}

	@Test
	void theLeaderOfOneElectionCanStopAnother() throws Exception {
		LeaderElections elections = LeaderElections.create();
		LeaderElector other = elections.register(Fast.config(this.store.create("invoices", "a"), (config) -> config));
		other.start();
		Awaitility.await().until(other::isLeader);
		this.elector = elections.register(
				Fast.config(this.store.create("reports", "a"), (config) -> config.callbacks(new LeaderCallbacks() {
					@Override
					public void onStartedLeading(Leadership leadership) {
						call((elector) -> other.stop());
					}
				})));
		this.elector.start();
		this.took.get(20, TimeUnit.SECONDS);
		assertThat(other.status().state()).isEqualTo(CandidateState.STOPPED);
		assertThat(this.elector.isLeader()).isTrue();
		assertThat(other.getLeader()).isEqualTo(Optional.empty());
		elections.close();
	}

}
