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

package io.github.leaderelection.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An empty database of a test's own, gone when it is closed. */
public final class TestDatabase implements AutoCloseable {

	private final String platform;

	private final String jdbcUrl;

	private final String username;

	private final String password;

	private final @Nullable TestServer server;

	private final Runnable drop;

	TestDatabase(String platform, String jdbcUrl, String username, String password, @Nullable TestServer server,
			Runnable drop) {
		this.platform = platform;
		this.jdbcUrl = jdbcUrl;
		this.username = username;
		this.password = password;
		this.server = server;
		this.drop = drop;
	}

	/**
	 * What kind of database it is.
	 * @return {@code postgresql}, {@code mariadb} or {@code h2}
	 */
	public String platform() {
		return this.platform;
	}

	/**
	 * Where it is.
	 * @return the URL
	 */
	public String jdbcUrl() {
		return this.jdbcUrl;
	}

	/**
	 * Its owner.
	 * @return the user
	 */
	public String username() {
		return this.username;
	}

	/**
	 * The owner's password.
	 * @return the password
	 */
	public String password() {
		return this.password;
	}

	/**
	 * The server that it is on.
	 * @return the server, shared with other tests
	 */
	public TestServer server() {
		if (this.server == null) {
			throw new UnsupportedOperationException(this.platform + " runs within the process");
		}
		return this.server;
	}

	/**
	 * A {@code DataSource} that opens a connection each time.
	 * @return a new one
	 */
	public DataSource dataSource() {
		return new DriverManagerDataSource(this.jdbcUrl, this.username, this.password);
	}

	/**
	 * Opens a connection.
	 * @return the connection, to be closed by the caller
	 */
	public Connection connect() {
		try {
			return DriverManager.getConnection(this.jdbcUrl, this.username, this.password);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Executes statements, each in a transaction of its own.
	 * @param statements the statements
	 */
	public void execute(String... statements) {
		executeOn(this.jdbcUrl, this.username, this.password, statements);
	}

	static void executeOn(String jdbcUrl, String username, String password, String... statements) {
		try (Connection connection = DriverManager.getConnection(jdbcUrl, username, password);
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void awaitAnswer(String jdbcUrl, String username, String password) {
		Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
			executeOn(jdbcUrl, username, password, "SELECT 1");
			return true;
		});
	}

	@Override
	public void close() {
		this.drop.run();
	}

	@Override
	public String toString() {
		return this.jdbcUrl;
	}

}
