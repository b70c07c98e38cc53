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

package io.github.leaderelection.sample.page;

import java.time.Instant;
import java.util.List;

import io.github.leaderelection.sample.LedgerEntry;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows, at one instant. Times are the database's.
 *
 * @param instance what the instance signs with that tells this
 * @param at when, by the database's clock
 * @param elections the elections that it takes part in
 * @param ledger the newest rows, newest first
 */
record PageState(String instance, Instant at, List<Election> elections, List<LedgerEntry> ledger) {

	/**
	 * An election.
	 *
	 * @param name its name
	 * @param leader who leads, or {@code null} where nobody does
	 * @param token the newest term
	 * @param acquiredAt when that term began
	 * @param leaseMs how long its lease lasts without a renewal
	 * @param leaseLeftMs how much of that is left
	 * @param trustMs how long a leader trusts its term without a renewal
	 * @param trustLeftMs how much of that is left, or {@code null} where another instance
	 * leads: only the leader knows
	 * @param instances those that take part
	 * @param terms the newest terms, newest first
	 */
	record Election(String name, @Nullable String leader, long token, @Nullable Instant acquiredAt, long leaseMs,
			long leaseLeftMs, long trustMs, @Nullable Long trustLeftMs, List<Instance> instances, List<Term> terms) {

	}

	/**
	 * An instance that shares the database.
	 *
	 * @param identity what it signs with
	 * @param url where its own page is
	 * @param state where it stands, by its own account
	 * @param seenMs how long ago it gave that account
	 */
	record Instance(String identity, String url, String state, long seenMs) {

	}

	/**
	 * A term.
	 *
	 * @param token its number
	 * @param instance who led
	 * @param beganAt when it began
	 * @param ledUntil when it ended; where {@code reason} is missing, when its leader
	 * last told that it led
	 * @param reason why it ended, or {@code null} where it lasts, or its leader could not
	 * say
	 */
	record Term(long token, String instance, Instant beganAt, Instant ledUntil, @Nullable String reason) {

	}

}
