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

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Makes the runtime that elections share. */
final class Runtimes {

	/** More than one, so that a listener that blocks does not silence all elections. */
	private static final int RELAY_THREADS = 16;

	private Runtimes() {
	}

	/** Real threads and clocks. */
	static ElectionRuntime system() {
		return of(Ticker.system(), null, null, null, null, List.of());
	}

	/** What is {@code null} is made: real threads. */
	static ElectionRuntime of(Ticker ticker, @Nullable Mailbox ownMailbox, @Nullable Executor worker,
			@Nullable Executor relays, @Nullable Executor terms, List<ElectionMonitor> monitors) {
		ElectionMonitor monitor = new GuardedMonitor(monitors);
		Mailbox mailbox = (ownMailbox != null) ? ownMailbox : new MailboxThread();
		LockCalls calls = new LockWorker(ticker, mailbox, monitor, (worker != null) ? worker : workerThread());
		return new ElectionRuntime(ticker, Clock.systemUTC(), mailbox, calls, (relays != null) ? relays : relayPool(),
				(terms != null) ? terms : termPool(), ThreadLocalRandom.current().nextLong(), new Outages(ticker),
				monitor);
	}

	static ExecutorService workerThread() {
		return Executors.newSingleThreadExecutor(new NamedThreads("leaderelection-worker"));
	}

	private static ExecutorService relayPool() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(RELAY_THREADS, RELAY_THREADS, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), new NamedThreads("leaderelection-relay"));
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	/**
	 * Work may block for a whole term, so there are as many threads as there is such
	 * work.
	 */
	private static ExecutorService termPool() {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
				new NamedThreads("leaderelection-term"));
	}

}
