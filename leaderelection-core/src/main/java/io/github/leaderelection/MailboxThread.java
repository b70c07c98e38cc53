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

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link Mailbox} of a process: one thread, which is its timer too. */
final class MailboxThread implements Mailbox {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElector.class);

	private final ScheduledThreadPoolExecutor executor;

	MailboxThread() {
		this.executor = new ScheduledThreadPoolExecutor(1, new NamedThreads("leaderelection-mailbox"));
		this.executor.setRemoveOnCancelPolicy(true);
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	@Override
	public void post(Runnable event) {
		try {
			this.executor.execute(guarded(event));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The mailbox is closed; an event is dropped");
		}
	}

	@Override
	public Alarm after(long nanos, Runnable event) {
		try {
			Future<?> timer = this.executor.schedule(guarded(event), nanos, TimeUnit.NANOSECONDS);
			return () -> timer.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The mailbox is closed; a timer is dropped");
			return () -> {
			};
		}
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

	/** A defect in one election must not silence the others. */
	private static Runnable guarded(Runnable event) {
		return () -> {
			try {
				event.run();
			}
			catch (Throwable ex) {
				logger.error("An event of an election could not be handled; its term ends with its trust", ex);
			}
		};
	}

}
