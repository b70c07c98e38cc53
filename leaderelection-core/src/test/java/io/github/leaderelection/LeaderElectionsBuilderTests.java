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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ch.qos.logback.classic.Level;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class LeaderElectionsBuilderTests {

	private final ManualTicker ticker = new ManualTicker();

	private final ManualMailbox mailbox = new ManualMailbox(this.ticker);

	@Test
	void timeAndThreadsCanBeBrought() {
		List<String> ran = new ArrayList<>();
		LeaderElections elections = LeaderElections.builder()
			.time(this.ticker, this.mailbox)
			.executors(noting("worker", ran), noting("relays", ran), noting("terms", ran))
			.build();
		List<String> told = new ArrayList<>();
		LeaderElector elector = elections.register(LeaderElectionConfig.builder()
			.lock(new InMemoryLockStore(this.ticker::read).create("reports", "me"))
			.callbacks(new LeaderCallbacks() {
				@Override
				public void onStartedLeading(Leadership term) {
					told.add("started");
				}

				@Override
				public void onNewLeader(String identity) {
					told.add(identity);
				}
			})
			.build());

		elector.start();
		assertThat(elector.isLeader()).isFalse();
		this.mailbox.handleAll();

		assertThat(elector.isLeader()).isTrue();
		assertThat(told).containsExactly("started", "me");
		assertThat(ran).contains("worker", "relays", "terms");
		assertThat(elector.leadership().orElseThrow().remaining().toNanos())
			.isEqualTo(elector.status().timings().renewDeadline().toNanos());
	}

	@Test
	void whatWasBroughtEndsWithTheElections() {
		ExecutorService worker = Executors.newSingleThreadExecutor();
		ExecutorService relays = Executors.newSingleThreadExecutor();
		ExecutorService terms = Executors.newSingleThreadExecutor();
		LeaderElections.builder().time(this.ticker, this.mailbox).executors(worker, relays, terms).build().close();

		assertThat(this.mailbox.isClosed()).isTrue();
		assertThat(List.of(worker, relays, terms)).allMatch(ExecutorService::isShutdown);
	}

	@Test
	void everythingIsDoneWhenTheyAreClosedThoughSomeOfItThrows() {
		List<String> done = new ArrayList<>();
		try (CapturedLog log = new CapturedLog()) {
			LeaderElections.builder().whenClosed(() -> done.add("first")).whenClosed(() -> {
				throw new IllegalStateException("closed already");
			}).whenClosed(() -> done.add("last")).build().close();
			assertThat(done).containsExactly("first", "last");
			assertThat(log.messages(Level.ERROR))
				.containsExactly("What was to be done when the elections are closed has thrown");
		}
	}

	@Test
	void everyMonitorIsTold() {
		List<String> told = new ArrayList<>();
		LeaderElections elections = LeaderElections.builder()
			.monitor(registrations("first", told))
			.monitor(registrations("second", told))
			.build();
		elections
			.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create("reports", "me")).build());
		elections.close();
		assertThat(told).containsExactly("first: reports", "second: reports");
	}

	private static ElectionMonitor registrations(String name, List<String> told) {
		return new ElectionMonitor() {
			@Override
			public void registered(LeaderElector elector) {
				told.add(name + ": " + elector.electionName());
			}
		};
	}

	@Test
	void whatIsBroughtMustBeThere() {
		LeaderElectionsBuilder builder = LeaderElections.builder();
		Map<String, ThrowingCallable> calls = Map.of("ticker", () -> builder.time(missing(), this.mailbox), "mailbox",
				() -> builder.time(this.ticker, missing()), "worker",
				() -> builder.executors(missing(), Runnable::run, Runnable::run), "relays",
				() -> builder.executors(Runnable::run, missing(), Runnable::run), "terms",
				() -> builder.executors(Runnable::run, Runnable::run, missing()));
		calls.forEach((name, call) -> assertThatNullPointerException().isThrownBy(call)
			.withMessage(name + " must not be null"));
	}

	@SuppressWarnings("NullAway") // as callers without null checks do
	private static <T> T missing() {
		return null;
	}

	private static Executor noting(String name, List<String> ran) {
		return (task) -> {
			ran.add(name);
			task.run();
		};
	}

}
