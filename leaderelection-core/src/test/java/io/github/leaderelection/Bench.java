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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.awaitility.Awaitility;

/**
 * Elections without threads and without waiting: time, mailbox, lock calls, listeners and
 * work go on when the test says so. Each {@link #elections} stands for a process.
 */
final class Bench {

	static final String ELECTION = "reports";

	final ManualTicker ticker = new ManualTicker();

	final ManualMailbox mailbox = new ManualMailbox(this.ticker);

	final ManualLockCalls calls = new ManualLockCalls(this.mailbox, this.ticker);

	final ManualExecutor relays = new ManualExecutor();

	final ManualExecutor terms = new ManualExecutor();

	final InMemoryLockStore store = new InMemoryLockStore(this.ticker::read);

	/** What listeners, callbacks and the monitor were told, in order. */
	final List<String> news = new ArrayList<>();

	private final ElectionRuntime runtime = runtime(this.relays);

	private ElectionRuntime runtime(Executor relays) {
		return new ElectionRuntime(this.ticker, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC),
				this.mailbox, this.calls, relays, this.terms, 42, new Outages(this.ticker),
				new RecordingMonitor(this.news));
	}

	DefaultLeaderElections elections(ElectionListener... listeners) {
		return new DefaultLeaderElections(this.runtime, List.of(listeners), () -> {
		});
	}

	/** Elections whose listeners are told before whoever tells them goes on. */
	DefaultLeaderElections electionsWithEagerListeners(ElectionListener... listeners) {
		return new DefaultLeaderElections(runtime(Runnable::run), List.of(listeners), () -> {
		});
	}

	LeaderElector elector(String identity) {
		return elector(identity, (config) -> config);
	}

	/** A candidate in a process of its own. */
	LeaderElector elector(String identity, UnaryOperator<LeaderElectionConfig.Builder> settings) {
		return elections().register(config(identity, settings));
	}

	LeaderElectionConfig config(String identity, UnaryOperator<LeaderElectionConfig.Builder> settings) {
		LeaderElectionConfig.Builder defaults = LeaderElectionConfig.builder()
			.lock(this.store.create(ELECTION, identity));
		return settings.apply(defaults).build();
	}

	/** Handles what is due now; neither listeners nor work get a thread. */
	void settle() {
		boolean more = true;
		while (more) {
			more = this.mailbox.handleAll();
			more |= this.calls.answerAll();
		}
	}

	/** Handles what is due now, listeners and work included. */
	void settleAll() {
		boolean more = true;
		while (more) {
			settle();
			more = this.relays.runAll();
			more |= this.terms.runAll();
		}
	}

	/** Lets time pass, every timer on time; listeners and work get no thread. */
	void pass(Duration duration) {
		pass(duration, this::settle);
	}

	/** Lets time pass, with listeners and work. */
	void passAll(Duration duration) {
		pass(duration, this::settleAll);
	}

	private void pass(Duration duration, Runnable settle) {
		long end = this.ticker.read() + duration.toNanos();
		settle.run();
		while (this.mailbox.nextTimer() <= end) {
			this.ticker.advanceTo(this.mailbox.nextTimer());
			settle.run();
		}
		this.ticker.advanceTo(end);
		settle.run();
	}

	/** Drives everything while another thread waits for the outcome. */
	<T> T await(Future<T> outcome) throws Exception {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			settleAll();
			return outcome.isDone();
		});
		return outcome.get();
	}

	/** A lease of the default length, and a little more than the spread of takeovers. */
	static Duration oneLease() {
		return ElectionTimings.DEFAULT_LEASE_DURATION.plusMillis(60);
	}

}
