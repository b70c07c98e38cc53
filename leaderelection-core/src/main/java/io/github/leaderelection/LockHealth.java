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

import io.github.leaderelection.lock.LockReply;
import org.jspecify.annotations.Nullable;

/** Whether the lock of an election answers. Written on the mailbox, read anywhere. */
final class LockHealth {

	private final Ticker ticker;

	private final TransitionLog log;

	private volatile long lastAnswer;

	private volatile @Nullable String lastError;

	LockHealth(Ticker ticker, TransitionLog log) {
		this.ticker = ticker;
		this.log = log;
	}

	/** Silence counts from now. */
	void begin() {
		this.lastAnswer = this.ticker.read();
	}

	void replied(LockReply reply) {
		if (reply instanceof LockReply.Failed failed) {
			String message = failed.cause().getMessage();
			String error = (message != null) ? message : failed.cause().toString();
			this.log.lockFailed(failed.cause(), error, this.lastError == null);
			this.lastError = error;
			return;
		}
		this.lastAnswer = this.ticker.read();
		if (this.lastError != null) {
			this.log.lockAnswersAgain();
			this.lastError = null;
		}
	}

	Optional<String> lastError() {
		return Optional.ofNullable(this.lastError);
	}

	boolean isSilentFor(Duration duration) {
		return this.ticker.read() - this.lastAnswer > duration.toNanos();
	}

}
