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

/**
 * Keeps the elections of a process from all telling the same. A database that is away
 * takes thousands of them along; one with a cause of its own comes to speak a little
 * later. Belongs to the mailbox.
 */
final class Outages {

	/** How long one warning stands for all, in nanoseconds. */
	private static final long SAME_CAUSE = 10_000_000_000L;

	private final Ticker ticker;

	private long quietUntil;

	private long quietOfLeasesUntil;

	Outages(Ticker ticker) {
		this.ticker = ticker;
		this.quietUntil = ticker.read();
		this.quietOfLeasesUntil = this.quietUntil;
	}

	/**
	 * Whether an election whose lock fails, and that has not said so, is to say so now.
	 */
	boolean mayWarn() {
		long now = this.ticker.read();
		if (now < this.quietUntil) {
			return false;
		}
		this.quietUntil = now + SAME_CAUSE;
		return true;
	}

	/**
	 * Whether an election whose lease could not be released is to say so now, though the
	 * outage be known.
	 */
	boolean mayWarnOfLease() {
		long now = this.ticker.read();
		if (now < this.quietOfLeasesUntil) {
			return false;
		}
		this.quietOfLeasesUntil = now + SAME_CAUSE;
		return true;
	}

}
