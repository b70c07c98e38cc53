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

package io.github.leaderelection.benchmarks.kubernetes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * The lease of an election as a row of this library's table; its version is what the
 * resource version is to client-go. A call ends when its time is over, as one with a Go
 * context does, whatever becomes of its connection.
 */
final class LeaseLock {

	private static final String SELECT = """
			SELECT holder_identity, lease_duration_ms, acquired_at, renewed_at, fencing_token, version
			FROM leader_election WHERE election_name = ?""";

	private static final String INSERT = """
			INSERT INTO leader_election
				(holder_identity, lease_duration_ms, acquired_at, renewed_at, fencing_token, election_name, version)
			VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING""";

	private static final String UPDATE = """
			UPDATE leader_election SET holder_identity = ?, lease_duration_ms = ?, acquired_at = ?, renewed_at = ?,
				fencing_token = ?, version = version + 1
			WHERE election_name = ? AND version = ?""";

	private final DataSource dataSource;

	private final ExecutorService calls;

	private final String election;

	private final String identity;

	private long version;

	LeaseLock(DataSource dataSource, ExecutorService calls, String election, String identity) {
		this.dataSource = dataSource;
		this.calls = calls;
		this.election = election;
		this.identity = identity;
	}

	String identity() {
		return this.identity;
	}

	/** Reads it, and remembers the version for the next update. */
	Optional<LeaseRecord> get(Duration timeout) throws SQLException {
		return bounded(timeout, () -> {
			try (Connection connection = this.dataSource.getConnection();
					PreparedStatement statement = connection.prepareStatement(SELECT)) {
				statement.setString(1, this.election);
				try (ResultSet row = statement.executeQuery()) {
					return row.next() ? Optional.of(record(row)) : Optional.empty();
				}
			}
		});
	}

	private LeaseRecord record(ResultSet row) throws SQLException {
		this.version = row.getLong("version");
		String holder = row.getString("holder_identity");
		return new LeaseRecord((holder != null) ? holder : "", Duration.ofMillis(row.getLong("lease_duration_ms")),
				row.getTimestamp("acquired_at").toInstant(), row.getTimestamp("renewed_at").toInstant(),
				row.getLong("fencing_token") - 1);
	}

	boolean create(LeaseRecord record, Duration timeout) throws SQLException {
		boolean created = bounded(timeout, () -> write(INSERT, record, null));
		if (created) {
			this.version = 1;
		}
		return created;
	}

	/** Writes it where it is as it was read or written last. */
	boolean update(LeaseRecord record, Duration timeout) throws SQLException {
		long expected = this.version;
		boolean updated = bounded(timeout, () -> write(UPDATE, record, expected));
		if (updated) {
			this.version = expected + 1;
		}
		return updated;
	}

	private boolean write(String sql, LeaseRecord record, @Nullable Long expected) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, record.holder().isEmpty() ? null : record.holder());
			statement.setLong(2, record.leaseDuration().toMillis());
			statement.setTimestamp(3, timestamp(record.acquireTime()));
			statement.setTimestamp(4, timestamp(record.renewTime()));
			statement.setLong(5, record.transitions() + 1);
			statement.setString(6, this.election);
			if (expected != null) {
				statement.setLong(7, expected);
			}
			return statement.executeUpdate() == 1;
		}
	}

	private static Timestamp timestamp(Instant instant) {
		return Timestamp.from(instant);
	}

	private <T> T bounded(Duration timeout, Callable<T> call) throws SQLException {
		Future<T> future = this.calls.submit(call);
		try {
			return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			future.cancel(true);
			throw new SQLException("No answer within " + timeout, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("Interrupted", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof SQLException failure) ? failure : new SQLException(ex.getCause());
		}
	}

}
