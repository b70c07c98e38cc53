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

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that listeners and the work of terms run on. They end when it does. */
final class SwitchThreads {

	private final ExecutorService pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS,
			new SynchronousQueue<>(), named("listener"));

	private final Executor counted;

	private volatile boolean revoking;

	SwitchThreads(Activity activity) {
		this.counted = activity.counting(this.pool);
	}

	/** Daemon threads that say in a thread dump what they are for. */
	static ThreadFactory named(String purpose) {
		AtomicInteger count = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, "leaderelection-test-" + purpose + "-" + count.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	/** For listeners: always waited for. */
	Executor relays() {
		return this.counted;
	}

	/**
	 * For callbacks, which may last for a whole term, and for actions on revocation: only
	 * the latter are waited for.
	 */
	Executor terms() {
		return (task) -> (this.revoking ? this.counted : this.pool).execute(task);
	}

	void setRevoking(boolean revoking) {
		this.revoking = revoking;
	}

	/**
	 * Runs something that would wait for the work of a term, which a test must not: on a
	 * thread that is interrupted, so that it asks and does not wait. What comes of it is
	 * under way when this returns.
	 */
	void withoutWaiting(Runnable task) {
		this.counted.execute(() -> {
			Thread.currentThread().interrupt();
			try {
				task.run();
			}
			finally {
				Thread.interrupted();
			}
		});
	}

	void close() {
		this.pool.shutdown();
	}

}
