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
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

import io.github.leaderelection.Mailbox;
import io.github.leaderelection.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time that stands still until a test lets it pass, and the mailbox that goes by it: no
 * lease runs out at a breakpoint, and nobody waits for a retry period.
 */
final class StandingTime implements Ticker, Mailbox {

	private static final Logger logger = LoggerFactory.getLogger(LeadershipSwitch.class);

	private final Activity activity;

	private final ExecutorService thread;

	private final Executor events;

	private final Runnable whenClosed;

	private final PriorityQueue<Timer> timers = new PriorityQueue<>(
			Comparator.comparingLong(Timer::due).thenComparingLong(Timer::number));

	private long timerCount;

	private volatile long now;

	private volatile boolean closed;

	/**
	 * Time stands at zero.
	 * @param activity is told of each event
	 * @param whenClosed what to do when the elections have been closed
	 */
	StandingTime(Activity activity, Runnable whenClosed) {
		this.activity = activity;
		this.whenClosed = whenClosed;
		this.thread = Executors.newSingleThreadExecutor(SwitchThreads.named("mailbox"));
		this.events = activity.counting(this.thread);
	}

	@Override
	public long read() {
		return this.now;
	}

	@Override
	public void post(Runnable event) {
		try {
			this.events.execute(() -> handle(event));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The elections are closed; an event is dropped");
		}
	}

	private static void handle(Runnable event) {
		try {
			event.run();
		}
		catch (Throwable ex) {
			logger.error("An event of an election could not be handled", ex);
		}
	}

	@Override
	public synchronized Alarm after(long nanos, Runnable event) {
		Timer timer = new Timer(this.now + nanos, this.timerCount++, event);
		this.timers.add(timer);
		return () -> cancel(timer);
	}

	private synchronized void cancel(Timer timer) {
		this.timers.remove(timer);
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
			this.timers.clear();
		}
		this.thread.shutdown();
		this.whenClosed.run();
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Lets time pass until a condition holds: timers fire one after the other, each when
	 * it is due, and what comes of one is waited for before the next.
	 * @param limit how much time may pass
	 * @return whether the condition holds
	 */
	boolean passUntil(BooleanSupplier condition, Duration limit) {
		long end = this.now + limit.toNanos();
		this.activity.awaitQuiet();
		while (!condition.getAsBoolean()) {
			Timer due = next(end);
			if (due == null) {
				return condition.getAsBoolean();
			}
			post(due.event());
			this.activity.awaitQuiet();
		}
		return true;
	}

	/** Lets happen what is due by now. */
	void catchUp() {
		passUntil(() -> false, Duration.ZERO);
	}

	private synchronized @Nullable Timer next(long end) {
		Timer next = this.timers.peek();
		if (next == null || next.due() > end) {
			this.now = Math.max(this.now, end);
			return null;
		}
		this.timers.remove();
		this.now = Math.max(this.now, next.due());
		return next;
	}

	/**
	 * An event that is due later.
	 *
	 * @param due when
	 * @param number in the order of being set
	 * @param event what to do then
	 */
	private record Timer(long due, long number, Runnable event) {
	}

}
