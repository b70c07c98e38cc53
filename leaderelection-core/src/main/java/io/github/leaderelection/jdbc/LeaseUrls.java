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

package io.github.leaderelection.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.leaderelection.lock.LockException;

/**
 * The URLs that lead to the database of the leases: the lock's own, and those of which
 * the servers have said so. They are asked once for each, so that no commit pays for it.
 * <p>
 * A yes is kept: should a URL come to lead elsewhere, nobody notices, no more than where
 * there is only one URL and another server comes to answer to it. Its fences still refuse
 * everything unless the row of the very term is there as well, in a replica or a copy. A
 * no is kept for a moment only: a pooler may follow a fail-over late. A question that
 * fails is no answer, and is asked again.
 */
final class LeaseUrls {

	private static final Logger logger = LoggerFactory.getLogger(LeaseUrls.class);

	/** More than anybody has; where parameters vary, some are asked for again. */
	static final int MOST = 100;

	static final Duration REFUSAL = Duration.ofSeconds(10);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Database database;

	private final Question question;

	private final LongSupplier nanoTime;

	private final Duration patience;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	/** When each was refused. */
	private final Map<String, Long> refused = new ConcurrentHashMap<>();

	/** Many find themselves without an answer at once; one of them asks. */
	private final ReentrantLock turn = new ReentrantLock();

	LeaseUrls(Database database, Question question, LongSupplier nanoTime) {
		this(database, question, nanoTime, PATIENCE);
	}

	LeaseUrls(Database database, Question question, LongSupplier nanoTime, Duration patience) {
		this.database = database;
		this.question = question;
		this.nanoTime = nanoTime;
		this.patience = patience;
	}

	boolean contains(@Nullable String url) {
		return url != null && this.known.contains(url);
	}

	/** Whether a URL is the lock's own but for parameters and credentials. */
	boolean addIfOwn(@Nullable String url) {
		String own = this.database.reachedUrl();
		if (url == null || own == null || !JdbcUrls.areOfOneDatabase(own, url)) {
			return false;
		}
		add(url);
		return true;
	}

	/**
	 * Whether a connection with another URL is to the database of the leases.
	 * @throws LockException where that cannot be told, with the reason
	 * @throws SQLException if the connection cannot be asked, which may be a matter of
	 * its transaction: whoever asks next is told anew
	 */
	boolean addIfSame(Connection connection, @Nullable String url) throws SQLException {
		if (url == null || isRefused(url)) {
			return false;
		}
		try {
			takeTurn();
			try {
				// The one before may have asked for the same.
				return contains(url) || (!isRefused(url) && ask(connection, url));
			}
			finally {
				this.turn.unlock();
			}
		}
		catch (LockException ex) {
			LockException untold = new LockException(
					"Could not find out whether " + JdbcUrls.withoutSecrets(url) + " is on the database of "
							+ this.database.describe() + ", and a fence refuses its transactions: " + ex.getMessage(),
					ex);
			logger.warn(untold.getMessage());
			logger.debug("The failure in full", untold);
			throw untold;
		}
	}

	private boolean ask(Connection connection, String url) throws SQLException {
		if (this.question.isOnItsDatabase(connection)) {
			logger.debug("{} is on the database of {}", JdbcUrls.withoutSecrets(url), this.database.describe());
			add(url);
			return true;
		}
		if (this.refused.size() >= MOST) {
			this.refused.clear();
		}
		this.refused.put(url, this.nanoTime.getAsLong());
		return false;
	}

	private void add(String url) {
		if (this.known.size() >= MOST) {
			this.known.clear();
		}
		this.known.add(url);
	}

	private boolean isRefused(String url) {
		Long since = this.refused.get(url);
		return since != null && this.nanoTime.getAsLong() - since < REFUSAL.toNanos();
	}

	/** Whoever waits has a transaction open, and connecting is bounded by nobody here. */
	private void takeTurn() {
		try {
			if (!this.turn.tryLock(this.patience.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new LockException("another transaction has been asking for " + this.patience.toSeconds()
						+ " s, and has no answer yet", null);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LockException("interrupted while another transaction was asking", ex);
		}
	}

	/** Asks the servers. */
	@FunctionalInterface
	interface Question {

		/**
		 * Whether a connection is to the database of the leases.
		 * @throws LockException where the lock's own side fails; the message is the
		 * reason
		 * @throws SQLException where the connection does
		 */
		boolean isOnItsDatabase(Connection connection) throws SQLException;

	}

}
