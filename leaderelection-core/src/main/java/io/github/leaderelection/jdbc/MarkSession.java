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
import java.util.UUID;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.leaderelection.lock.LockException;

/**
 * A session of the lock's {@code DataSource} that has set a mark, until it is closed.
 * Whatever fails in it is a {@link LockException} with the reason: it says nothing of the
 * database of anybody else.
 */
final class MarkSession implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(MarkSession.class);

	private final PooledConnections connections;

	private final Connection connection;

	private final MarkSql sql;

	private final Duration bound;

	private final long mark = UUID.randomUUID().getLeastSignificantBits();

	private MarkSession(PooledConnections connections, Connection connection, MarkSql sql, Duration bound) {
		this.connections = connections;
		this.connection = connection;
		this.sql = sql;
		this.bound = bound;
	}

	/**
	 * Takes a connection, as the {@code DataSource} gives one to the calling thread, and
	 * sets a mark on the database of the leases.
	 * @param bound for each statement; connecting takes as long as the {@code DataSource}
	 * lets it
	 * @throws LockException if that fails
	 */
	static MarkSession open(DataSource dataSource, Database database, MarkSql sql, Duration bound) {
		PooledConnections connections = new PooledConnections(dataSource);
		Connection connection;
		try {
			connection = connections.take(bound, bound);
		}
		catch (SQLException | RuntimeException ex) {
			throw new LockException("the DataSource of the leases gave no further connection: " + ex.getMessage(), ex);
		}
		MarkSession session = new MarkSession(connections, connection, sql, bound);
		boolean unmarked = true;
		try {
			session.requireDatabase(database);
			unmarked = false;
			session.set();
			return session;
		}
		catch (SQLException | RuntimeException ex) {
			session.giveBack(unmarked);
			throw (ex instanceof LockException told) ? told
					: new LockException("no mark could be set on the database of the leases: " + ex.getMessage(), ex);
		}
	}

	/**
	 * A {@code DataSource} may route by the thread or its transaction: then both would
	 * see the mark on another database.
	 */
	private void requireDatabase(Database database) throws SQLException {
		String url = this.connection.getMetaData().getURL();
		String reached = database.reachedUrl();
		if (reached == null || !JdbcUrls.areOfOneDatabase(reached, url)) {
			throw new LockException("the DataSource of the leases led to " + JdbcFence.describe(this.connection)
					+ " when a mark was to be set", null);
		}
	}

	private void set() throws SQLException {
		// A pooler in between keeps to one session until a transaction ends.
		this.connection.setAutoCommit(false);
		if (!DatabaseMark.yields(this.connection, this.sql.set(), this.mark, seconds())) {
			throw new LockException("the database of the leases set no mark", null);
		}
	}

	long mark() {
		return this.mark;
	}

	int seconds() {
		return this.connections.querySeconds(this.bound);
	}

	@Override
	public void close() {
		boolean intact = false;
		try {
			DatabaseMark.yields(this.connection, this.sql.clear(), this.mark, seconds());
			this.connection.rollback();
			this.connection.setAutoCommit(true);
			intact = true;
		}
		catch (SQLException | RuntimeException ex) {
			throw new LockException("the mark could not be taken away again: " + ex.getMessage(), ex);
		}
		finally {
			giveBack(intact);
		}
	}

	/** A mark that may still be set goes with its session. */
	private void giveBack(boolean intact) {
		if (!intact) {
			try {
				this.connection.abort(Runnable::run);
			}
			catch (SQLException | RuntimeException ex) {
				logger.debug("Could not abort a connection", ex);
			}
		}
		this.connections.giveBack(this.connection, intact);
	}

}
