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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server with tables for all candidates, and its log. For one thread. */
public final class BenchmarkDatabase implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final int LOG_PIECE = 8 * 1024 * 1024;

	private final PostgresServer server;

	private final Connection connection;

	private BenchmarkDatabase(PostgresServer server) {
		this.server = server;
		this.connection = connect();
	}

	static BenchmarkDatabase start(Path directory) {
		PostgresServer server = PostgresServer.start(directory);
		Runtime.getRuntime().addShutdownHook(new Thread(server.stop()));
		BenchmarkDatabase database = new BenchmarkDatabase(server);
		database.execute(resource("/io/github/leaderelection/jdbc/schema-postgresql.sql"));
		database.execute(resource("/org/springframework/integration/jdbc/schema-postgresql.sql"));
		database.execute("""
				CREATE TABLE shedlock (name VARCHAR(64) NOT NULL PRIMARY KEY, lock_until TIMESTAMP NOT NULL,
					locked_at TIMESTAMP NOT NULL, locked_by VARCHAR(255) NOT NULL)""");
		return database;
	}

	/** The server is ready when it answers. */
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
	 * What the server is.
	 * @return its version, what it runs in, and whether it syncs
	 */
	public String describe() {
		return "PostgreSQL " + query("SHOW server_version") + " " + this.server.description() + " (`fsync` "
				+ query("SHOW fsync") + ", `synchronous_commit` " + query("SHOW synchronous_commit") + ")";
	}

	/**
	 * Where it listens.
	 * @return a port of this machine
	 */
	public int port() {
		return this.server.port();
	}

	/**
	 * Where the database is.
	 * @param client what its log calls the client
	 * @return a URL
	 */
	public String url(String client) {
		return url(client, this.server.host(), port());
	}

	String urlThrough(String client, int proxyPort) {
		return url(client, "127.0.0.1", proxyPort);
	}

	/** The log calls a client by the name of its application. */
	private static String url(String client, String host, int port) {
		return "jdbc:postgresql://" + host + ":" + port + "/" + PostgresServer.DATABASE + "?ApplicationName=" + client;
	}

	/**
	 * The administrator.
	 * @return the name
	 */
	public String username() {
		return this.server.username();
	}

	/**
	 * The administrator's password.
	 * @return the password
	 */
	public String password() {
		return this.server.password();
	}

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
		return Long.parseLong(query("SELECT size FROM pg_stat_file('" + PostgresServer.LOG + "')"));
	}

	/** In pieces, so that the server does not hold all of it in memory. */
	ServerLog log(long from, long to) {
		StringBuilder text = new StringBuilder();
		try (PreparedStatement statement = this.connection
			.prepareStatement("SELECT pg_read_binary_file('" + PostgresServer.LOG + "', ?, ?)")) {
			for (long offset = from; offset < to; offset += LOG_PIECE) {
				statement.setLong(1, offset);
				statement.setLong(2, Math.min(LOG_PIECE, to - offset));
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
		this.server.stop().run();
	}

}
