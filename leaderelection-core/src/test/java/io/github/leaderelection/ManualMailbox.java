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

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A mailbox whose events are handled when the test says so, on the thread of the test.
 */
final class ManualMailbox implements Mailbox {

	private final ManualTicker ticker;

	private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();

	private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::due));

	private boolean closed;

	ManualMailbox(ManualTicker ticker) {
		this.ticker = ticker;
	}

	@Override
	public void post(Runnable event) {
		this.events.add(event);
	}

	@Override
	public Alarm after(long nanos, Runnable event) {
		Timer timer = new Timer(this.ticker.read() + nanos, event);
		this.timers.add(timer);
		return () -> this.timers.remove(timer);
	}

	@Override
	public void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	/** Handles what was posted, and the timers that are due. */
	boolean handleAll() {
		boolean handled = false;
		while (true) {
			Runnable event = this.events.poll();
			if (event == null && !this.timers.isEmpty() && this.timers.peek().due() <= this.ticker.read()) {
				event = this.timers.remove().event();
			}
			if (event == null) {
				return handled;
			}
			event.run();
			handled = true;
		}
	}

	long nextTimer() {
		return this.timers.isEmpty() ? Long.MAX_VALUE : this.timers.peek().due();
	}

	int timers() {
		return this.timers.size();
	}

	private record Timer(long due, Runnable event) {

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
