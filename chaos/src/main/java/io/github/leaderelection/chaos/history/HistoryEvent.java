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

package io.github.leaderelection.chaos.history;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that was committed.
 *
 * @param number where it stands in the order of the commits
 * @param kind what it was
 * @param token the term that it names
 * @param identity who wrote it
 * @param row the row of the ledger; {@code null} where a term began or was released
 * @param at when, by the database's clock
 * @param leaseEnd when the lease before a term was to end; {@code null} where there was
 * none
 */
public record HistoryEvent(long number, Kind kind, long token, String identity, @Nullable String row, Instant at,
		@Nullable Instant leaseEnd) {

	/** What was committed. */
	public enum Kind {

		/** A term began. */
		ACQUIRED,

		/** The row of the election was given up. */
		RELEASED,

		/** A row of the ledger in a fenced transaction. */
		FENCED,

		/** A row of the ledger outside one. */
		UNFENCED

	}

}
