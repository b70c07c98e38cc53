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
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Counts what is under way, so that a test can go on when it is done. */
final class Activity {

	private static final int FRAMES = 12;

	private volatile Duration patience;

	private final Set<Thread> busy = new LinkedHashSet<>();

	private int pending;

	/**
	 * Nothing is under way.
	 * @param patience how long to wait, in real time, before a test fails
	 */
	Activity(Duration patience) {
		this.patience = patience;
	}

	Duration patience() {
		return this.patience;
	}

	synchronized void setPatience(Duration patience) {
		this.patience = patience;
		notifyAll();
	}

	/** Counts what is handed over, until it has been run. */
	Executor counting(Executor executor) {
		return (task) -> {
			begin();
			try {
				executor.execute(() -> run(task));
			}
			catch (RuntimeException | Error ex) {
				end();
				throw ex;
			}
		};
	}

	private synchronized void begin() {
		this.pending++;
	}

	private synchronized void end() {
		this.pending--;
		notifyAll();
	}

	private void run(Runnable task) {
		synchronized (this) {
			this.busy.add(Thread.currentThread());
		}
		try {
			task.run();
		}
		finally {
			synchronized (this) {
				this.busy.remove(Thread.currentThread());
				end();
			}
		}
	}

	/**
	 * Refuses what is under way itself, since it would wait for its own end.
	 * @throws IllegalStateException if it is what asks
	 */
	synchronized void requireOutside() {
		if (this.busy.contains(Thread.currentThread())) {
			throw new IllegalStateException("A listener, or an action on revocation, uses the LeadershipSwitch: "
					+ "it would wait for itself. Use the switch in the test");
		}
	}

	/**
	 * Waits until nothing is under way any more.
	 * @throws IllegalStateException if something takes too long
	 */
	void awaitQuiet() {
		if (!await(() -> this.pending == 0)) {
			throw new IllegalStateException("A listener, or an action on revocation, has not returned within "
					+ this.patience.toMillis() + " ms; if it waits for the call that uses the LeadershipSwitch, "
					+ "use the switch on another thread. Running: " + describeBusy());
		}
	}

	/**
	 * Waits until a condition holds, which changes with what is under way.
	 * @return whether it holds
	 */
	synchronized boolean await(BooleanSupplier condition) {
		long start = System.nanoTime();
		boolean interrupted = false;
		try {
			while (!condition.getAsBoolean()) {
				long left = this.patience.toMillis() - (System.nanoTime() - start) / 1_000_000;
				if (left <= 0) {
					return false;
				}
				try {
					wait(left);
				}
				catch (InterruptedException ex) {
					// meant for the work of the term, which may be what called
					interrupted = true;
				}
			}
			return true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private synchronized String describeBusy() {
		return this.busy.stream()
			.map((thread) -> thread.getName() + " at "
					+ Arrays.stream(thread.getStackTrace())
						.limit(FRAMES)
						.map(StackTraceElement::toString)
						.collect(Collectors.joining(" < ")))
			.collect(Collectors.joining("; "));
	}

}
