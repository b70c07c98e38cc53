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

import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Virtual time: one queue of events, one source of chance, and the history of what
 * happened. Time is in nanoseconds and is nobody's clock: processes and the store have
 * clocks of their own that run beside it.
 */
final class SimulatedWorld {

	static final long MILLI = 1_000_000;

	static final long SECOND = 1_000 * MILLI;

	private final PriorityQueue<Event> queue = new PriorityQueue<>();

	private final Random random;

	private final @Nullable StringBuilder history;

	private long now;

	private long count;

	SimulatedWorld(long seed, boolean recording) {
		this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
		this.history = recording ? new StringBuilder() : null;
	}

	long now() {
		return this.now;
	}

	void at(long time, Runnable run) {
		this.queue.add(new Event(Math.max(time, this.now), this.count++, run));
	}

	void after(long delay, Runnable run) {
		at(this.now + delay, run);
	}

	/** Runs the next event, unless there is none before that time. */
	boolean step(long until) {
		Event next = this.queue.peek();
		if (next == null || next.time > until) {
			this.now = until;
			return false;
		}
		this.queue.remove();
		this.now = next.time;
		next.run.run();
		return true;
	}

	long events() {
		return this.count;
	}

	/** A time from {@code [0, bound)}. */
	long upTo(long bound) {
		return (long) (this.random.nextDouble() * bound);
	}

	int pick(int bound) {
		return this.random.nextInt(bound);
	}

	boolean oneIn(int chances) {
		return this.random.nextInt(chances) == 0;
	}

	/** The rate of a clock, so that any two are at most 1 % apart. */
	double rate() {
		return 1 + (this.random.nextDouble() - 0.5) * 0.0099;
	}

	void note(String format, Object... arguments) {
		if (this.history != null) {
			this.history.append(String.format(Locale.ROOT, "%12.6f s  ", this.now / 1e9))
				.append(format.formatted(arguments))
				.append(System.lineSeparator());
		}
	}

	String history() {
		return (this.history != null) ? this.history.toString() : "";
	}

	private record Event(long time, long number, Runnable run) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			int byTime = Long.compare(this.time, other.time);
			return (byTime != 0) ? byTime : Long.compare(this.number, other.number);
		}

	}

}
