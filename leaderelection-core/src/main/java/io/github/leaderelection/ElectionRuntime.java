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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * What the elections of a process share: time, threads and chance.
 *
 * @param ticker monotonic time
 * @param clock wall time, for people only
 * @param mailbox where events are decided on
 * @param calls where locks are called
 * @param relays where listeners are told
 * @param terms where the work of terms runs
 * @param salt a random number of the process's own
 * @param outages which locks do not answer
 * @param monitor who counts
 */
record ElectionRuntime(Ticker ticker, Clock clock, Mailbox mailbox, LockCalls calls, Executor relays, Executor terms,
		long salt, Outages outages, ElectionMonitor monitor) implements AutoCloseable {

	@Override
	public void close() {
		this.calls.close();
		this.mailbox.close();
		shutdown(this.relays);
		shutdown(this.terms);
	}

	/** What runs there still is let finish; threads end when it has. */
	private static void shutdown(Executor executor) {
		if (executor instanceof ExecutorService service) {
			service.shutdown();
		}
	}

}
