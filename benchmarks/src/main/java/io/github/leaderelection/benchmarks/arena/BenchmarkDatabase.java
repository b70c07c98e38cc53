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

package io.github.leaderelection.benchmarks.arena;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL as it ships, but that it logs every statement, to a file that can be read
 * by SQL, and keeps the times of commits.
 */
public final class BenchmarkDatabase implements AutoCloseable {

	private static final String IMAGE = "postgres:17";

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String LOG = "log/server.log";

	private final PostgreSQLContainer container;

	private final Connection connection;

	private BenchmarkDatabase(PostgreSQLContainer container) {
		this.container = container;
		this.connection = connect();
	}

	/**
	 * Starts a server with empty tables for all candidates.
	 * @return the server, to be closed
	 */
	public static BenchmarkDatabase start() {
		PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withUsername("postgres")
			.withPassword("benchmarks");
		container.setCommand("postgres", "-c", "logging_collector=on", "-c", "log_directory=log", "-c",
				"log_filename=server.log", "-c", "log_rotation_age=0", "-c", "log_rotation_size=0", "-c",
				"log_line_prefix=" + ServerLog.LINE_PREFIX, "-c", "log_statement=all", "-c",
				"log_min_error_statement=error", "-c", "track_commit_timestamp=on");
		container.waitingFor(Wait.forListeningPort());
		container.start();
		Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
		BenchmarkDatabase database = new BenchmarkDatabase(container);
		database.execute(resource("/io/github/leaderelection/jdbc/schema-postgresql.sql"));
		database.execute(resource("/org/springframework/integration/jdbc/schema-postgresql.sql"));
		database.execute("""
				CREATE TABLE shedlock (name VARCHAR(64) NOT NULL PRIMARY KEY, lock_until TIMESTAMP NOT NULL,
					locked_at TIMESTAMP NOT NULL, locked_by VARCHAR(255) NOT NULL)""");
		return database;
	}

	/** The server is ready when it answers; its log, where it says so, is a file. */
	private Connection connect() {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (true) {
			try {
				return DriverManager.getConnection(url("benchmarks"), username(), password());
			}
			catch (SQLException ex) {
				if (System.nanoTime() - deadline > 0) {
					throw new IllegalStateException("The server has not answered for " + PATIENCE, ex);
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
			}
		}
	}

	private static String resource(String path) {
		try (InputStream stream = BenchmarkDatabase.class.getResourceAsStream(path)) {
			if (stream == null) {
				throw new IllegalStateException("There is no " + path + " on the class path");
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where it listens.
	 * @return a port of this machine
	 */
	public int port() {
		return this.container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
	}

	/**
	 * Where the database is.
	 * @param client what its log calls the client
	 * @return a URL
	 */
	public String url(String client) {
		return url(client, this.container.getHost(), port());
	}

	/**
	 * Where the database is, by way of a proxy.
	 * @param client what its log calls the client
	 * @param proxyPort where the proxy listens on the loopback interface
	 * @return a URL
	 */
	public String urlThrough(String client, int proxyPort) {
		return url(client, "127.0.0.1", proxyPort);
	}

	private String url(String client, String host, int port) {
		return "jdbc:postgresql://" + host + ":" + port + "/" + this.container.getDatabaseName() + "?ApplicationName="
				+ client;
	}

	/**
	 * The administrator.
	 * @return the name
	 */
	public String username() {
		return this.container.getUsername();
	}

	/**
	 * The administrator's password.
	 * @return the password
	 */
	public String password() {
		return this.container.getPassword();
	}

	/**
	 * The connection of the measuring process.
	 * @return the connection, for one thread
	 */
	Connection connection() {
		return this.connection;
	}

	/**
	 * Executes statements.
	 * @param sql the statements
	 */
	public void execute(String sql) {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Asks for a value.
	 * @param sql a query
	 * @return the first column of the first row
	 */
	public String query(String sql) {
		try (Statement statement = this.connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	long logSize() {
		return Long.parseLong(query("SELECT size FROM pg_stat_file('" + LOG + "')"));
	}

	/** In pieces, so that the server does not hold all of it in memory. */
	ServerLog log(long from, long to) {
		StringBuilder text = new StringBuilder();
		int piece = 8 * 1024 * 1024;
		try (PreparedStatement statement = this.connection
			.prepareStatement("SELECT pg_read_binary_file('" + LOG + "', ?, ?)")) {
			for (long offset = from; offset < to; offset += piece) {
				statement.setLong(1, offset);
				statement.setLong(2, Math.min(piece, to - offset));
				try (ResultSet row = statement.executeQuery()) {
					row.next();
					text.append(new String(row.getBytes(1), StandardCharsets.ISO_8859_1));
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return ServerLog.parse(text.toString());
	}

	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		this.container.stop();
	}

}
