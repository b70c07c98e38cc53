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
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/**
 * A connection that does nothing but listen. The only class that knows PostgreSQL's
 * driver, which need not be there: {@link #isDriverPresent} is asked first.
 */
final class NotificationConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(NotificationConnection.class);

	/** For the few statements that it sends. */
	private static final int SECONDS = 5;

	/**
	 * A connection that is silent by nature must not be taken for one that is dead:
	 * neither by the server, nor by what lies between. Servers differ in what they know.
	 */
	private static final String SETTINGS = """
			SELECT set_config(name, CASE name WHEN 'idle_session_timeout' THEN '0'
				ELSE LEAST(CAST(setting AS int), 30)::text END, false)
			FROM pg_settings WHERE name IN ('idle_session_timeout', 'tcp_keepalives_idle')""";

	private final Connection connection;

	private final PGConnection driver;

	private NotificationConnection(Connection connection, PGConnection driver) {
		this.connection = connection;
		this.driver = driver;
	}

	/** Whether a class path has what this class needs. */
	static boolean isDriverPresent(ClassLoader classLoader) {
		return ClassUtils.isPresent("org.postgresql.PGConnection", classLoader);
	}

	/**
	 * Connects.
	 * @throws SQLFeatureNotSupportedException if the driver, which it names, is not
	 * PostgreSQL's
	 */
	static NotificationConnection open(DataSource dataSource) throws SQLException {
		Connection connection = dataSource.getConnection();
		try {
			if (!connection.isWrapperFor(PGConnection.class)) {
				throw new SQLFeatureNotSupportedException(connection.getMetaData().getDriverName());
			}
			connection.setNetworkTimeout(Runnable::run, SECONDS * 1000);
			if (!connection.getAutoCommit()) {
				connection.setAutoCommit(true);
			}
			return new NotificationConnection(connection, connection.unwrap(PGConnection.class));
		}
		catch (SQLException | RuntimeException ex) {
			closeQuietly(connection);
			throw ex;
		}
	}

	void listen(String channel) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setQueryTimeout(SECONDS);
			statement.execute(SETTINGS);
			statement.execute("LISTEN \"" + channel + "\"");
		}
	}

	/** Sends a notification; for a connection that does not listen. */
	void send(String channel, String payload) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement("SELECT pg_notify(?, ?)")) {
			statement.setQueryTimeout(SECONDS);
			statement.setString(1, channel);
			statement.setString(2, payload);
			statement.execute();
		}
	}

	/**
	 * Waits for notifications, without a word to the server.
	 * @param timeout how long, at least a millisecond
	 * @return their payloads; empty where the time is up
	 * @throws SQLException if the connection has ended
	 */
	List<String> await(Duration timeout) throws SQLException {
		PGNotification[] notifications = this.driver.getNotifications((int) Math.max(1, timeout.toMillis()));
		return (notifications != null) ? Stream.of(notifications).map(PGNotification::getParameter).toList()
				: List.of();
	}

	/**
	 * Asks the server whether the connection still stands.
	 * @throws SQLException if it does not answer
	 */
	void verify() throws SQLException {
		if (!this.connection.isValid(SECONDS)) {
			throw new SQLException("the server does not answer on the connection any more");
		}
	}

	/** Ends the connection at once, whoever waits on it; from any thread. */
	void abort() {
		try {
			this.connection.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not abort a connection", ex);
		}
	}

	@Override
	public void close() {
		closeQuietly(this.connection);
	}

	private static void closeQuietly(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not close a connection", ex);
		}
	}

}
