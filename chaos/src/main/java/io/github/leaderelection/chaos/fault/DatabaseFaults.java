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

package io.github.leaderelection.chaos.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.leaderelection.chaos.settings.ChaosDatabase;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done to the database. */
final class DatabaseFaults {

	static final String TARGET = "database";

	private static final Logger logger = LoggerFactory.getLogger(DatabaseFaults.class);

	private static final String TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
			+ "WHERE datname = current_database() AND application_name LIKE 'p_-%'";

	/** More than the server's max_connections. */
	private static final int MOST_CONNECTIONS = 2000;

	private final ChaosDatabase database;

	DatabaseFaults(ChaosDatabase database) {
		this.database = database;
	}

	/** Begins a fault and returns what ends it. */
	Runnable begin(FaultKind kind) {
		switch (kind) {
			case DATABASE_RESTART -> {
				this.database.stop();
				return this.database::start;
			}
			case DATABASE_FREEZE -> {
				this.database.freeze();
				return this.database::wake;
			}
			case TERMINATE_BACKENDS -> {
				terminate();
				return () -> {
				};
			}
			case EXHAUST_CONNECTIONS -> {
				List<Connection> connections = exhaust();
				return () -> connections.forEach(DatabaseFaults::close);
			}
			default -> throw new IllegalArgumentException(kind + " is nothing that is done to a database");
		}
	}

	/**
	 * Takes what is free, then ends the application's sessions and takes their places:
	 * all but those that it is quick enough to take again.
	 */
	private List<Connection> exhaust() {
		List<Connection> connections = new ArrayList<>();
		fill(connections);
		if (!connections.isEmpty()) {
			terminateBy(connections.get(0));
		}
		fill(connections);
		return connections;
	}

	private void fill(List<Connection> connections) {
		while (connections.size() < MOST_CONNECTIONS) {
			try {
				connections.add(connect());
			}
			catch (SQLException ex) {
				logger.debug("The database takes no more than {} connections", connections.size(), ex);
				return;
			}
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(this.database.jdbcUrl(), this.database.username(), this.database.password());
	}

	private void terminate() {
		// Sessions that have been ended may keep their places a little longer.
		try (Connection connection = Awaitility.await("a place for a connection")
			.ignoreExceptionsInstanceOf(SQLException.class)
			.until(this::connect, Objects::nonNull)) {
			terminateBy(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void terminateBy(Connection connection) {
		try (Statement statement = connection.createStatement()) {
			statement.execute(TERMINATE);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			logger.debug("Could not close a connection", ex);
		}
	}

}
