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

package io.github.leaderelection.benchmarks.kubernetes;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.github.leaderelection.benchmarks.Timings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code LeaderElector} of client-go, rule by rule: times are observed locally and
 * from the reply on, each round of renewals has a whole renew deadline, the lease is
 * released before {@code OnStoppedLeading} is called. One run is one campaign and one
 * term.
 */
public final class KubernetesElector {

	private static final Logger logger = LoggerFactory.getLogger(KubernetesElector.class);

	private static final double JITTER_FACTOR = 1.2;

	private final LeaseLock lock;

	private final Timings timings;

	private final ExecutorService goroutines;

	private final Runnable onStartedLeading;

	private final Runnable onStoppedLeading;

	private final CountDownLatch cancelled = new CountDownLatch(1);

	private @Nullable LeaseRecord observedRecord;

	private long observedTime;

	/**
	 * Creates an elector that is not running.
	 * @param dataSource where the table is
	 * @param goroutines runs what Go would start beside the caller; unbounded
	 * @param election the name of the election
	 * @param identity what it signs with
	 * @param timings the durations; the lease in whole seconds
	 * @param onStartedLeading is called beside the renewals
	 * @param onStoppedLeading is called when a run ends, led or not
	 */
	public KubernetesElector(DataSource dataSource, ExecutorService goroutines, String election, String identity,
			Timings timings, Runnable onStartedLeading, Runnable onStoppedLeading) {
		this.lock = new LeaseLock(dataSource, goroutines, election, identity);
		this.timings = timings;
		this.goroutines = goroutines;
		this.onStartedLeading = onStartedLeading;
		this.onStoppedLeading = onStoppedLeading;
	}

	/** Cancels the context. */
	public void cancel() {
		this.cancelled.countDown();
	}

	/**
	 * Runs until it has led and leads no more, or is cancelled.
	 */
	public void run() {
		try {
			if (!acquire()) {
				return;
			}
			this.goroutines.execute(this.onStartedLeading);
			renew();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.onStoppedLeading.run();
		}
	}

	private boolean isCancelled() {
		return this.cancelled.getCount() == 0;
	}

	/** {@code wait.JitterUntil}, sliding. */
	private boolean acquire() throws InterruptedException {
		while (!isCancelled()) {
			if (tryAcquireOrRenew(deadlineFromNow())) {
				return true;
			}
			double factor = 1 + ThreadLocalRandom.current().nextDouble() * JITTER_FACTOR;
			sleep((long) (this.timings.retryPeriod().toNanos() * factor));
		}
		return false;
	}

	/** {@code wait.Until}, around {@code wait.PollUntilContextTimeout}. */
	private void renew() throws InterruptedException {
		while (!isCancelled()) {
			if (!renewWithinDeadline()) {
				break;
			}
			sleep(this.timings.retryPeriod().toNanos());
		}
		release();
	}

	private boolean renewWithinDeadline() throws InterruptedException {
		long deadline = deadlineFromNow();
		while (!isCancelled() && deadline - System.nanoTime() > 0) {
			if (tryAcquireOrRenew(deadline)) {
				return true;
			}
			sleep(Math.min(this.timings.retryPeriod().toNanos(), deadline - System.nanoTime()));
		}
		return false;
	}

	private void sleep(long nanos) throws InterruptedException {
		if (this.cancelled.await(nanos, TimeUnit.NANOSECONDS)) {
			logger.debug("Cancelled");
		}
	}

	private long deadlineFromNow() {
		return System.nanoTime() + this.timings.renewDeadline().toNanos();
	}

	private void release() {
		long deadline = deadlineFromNow();
		try {
			Optional<LeaseRecord> stored = this.lock.get(left(deadline));
			LeaseRecord observed = this.observedRecord;
			if (stored.isEmpty() || observed == null || !isLeader()) {
				return;
			}
			Instant now = now();
			LeaseRecord released = new LeaseRecord("", Duration.ofSeconds(1), now, now, observed.transitions());
			if (this.lock.update(released, left(deadline))) {
				observe(released);
			}
		}
		catch (SQLException ex) {
			logger.debug("Failed to release lock", ex);
		}
	}

	private boolean tryAcquireOrRenew(long deadline) {
		try {
			return tryAcquireOrRenew(deadline, System.nanoTime(), now());
		}
		catch (SQLException ex) {
			logger.debug("Failed to acquire or renew", ex);
			return false;
		}
	}

	private boolean tryAcquireOrRenew(long deadline, long now, Instant wallTime) throws SQLException {
		LeaseRecord observed = this.observedRecord;
		if (observed != null && isLeader() && isLeaseValid(now)) {
			LeaseRecord renewed = mine(observed.acquireTime(), wallTime, observed.transitions());
			if (this.lock.update(renewed, left(deadline))) {
				observe(renewed);
				return true;
			}
		}
		Optional<LeaseRecord> read = this.lock.get(left(deadline));
		if (read.isEmpty()) {
			LeaseRecord first = mine(wallTime, wallTime, 0);
			if (!this.lock.create(first, left(deadline))) {
				return false;
			}
			observe(first);
			return true;
		}
		LeaseRecord stored = read.get();
		if (!stored.equals(this.observedRecord)) {
			observe(stored);
		}
		if (!stored.holder().isEmpty() && isLeaseValid(now) && !isLeader()) {
			return false;
		}
		LeaseRecord next = isLeader() ? mine(stored.acquireTime(), wallTime, stored.transitions())
				: mine(wallTime, wallTime, stored.transitions() + 1);
		if (!this.lock.update(next, left(deadline))) {
			return false;
		}
		observe(next);
		return true;
	}

	private LeaseRecord mine(Instant acquireTime, Instant renewTime, long transitions) {
		return new LeaseRecord(this.lock.identity(), Duration.ofSeconds(this.timings.lease().toSeconds()), acquireTime,
				renewTime, transitions);
	}

	private boolean isLeader() {
		return this.observedRecord != null && this.observedRecord.holder().equals(this.lock.identity());
	}

	private boolean isLeaseValid(long now) {
		return this.observedRecord != null
				&& this.observedTime + this.observedRecord.leaseDuration().toNanos() - now > 0;
	}

	private void observe(LeaseRecord record) {
		this.observedRecord = record;
		this.observedTime = System.nanoTime();
	}

	private static Duration left(long deadline) {
		return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
	}

	/** As the column keeps it, so that what was written equals what is read. */
	private static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.MICROS);
	}

}
