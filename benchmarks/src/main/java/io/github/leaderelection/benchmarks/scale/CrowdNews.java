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

package io.github.leaderelection.benchmarks.scale;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.leaderelection.ElectionListener;
import io.github.leaderelection.ElectionMonitor;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.election.RevocationReason;

/** Counts what a process with many elections is told, and prints what matters. */
final class CrowdNews implements ElectionListener, ElectionMonitor {

	private final int elections;

	private final AtomicInteger granted = new AtomicInteger();

	private final AtomicInteger revoked = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private final AtomicInteger renewed = new AtomicInteger();

	private final AtomicLong slowestRenewal = new AtomicLong();

	CrowdNews(int elections) {
		this.elections = elections;
	}

	/** Tells the process that measures, with the time of this machine's wall clock. */
	static void tell(String news) {
		System.out.println(System.currentTimeMillis() + " " + news);
		System.out.flush();
	}

	@Override
	public void leadershipGranted(Leadership leadership) {
		int count = this.granted.incrementAndGet();
		if (count == 1) {
			tell("first");
		}
		if (count == this.elections) {
			tell("all");
		}
	}

	@Override
	public void leadershipRevoked(Leadership leadership, RevocationReason reason) {
		this.revoked.incrementAndGet();
		tell("revoked " + leadership.electionName() + " " + reason);
	}

	@Override
	public void lockCalled(String electionName, Operation operation, Outcome outcome, Duration elapsed) {
		if (outcome == Outcome.FAILED) {
			this.failed.incrementAndGet();
		}
		if (operation == Operation.RENEW) {
			this.renewed.incrementAndGet();
			this.slowestRenewal.accumulateAndGet(elapsed.toMillis(), Math::max);
		}
	}

	String summary() {
		return "granted=" + this.granted + " terms_lost=" + this.revoked + " failed_calls=" + this.failed + " renewals="
				+ this.renewed + " slowest_renewal_ms=" + this.slowestRenewal;
	}

}
