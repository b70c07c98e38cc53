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

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks a contestant about a thousand times a second whether it leads. */
final class LeaderSampler implements Runnable {

	private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

	private final Contestant contestant;

	private final EventPrinter events;

	LeaderSampler(Contestant contestant, EventPrinter events) {
		this.contestant = contestant;
		this.events = events;
	}

	@Override
	public void run() {
		long last = 0;
		boolean led = false;
		while (true) {
			long asked = System.nanoTime();
			boolean leads = this.contestant.isLeader();
			if (leads && !led) {
				print(EventKind.LEADS_FROM, System.nanoTime());
			}
			else if (led && !leads) {
				print(EventKind.LEADS_UNTIL, last);
			}
			if (leads) {
				last = asked;
			}
			led = leads;
			LockSupport.parkNanos(PERIOD);
		}
	}

	private void print(EventKind kind, long nanos) {
		this.events.print(new ContestantEvent(kind, nanos, Instant.now(), "-"));
	}

}
