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

package io.github.leaderelection.chaos.instance;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.leaderelection.Leadership;
import io.github.leaderelection.annotation.ConditionalOnLeader;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The jobs of a leader: two that write fenced rows, one that writes others. They pause
 * between rows, so that half an hour fills no disk and leaves a small machine idle enough
 * for its clocks to mean something.
 */
@Component
@ConditionalOnProperty("chaos.instance.writers")
class LedgerJobs {

	private static final String PAUSE = "${chaos.instance.pause:8ms}";

	private static final long USUAL_HOLD = Duration.ofMillis(8).toNanos();

	/** Long enough to outlast a drain, or a lease. */
	private static final long RARE_HOLD = Duration.ofSeconds(4).toNanos();

	private static final int RARE = 500;

	private final Writing writing;

	private final Ledger ledger;

	LedgerJobs(Writing writing, Ledger ledger) {
		this.writing = writing;
		this.ledger = ledger;
	}

	@Scheduled(fixedDelayString = PAUSE)
	@ConditionalOnLeader
	void fenced() {
		this.writing.fenced(this.ledger.newRow(), LedgerJobs::hold);
	}

	@Scheduled(fixedDelayString = PAUSE)
	@ConditionalOnLeader
	void fencedAtSnapshot() {
		this.writing.fencedAtSnapshot(this.ledger.newRow(), LedgerJobs::hold);
	}

	@Scheduled(fixedDelayString = PAUSE)
	@ConditionalOnLeader
	void unfenced() {
		this.writing.unfenced(this.ledger.newRow(), LedgerJobs::hold);
	}

	private static void hold(Leadership term) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		long nanos = random.nextLong((random.nextInt(RARE) == 0) ? RARE_HOLD : USUAL_HOLD);
		try {
			TimeUnit.NANOSECONDS.sleep(nanos);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
