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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A term of this candidate: how long it is trusted, and what must stop before its lease
 * is released.
 */
final class Term implements Leadership {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElector.class);

	private static final long REVOKED = Long.MIN_VALUE;

	private static final int HOOK_THREADS = 8;

	private final String electionName;

	private final String identity;

	private final long token;

	private final Instant acquiredAt;

	private final Ticker ticker;

	private final Executor executor;

	private final AtomicLong trustedUntil;

	private final Set<Work> works = new HashSet<>();

	private final List<Runnable> hooks = new ArrayList<>();

	private volatile boolean surrendered;

	private boolean started;

	private boolean revoked;

	/**
	 * What must stop before the term has drained; the term itself counts until it is
	 * revoked.
	 */
	private int running = 1;

	private @Nullable Runnable whenDrained;

	Term(String electionName, String identity, long token, Instant acquiredAt, long trustedUntil, Ticker ticker,
			Executor executor) {
		this.electionName = electionName;
		this.identity = identity;
		this.token = token;
		this.acquiredAt = acquiredAt;
		this.trustedUntil = new AtomicLong(trustedUntil);
		this.ticker = ticker;
		this.executor = executor;
	}

	@Override
	public String electionName() {
		return this.electionName;
	}

	@Override
	public String identity() {
		return this.identity;
	}

	@Override
	public long fencingToken() {
		return this.token;
	}

	@Override
	public Instant acquiredAt() {
		return this.acquiredAt;
	}

	/**
	 * Whoever sees the trust to be over ends it for good, so that nobody sees it resume.
	 */
	@Override
	public boolean isValid() {
		long until = this.trustedUntil.get();
		while (this.ticker.read() >= until) {
			if (until == REVOKED || this.trustedUntil.compareAndSet(until, REVOKED)) {
				return false;
			}
			until = this.trustedUntil.get();
		}
		return true;
	}

	@Override
	public Duration remaining() {
		long until = this.trustedUntil.get();
		return (until == REVOKED) ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - this.ticker.read()));
	}

	@Override
	public void onRevoked(Runnable action) {
		synchronized (this) {
			if (!this.revoked) {
				this.hooks.add(action);
				return;
			}
		}
		runHook(action);
	}

	@Override
	public Optional<TermWork> beginWork(boolean interruptOnRevocation) {
		Work work = new Work(Thread.currentThread(), interruptOnRevocation);
		synchronized (this) {
			if (this.revoked || !isValid()) {
				return Optional.empty();
			}
			this.works.add(work);
			this.running++;
		}
		return Optional.of(work);
	}

	/**
	 * Begins the work of the callbacks; from then on they are told of the end as well.
	 */
	Optional<TermWork> beginStart() {
		synchronized (this) {
			Optional<TermWork> work = beginWork(true);
			this.started = work.isPresent();
			return work;
		}
	}

	synchronized boolean wasStarted() {
		return this.started;
	}

	/**
	 * Trusts the term for longer. Called on the mailbox, as is {@link #revoke}.
	 * @return whether it still stands
	 */
	boolean trust(long until) {
		long before = this.trustedUntil.get();
		return before != REVOKED && this.ticker.read() < before && this.trustedUntil.compareAndSet(before, until);
	}

	/**
	 * Ends the term: from now on it is invalid, and its work is told to stop.
	 * @param announcement what else must be {@link #finished()} before the term has
	 * drained
	 * @param whenDrained called once when everything has stopped, on whatever thread was
	 * the last
	 */
	void revoke(Runnable announcement, Runnable whenDrained) {
		List<Runnable> actions;
		synchronized (this) {
			this.trustedUntil.set(REVOKED);
			this.revoked = true;
			this.whenDrained = whenDrained;
			actions = shared(this.hooks);
			this.hooks.clear();
			if (this.works.stream().anyMatch((work) -> work.interruptible)) {
				actions.add(0, this::interruptWorks);
			}
			// the announcement takes the place of the term itself
			this.running += actions.size();
		}
		actions.forEach(this::startOnRevocation);
		announcement.run();
	}

	/** Actions by the thousand share threads; a few have one each. */
	private List<Runnable> shared(List<Runnable> actions) {
		if (actions.size() <= HOOK_THREADS) {
			return new ArrayList<>(actions);
		}
		List<List<Runnable>> shares = new ArrayList<>();
		for (int i = 0; i < actions.size(); i++) {
			if (i < HOOK_THREADS) {
				shares.add(new ArrayList<>());
			}
			shares.get(i % HOOK_THREADS).add(actions.get(i));
		}
		List<Runnable> tasks = new ArrayList<>();
		shares.forEach((share) -> tasks.add(() -> share.forEach(this::runHook)));
		return tasks;
	}

	/** Where there is no thread for an action, the drain must not wait for it. */
	private void startOnRevocation(Runnable action) {
		try {
			this.executor.execute(() -> runOnRevocation(action));
		}
		catch (Throwable ex) {
			logger.error("An action on revocation could not be started: election={} token={}", this.electionName,
					this.token, ex);
			finished();
		}
	}

	/** An action is work of the term as well; it has been counted already. */
	private void runOnRevocation(Runnable action) {
		Work work = new Work(Thread.currentThread(), false);
		synchronized (this) {
			this.works.add(work);
		}
		try {
			runHook(action);
		}
		finally {
			work.close();
		}
	}

	/**
	 * The leader gives the term up: it is invalid from now on. Called on any thread,
	 * before the mailbox hears of it.
	 */
	void surrender() {
		this.surrendered = true;
		this.trustedUntil.set(REVOKED);
	}

	boolean isSurrendered() {
		return this.surrendered;
	}

	/** Something that had to stop has stopped. */
	void finished() {
		Runnable drained;
		synchronized (this) {
			this.running--;
			drained = (this.running == 0) ? this.whenDrained : null;
		}
		if (drained != null) {
			drained.run();
		}
	}

	/** Whether the calling thread is at work for this term. */
	boolean isWorking() {
		synchronized (this) {
			return this.works.stream().anyMatch((work) -> work.thread == Thread.currentThread());
		}
	}

	/** An interrupt can run foreign code (it closes channels), so not on the mailbox. */
	private synchronized void interruptWorks() {
		for (Work work : this.works) {
			if (work.interruptible) {
				work.interrupted = true;
				work.thread.interrupt();
			}
		}
	}

	private void runHook(Runnable hook) {
		try {
			hook.run();
		}
		catch (Throwable ex) {
			logger.error("An action on revocation has thrown: election={} token={}", this.electionName, this.token, ex);
		}
	}

	@Override
	public String toString() {
		return "Leadership[election=%s, identity=%s, token=%d, valid=%s]".formatted(this.electionName, this.identity,
				this.token, isValid());
	}

	private final class Work implements TermWork {

		private final Thread thread;

		private final boolean interruptible;

		private boolean interrupted;

		private Work(Thread thread, boolean interruptible) {
			this.thread = thread;
			this.interruptible = interruptible;
		}

		@Override
		public Leadership leadership() {
			return Term.this;
		}

		@Override
		public boolean wasInterrupted() {
			synchronized (Term.this) {
				return this.interrupted;
			}
		}

		@Override
		public void close() {
			synchronized (Term.this) {
				if (!Term.this.works.remove(this)) {
					return;
				}
				if (this.interrupted && this.thread == Thread.currentThread() && !isWithinInterruptedWork()) {
					Thread.interrupted();
				}
			}
			finished();
		}

		/** Work of the same thread around this one still has to see the interrupt. */
		private boolean isWithinInterruptedWork() {
			return Term.this.works.stream().anyMatch((work) -> work.thread == this.thread && work.interrupted);
		}

	}

}
