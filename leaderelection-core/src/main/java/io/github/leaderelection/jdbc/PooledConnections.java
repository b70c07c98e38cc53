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
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of the application's pool for each call, given back as it came. It
 * executes no settings, since they would outlive the call; its isolation level stays.
 */
final class PooledConnections implements ConnectionSource {

	private static final Logger logger = LoggerFactory.getLogger(PooledConnections.class);

	private static final int UNSUPPORTED = -1;

	private final DataSource dataSource;

	private boolean autoCommit;

	private boolean readOnly;

	private int networkTimeout = UNSUPPORTED;

	PooledConnections(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public Connection take(Duration timeout, Duration lockWait) throws SQLException {
		Connection connection = this.dataSource.getConnection();
		try {
			this.networkTimeout = boundNetwork(connection, Timeouts.millisAfterQuery(timeout));
			this.autoCommit = connection.getAutoCommit();
			if (!this.autoCommit) {
				connection.setAutoCommit(true);
			}
			this.readOnly = connection.isReadOnly();
			if (this.readOnly) {
				connection.setReadOnly(false);
			}
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			close(connection);
			throw ex;
		}
	}

	private static int boundNetwork(Connection connection, int millis) throws SQLException {
		try {
			int before = connection.getNetworkTimeout();
			connection.setNetworkTimeout(Runnable::run, millis);
			return before;
		}
		catch (SQLFeatureNotSupportedException ex) {
			logger.debug("The driver has no network timeout; the query timeout alone bounds calls", ex);
			return UNSUPPORTED;
		}
	}

	/**
	 * Sooner than the network timeout: without settings of its own the session would let
	 * the statement wait for a row for ever, and each call leave another behind.
	 */
	@Override
	public int querySeconds(Duration timeout) {
		return Timeouts.secondsBefore(timeout);
	}

	@Override
	public boolean appliesSettings() {
		return false;
	}

	@Override
	public void giveBack(Connection connection, boolean intact) {
		try {
			if (this.readOnly) {
				connection.setReadOnly(true);
			}
			if (!this.autoCommit) {
				connection.setAutoCommit(false);
			}
			if (this.networkTimeout != UNSUPPORTED) {
				connection.setNetworkTimeout(Runnable::run, this.networkTimeout);
			}
		}
		catch (SQLException | RuntimeException ex) {
			// A pool discards a connection that is closed; this one cannot be given back
			// as it came.
			logger.debug("Could not restore a connection of the pool", ex);
		}
		close(connection);
	}

	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not give a connection back to the pool", ex);
		}
	}

	@Override
	public void close() {
		// Nothing is held between calls.
	}

	@Override
	public void abort() {
		// The pool's connections are not ours to cut off; the call ends within its
		// timeout.
	}

}
