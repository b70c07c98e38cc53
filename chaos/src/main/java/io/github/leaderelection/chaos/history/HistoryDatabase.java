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

package io.github.leaderelection.chaos.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.github.leaderelection.chaos.settings.ChaosDatabase;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialects;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The database of a run, as the driver of the run sees it: directly, through no proxy.
 */
public final class HistoryDatabase {

	/** So that a database that is frozen does not freeze the driver. */
	private static final String BOUNDS = "?connectTimeout=1&socketTimeout=1";

	private final DataSource dataSource;

	private final JdbcClient jdbc;

	private final JdbcClient bounded;

	/**
	 * Uses a database.
	 * @param database an empty one
	 */
	public HistoryDatabase(ChaosDatabase database) {
		this.dataSource = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
		this.jdbc = JdbcClient.create(this.dataSource);
		this.bounded = JdbcClient
			.create(new DriverManagerDataSource(database.jdbcUrl() + BOUNDS, database.username(), database.password()));
	}

	/** Creates the table of the leases, the ledger, and what records them. */
	public void create() {
		try (InputStream script = HistoryDatabase.class.getResourceAsStream("history.sql")) {
			if (script == null) {
				throw new IllegalStateException("There is no history.sql on the class path");
			}
			LeaderElectionSchema.create(this.dataSource, SqlDialects.forPlatform("postgresql"),
					LeaderElectionSchema.DEFAULT_TABLE_NAME);
			try (Connection connection = this.dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Who holds the lease.
	 * @return the identity; empty where nobody does, or the database does not answer
	 */
	public Optional<String> holder() {
		try {
			return this.bounded.sql("SELECT holder_identity FROM leader_election WHERE holder_identity IS NOT NULL")
				.query(String.class)
				.optional();
		}
		catch (DataAccessException ex) {
			return Optional.empty();
		}
	}

	/**
	 * What was committed.
	 * @return all of it, in the order of the commits
	 */
	public List<HistoryEvent> read() {
		return this.jdbc.sql("SELECT * FROM history ORDER BY number")
			.query((row, index) -> new HistoryEvent(row.getLong("number"),
					HistoryEvent.Kind.valueOf(row.getString("event")), row.getLong("fencing_token"),
					row.getString("identity"), row.getString("row_key"),
					row.getObject("at", OffsetDateTime.class).toInstant(), leaseEnd(row)))
			.list();
	}

	private static @Nullable Instant leaseEnd(ResultSet row) throws SQLException {
		OffsetDateTime end = row.getObject("lease_end", OffsetDateTime.class);
		return (end != null) ? end.toInstant() : null;
	}

	/**
	 * The server's version.
	 * @return as it tells it
	 */
	public String version() {
		return this.jdbc.sql("SHOW server_version").query(String.class).single();
	}

}
