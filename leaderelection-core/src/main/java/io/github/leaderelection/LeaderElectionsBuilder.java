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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/** Builds {@link LeaderElections}. */
public final class LeaderElectionsBuilder {

	private final List<ElectionListener> listeners = new ArrayList<>();

	private final List<ElectionMonitor> monitors = new ArrayList<>();

	private final List<Runnable> whenClosed = new ArrayList<>();

	private Ticker ticker = Ticker.system();

	private @Nullable Mailbox mailbox;

	private @Nullable Executor worker;

	private @Nullable Executor relays;

	private @Nullable Executor terms;

	LeaderElectionsBuilder() {
	}

	/**
	 * Adds a listener to every election.
	 * @param listener is told on relay threads, after those that were added before
	 * @return this builder
	 */
	public LeaderElectionsBuilder listener(ElectionListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Adds who counts and measures; nobody by default.
	 * @param monitor is called on the library's threads, after those that were added
	 * before
	 * @return this builder
	 */
	public LeaderElectionsBuilder monitor(ElectionMonitor monitor) {
		this.monitors.add(monitor);
		return this;
	}

	/**
	 * Adds what to do when, after {@link LeaderElections#close()}, the last candidate has
	 * stopped and released its lease: close what its lock needs.
	 * @param whenClosed runs once, on the closing thread or on a thread of the library,
	 * after what was added before, whether that has thrown or not
	 * @return this builder
	 */
	public LeaderElectionsBuilder whenClosed(Runnable whenClosed) {
		this.whenClosed.add(whenClosed);
		return this;
	}

	/**
	 * Sets the time and the mailbox, instead of those of the system: for tests that let
	 * time pass at will. The promises of this library hold for the system's alone. What
	 * is given belongs to the elections of one {@link #build()}.
	 * @param ticker the time that the elections go by
	 * @param mailbox where events are decided on; goes by the same time, and is closed
	 * with the elections
	 * @return this builder
	 */
	public LeaderElectionsBuilder time(Ticker ticker, Mailbox mailbox) {
		this.ticker = Objects.requireNonNull(ticker, "ticker must not be null");
		this.mailbox = Objects.requireNonNull(mailbox, "mailbox must not be null");
		return this;
	}

	/**
	 * Sets where to run what may block, instead of on threads of the library's own: for
	 * tests that wait until nothing runs any more. An {@code ExecutorService} is shut
	 * down with the elections, so that what is given belongs to those of one
	 * {@link #build()}.
	 * @param worker calls locks; one call at a time is asked of it
	 * @param relays tells listeners
	 * @param terms runs callbacks and actions on revocation; needs as many threads as
	 * there is such work
	 * @return this builder
	 */
	public LeaderElectionsBuilder executors(Executor worker, Executor relays, Executor terms) {
		this.worker = Objects.requireNonNull(worker, "worker must not be null");
		this.relays = Objects.requireNonNull(relays, "relays must not be null");
		this.terms = Objects.requireNonNull(terms, "terms must not be null");
		return this;
	}

	/**
	 * Builds the elections. Threads are started with the first candidate.
	 * @return elections without candidates
	 */
	public LeaderElections build() {
		ElectionRuntime runtime = Runtimes.of(this.ticker, this.mailbox, this.worker, this.relays, this.terms,
				this.monitors);
		return new DefaultLeaderElections(runtime, this.listeners, new WhenClosed(this.whenClosed));
	}

}
