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
import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RelayTests {

	private final ManualExecutor executor = new ManualExecutor();

	private final ManualTicker ticker = new ManualTicker();

	private final ManualMailbox mailbox = new ManualMailbox(this.ticker);

	private final Relay relay = new Relay(this.executor, this.mailbox);

	private final List<String> news = new ArrayList<>();

	@Test
	void deliversInOrderWithOneTaskAtATime() {
		this.relay.send(() -> this.news.add("first"));
		this.relay.send(() -> this.news.add("second"));
		assertThat(this.executor.waiting()).isEqualTo(1);
		assertThat(this.news).isEmpty();
		this.executor.runAll();
		this.relay.send(() -> this.news.add("third"));
		assertThat(this.executor.waiting()).isEqualTo(1);
		this.executor.runAll();
		assertThat(this.news).containsExactly("first", "second", "third");
	}

	@Test
	void deliversWhatComesWhileItDelivers() {
		this.relay.send(() -> {
			this.news.add("first");
			this.relay.send(() -> this.news.add("second"));
			this.news.add("still first");
		});
		this.executor.runAll();
		assertThat(this.news).containsExactly("first", "still first", "second");
	}

	@Test
	void survivesAListenerThatThrows() {
		try (CapturedLog log = new CapturedLog()) {
			this.relay.send(() -> {
				throw new IllegalStateException("first");
			});
			this.relay.send(() -> {
				throw new AssertionError("second");
			});
			this.relay.send(() -> this.news.add("third"));
			this.executor.runAll();
			assertThat(this.news).containsExactly("third");
			assertThat(log.messages(Level.ERROR)).hasSize(2)
				.containsOnly("A listener of an election has thrown; the election goes on");
		}
	}

	@Test
	void leavesTheInterruptOfOneListenerToThatListener() {
		this.relay.send(() -> Thread.currentThread().interrupt());
		this.relay.send(() -> this.news.add("interrupted: " + Thread.currentThread().isInterrupted()));
		this.executor.runAll();
		assertThat(this.news).containsExactly("interrupted: false");
	}

	@Test
	void knowsWhoDelivers() {
		this.relay.send(() -> this.news.add("delivering: " + this.relay.isDelivering()));
		assertThat(this.relay.isDelivering()).isFalse();
		this.executor.runAll();
		assertThat(this.relay.isDelivering()).isFalse();
		assertThat(this.news).containsExactly("delivering: true");
	}

	@Test
	void newsWaitsForAThread() {
		AtomicBoolean none = new AtomicBoolean(true);
		Relay relay = new Relay((task) -> {
			if (none.get()) {
				throw new OutOfMemoryError("no thread");
			}
			this.executor.execute(task);
		}, this.mailbox);
		relay.send(() -> this.news.add("first"));
		relay.send(() -> this.news.add("second"));
		none.set(false);
		this.ticker.advance(Duration.ofSeconds(1));
		this.mailbox.handleAll();
		this.executor.runAll();
		assertThat(this.news).containsExactly("first", "second");
	}

}
