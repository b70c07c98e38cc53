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

package io.github.leaderelection.lock;

import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * A transaction cannot commit: the term in which it began no longer holds the lease. What
 * it has written is rolled back. A later transaction has to begin in a term of its own.
 */
public class LeadershipLostException extends NotLeaderException {

	private static final long serialVersionUID = 1L;

	/** The expected token. */
	private final long expectedToken;

	/** The found token. */
	private final @Nullable Long foundToken;

	/** The found holder. */
	private final @Nullable String foundHolder;

	/**
	 * Creates an exception for a lease that was read.
	 * @param electionName the election
	 * @param expectedToken the fencing token of the term in which the transaction began
	 * @param foundToken the fencing token that stands now
	 * @param foundHolder who holds the lease now; empty where nobody does
	 * @param cause what the database answered, or {@code null} where it answered as asked
	 */
	public LeadershipLostException(String electionName, long expectedToken, long foundToken, String foundHolder,
			@Nullable Throwable cause) {
		super(electionName, message(electionName, expectedToken, describe(expectedToken, foundToken, foundHolder)),
				cause);
		this.expectedToken = expectedToken;
		this.foundToken = foundToken;
		this.foundHolder = foundHolder;
	}

	/**
	 * Creates an exception for a lease that could not be read.
	 * @param electionName the election
	 * @param expectedToken the fencing token of the term in which the transaction began
	 * @param reason what is known instead
	 * @param cause what the database answered, or {@code null} where it answered as asked
	 */
	public LeadershipLostException(String electionName, long expectedToken, String reason, @Nullable Throwable cause) {
		super(electionName, message(electionName, expectedToken, reason), cause);
		this.expectedToken = expectedToken;
		this.foundToken = null;
		this.foundHolder = null;
	}

	private static String message(String electionName, long expectedToken, String found) {
		return "The transaction began in the term with fencing token " + expectedToken + " of the election '"
				+ electionName + "' and cannot commit: " + found;
	}

	private static String describe(long expectedToken, long foundToken, String foundHolder) {
		if (foundHolder.isEmpty()) {
			return "the lease has been released, and its fencing token is " + foundToken;
		}
		return "the lease is held by '" + foundHolder + "' with "
				+ ((foundToken == expectedToken) ? "the same fencing token" : "fencing token " + foundToken);
	}

	/**
	 * The fencing token of the term in which the transaction began.
	 * @return the token, at least 1
	 */
	public long getExpectedToken() {
		return this.expectedToken;
	}

	/**
	 * The fencing token that was found.
	 * @return the token, or empty where no lease was found or it could not be read
	 */
	public OptionalLong getFoundToken() {
		return (this.foundToken != null) ? OptionalLong.of(this.foundToken) : OptionalLong.empty();
	}

	/**
	 * Who was found to hold the lease.
	 * @return the identity, or empty where nobody holds it, no lease was found, or it
	 * could not be read
	 */
	public Optional<String> getFoundHolder() {
		return Optional.ofNullable(this.foundHolder).filter((holder) -> !holder.isEmpty());
	}

}
