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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the news of one election to its listeners, in order and one after the other, on
 * threads that it shares with other elections.
 */
final class Relay {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElector.class);

	/** How long to wait for a thread, in nanoseconds. */
	private static final long WAIT = 500_000_000;

	private final Executor executor;

	private final Mailbox mailbox;

	/**
	 * Small: there may be thousands of relays, and there is seldom more than one item.
	 */
	private final Deque<Runnable> news = new ArrayDeque<>(1);

	private boolean running;

	private volatile @Nullable Thread carrier;

	/**
	 * Creates a relay.
	 * @param executor has the threads
	 * @param mailbox where to wait when there is no thread to be had
	 */
	Relay(Executor executor, Mailbox mailbox) {
		this.executor = executor;
		this.mailbox = mailbox;
	}

	/** Hands news over. */
	void send(Runnable item) {
		synchronized (this.news) {
			this.news.add(item);
			if (this.running) {
				return;
			}
			this.running = true;
		}
		start();
	}

	/** News must not be lost for want of a thread: a drain may wait for it. */
	private void start() {
		try {
			this.executor.execute(this::deliver);
		}
		catch (Throwable ex) {
			logger.debug("News of an election waits for a thread", ex);
			this.mailbox.after(WAIT, this::start);
		}
	}

	/**
	 * Whether the calling thread is in the middle of delivering news of this election.
	 */
	boolean isDelivering() {
		return this.carrier == Thread.currentThread();
	}

	private void deliver() {
		this.carrier = Thread.currentThread();
		for (Runnable item = first(); item != null; item = next()) {
			try {
				item.run();
			}
			catch (Throwable ex) {
				logger.error("A listener of an election has thrown; the election goes on", ex);
			}
			Thread.interrupted(); // an interrupt that a listener left behind is not for
									// the next
		}
	}

	private Runnable first() {
		synchronized (this.news) {
			return this.news.element();
		}
	}

	private @Nullable Runnable next() {
		synchronized (this.news) {
			this.news.remove();
			if (!this.news.isEmpty()) {
				return this.news.element();
			}
			this.carrier = null;
			this.running = false;
			return null;
		}
	}

}
