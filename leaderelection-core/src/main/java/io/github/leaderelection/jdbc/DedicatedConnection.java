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
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, opened at the first call, kept, and replaced after a call that failed.
 * Nobody else uses it, so its settings are made once.
 */
final class DedicatedConnection implements ConnectionSource {

	private static final Logger logger = LoggerFactory.getLogger(DedicatedConnection.class);

	private final DataSource dataSource;

	private final Database database;

	private final Duration callBound;

	private final Runnable opened;

	private final Runnable refused;

	private volatile @Nullable Connection connection;

	private int boundMillis;

	private Duration lockWait = Duration.ZERO;

	/**
	 * Creates it without connecting.
	 * @param opened run after each connection has been opened; must not block
	 * @param refused run where there was no connection to be had; must not block
	 */
	DedicatedConnection(DataSource dataSource, Database database, Duration callBound, Runnable opened,
			Runnable refused) {
		this.dataSource = dataSource;
		this.database = database;
		this.callBound = callBound;
		this.opened = opened;
		this.refused = refused;
	}

	@Override
	public Connection take(Duration timeout, Duration lockWait) throws SQLException {
		Connection connection = this.connection;
		if (connection == null) {
			connection = open(timeout);
		}
		try {
			bound(connection, timeout, lockWait);
		}
		catch (SQLException | RuntimeException ex) {
			giveBack(connection, false);
			throw ex;
		}
		return connection;
	}

	private Connection open(Duration timeout) throws SQLException {
		Connection connection = connect();
		this.connection = connection;
		try {
			this.boundMillis = Timeouts.steppedMillis(timeout);
			boundNetwork(connection, this.boundMillis);
			// A pool or a driver may have been told otherwise.
			if (!connection.getAutoCommit()) {
				connection.setAutoCommit(true);
			}
			connection.setReadOnly(false);
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			applySettings(connection, this.database.statements(connection), this.callBound);
			this.lockWait = this.callBound;
			logger.debug("Opened a connection for leases: {}", connection);
			this.opened.run();
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			giveBack(connection, false);
			throw ex;
		}
	}

	private Connection connect() throws SQLException {
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException | RuntimeException ex) {
			this.refused.run();
			throw ex;
		}
	}

	private void bound(Connection connection, Duration timeout, Duration lockWait) throws SQLException {
		int millis = Timeouts.steppedMillis(timeout);
		if (millis != this.boundMillis) {
			this.boundMillis = millis;
			boundNetwork(connection, millis);
		}
		LeaseStatements statements = this.database.statements(connection);
		if (statements.dialect().boundsEachCall() && !lockWait.equals(this.lockWait)) {
			this.lockWait = lockWait;
			applySettings(connection, statements, lockWait);
		}
	}

	private static void boundNetwork(Connection connection, int millis) throws SQLException {
		try {
			connection.setNetworkTimeout(Runnable::run, millis);
		}
		catch (SQLFeatureNotSupportedException ex) {
			logger.debug("The driver has no network timeout; the query timeout alone bounds calls", ex);
		}
	}

	private static void applySettings(Connection connection, LeaseStatements statements, Duration bound)
			throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String setting : statements.dialect().sessionSettings(bound)) {
				statement.execute(setting);
			}
		}
	}

	/**
	 * Later than the network timeout, which needs no answer from a server that may be
	 * frozen; the session's settings end what the server still does.
	 */
	@Override
	public int querySeconds(Duration timeout) {
		return Timeouts.secondsAfter(timeout);
	}

	@Override
	public boolean appliesSettings() {
		return true;
	}

	@Override
	public void giveBack(Connection connection, boolean intact) {
		if (!intact) {
			this.connection = null;
			abort(connection);
		}
	}

	@Override
	public void close() {
		Connection connection = this.connection;
		this.connection = null;
		if (connection != null) {
			close(connection);
		}
	}

	@Override
	public void abort() {
		Connection connection = this.connection;
		if (connection != null) {
			abort(connection);
		}
	}

	/** Closes without a word to a server that may not be listening. */
	private static void abort(Connection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not abort a connection", ex);
		}
		close(connection);
	}

	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not close a connection", ex);
		}
	}

}
