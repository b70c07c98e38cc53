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
import java.util.Optional;

import io.github.leaderelection.ElectionMonitor.Operation;
import org.jspecify.annotations.Nullable;

/** Whether the lock of an election answers. Written on the mailbox, read anywhere. */
final class LockHealth {

	private final Ticker ticker;

	private final TransitionLog log;

	private final Outages outages;

	private volatile long lastAnswer;

	private volatile @Nullable String lastError;

	private boolean writeFailed;

	private boolean leaving;

	/** Whether the log has been told of the outage. */
	private boolean told;

	LockHealth(Ticker ticker, TransitionLog log, Outages outages) {
		this.ticker = ticker;
		this.log = log;
		this.outages = outages;
	}

	/**
	 * Whether a term is being given up of its own accord: what stops the application may
	 * stop the database too, and calls are repeated. What counts then is
	 * {@link #unreleased}.
	 */
	void leaving(boolean leaving) {
		this.leaving = leaving;
	}

	/** Silence counts from now. */
	void begin() {
		this.lastAnswer = this.ticker.read();
	}

	/**
	 * A call has failed, or nothing has been heard of it in time.
	 */
	void failed(Operation operation, String error, @Nullable RuntimeException cause) {
		boolean warns = !this.leaving && !this.told && this.outages.mayWarn();
		this.log.lockFailed(cause, error, warns);
		this.told |= warns;
		this.lastError = error;
		this.writeFailed = operation != Operation.GET;
	}

	/** A release has failed for good. */
	void unreleased(long token) {
		if (this.outages.mayWarnOfLease()) {
			this.log.unreleased(token, lastError().orElse("no answer within a retry period"));
		}
	}

	/**
	 * A call was answered. That the record can be read does not mean that it can be
	 * written.
	 */
	void answered(Operation operation) {
		if (operation != Operation.GET || !this.writeFailed) {
			recovered();
		}
	}

	/** Nothing is to be written at present: another holds the lease. */
	void nothingToWrite() {
		if (this.writeFailed) {
			recovered();
		}
	}

	private void recovered() {
		this.lastAnswer = this.ticker.read();
		this.writeFailed = false;
		this.lastError = null;
		if (this.told) {
			this.told = false;
			this.log.lockAnswersAgain();
		}
	}

	Optional<String> lastError() {
		return Optional.ofNullable(this.lastError);
	}

	boolean isSilentFor(Duration duration) {
		return this.ticker.read() - this.lastAnswer > duration.toNanos();
	}

}
