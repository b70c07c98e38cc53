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

import io.github.leaderelection.election.Action;
import org.jspecify.annotations.Nullable;

/** The call to a lock that may still be answered. Belongs to the mailbox. */
final class UnansweredCall {

	private final LockHealth health;

	private Action.@Nullable Call call;

	private long sent;

	UnansweredCall(LockHealth health) {
		this.health = health;
	}

	/** The next call is sent; nobody waits for the last one any more. */
	void replacedBy(Action.Call next, long now) {
		givenUp(now);
		this.call = next;
		this.sent = now;
	}

	void answered(long attempt) {
		if (this.call != null && this.call.attempt() == attempt) {
			this.call = null;
		}
	}

	/**
	 * Nothing was heard of the call. By its time that is trouble; before, something else
	 * has become more important.
	 */
	void givenUp(long now) {
		Action.Call given = this.call;
		this.call = null;
		if (given != null && now - this.sent >= given.timeout()) {
			long millis = Duration.ofNanos(given.timeout()).toMillis();
			this.health.failed(LockCaller.kindOf(given), (millis > 0) ? "no answer within " + millis + " ms"
					: "no time was left for an answer; this process may have been paused", null);
		}
	}

}
