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
 * The elections of a process whose lock does not answer. A database that is away takes
 * all of them along, and thousands of warnings say no more than one. Belongs to the
 * mailbox.
 */
final class Outages {

	/**
	 * What begins so long after the last warning may have another cause, in nanoseconds.
	 */
	private static final long SAME_CAUSE = 10_000_000_000L;

	private final Ticker ticker;

	private int failing;

	private long lastWarning;

	Outages(Ticker ticker) {
		this.ticker = ticker;
	}

	/**
	 * The lock of an election has failed.
	 * @return whether that is news
	 */
	boolean begin() {
		long now = this.ticker.read();
		this.failing++;
		boolean news = this.failing == 1 || now - this.lastWarning >= SAME_CAUSE;
		if (news) {
			this.lastWarning = now;
		}
		return news;
	}

	/**
	 * The lock of an election answers again.
	 * @return whether all do
	 */
	boolean end() {
		this.failing--;
		return this.failing == 0;
	}

}
