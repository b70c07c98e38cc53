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

package io.github.leaderelection.benchmarks.contestant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;

import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * ShedLock, as one would make a leader of it: a task that takes the lock, and extends it
 * each time that it runs. Its tasks run on a scheduler with as many threads as the pool
 * has connections.
 */
final class ShedLockContestant implements Contestant {

	private static final Logger logger = LoggerFactory.getLogger(ShedLockContestant.class);

	private static final int THREADS = 10;

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final Duration lease;

	private final Duration period;

	private final List<Task> tasks;

	ShedLockContestant(ContestantSettings settings, EventPrinter events) {
		this.lease = settings.timings().lease();
		this.period = settings.timings().retryPeriod();
		LockProvider locks = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
			.withJdbcTemplate(new JdbcTemplate(ApplicationPool.open(settings)))
			.usingDbTime()
			// The host's name by default, which the contestants share.
			.withLockedByValue(settings.name())
			.build());
		this.tasks = settings.electionNames().stream().map((election) -> new Task(locks, election, events)).toList();
		this.scheduler.setPoolSize(Math.min(THREADS, settings.elections()));
		this.scheduler.setDaemon(true);
		this.scheduler.initialize();
	}

	@Override
	public void start() {
		this.tasks.forEach(Task::start);
	}

	@Override
	public void stop() {
		this.tasks.forEach(Task::stop);
	}

	@Override
	public boolean isLeader() {
		return this.tasks.get(0).lock != null;
	}

	private final class Task implements Runnable {

		private final LockProvider locks;

		private final String election;

		private final EventPrinter events;

		private volatile @Nullable SimpleLock lock;

		private @Nullable ScheduledFuture<?> future;

		Task(LockProvider locks, String election, EventPrinter events) {
			this.locks = locks;
			this.election = election;
			this.events = events;
		}

		synchronized void start() {
			this.future = ShedLockContestant.this.scheduler.scheduleAtFixedRate(this, ShedLockContestant.this.period);
		}

		@Override
		public synchronized void run() {
			if (this.future == null) {
				return;
			}
			SimpleLock held = this.lock;
			try {
				Optional<SimpleLock> next = (held != null) ? held.extend(ShedLockContestant.this.lease, Duration.ZERO)
						: this.locks.lock(new LockConfiguration(Instant.now(), this.election,
								ShedLockContestant.this.lease, Duration.ZERO));
				this.lock = next.orElse(null);
			}
			catch (RuntimeException ex) {
				// Extended or not: the next run will tell.
				logger.debug("ShedLock has failed", ex);
				return;
			}
			if (held == null && this.lock != null) {
				this.events.granted(this.election);
			}
			else if (held != null && this.lock == null) {
				this.events.revoked(this.election);
			}
		}

		synchronized void stop() {
			if (this.future != null) {
				this.future.cancel(false);
				this.future = null;
			}
			SimpleLock held = this.lock;
			if (held != null) {
				this.lock = null;
				this.events.revoked(this.election);
				held.unlock();
			}
		}

	}

}
