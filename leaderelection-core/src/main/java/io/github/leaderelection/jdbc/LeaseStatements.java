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
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.WriteCondition;

/** Performs operations on the rows of one table, each by one statement. */
final class LeaseStatements {

	/** The next term needs a higher one. */
	private static final long MAX_TOKEN = Long.MAX_VALUE - 1;

	/** A hundred years: what is longer was not meant, and overflows sums of times. */
	private static final long MAX_LEASE_MILLIS = Duration.ofDays(36_525).toMillis();

	/** An SQL state of the library's own. */
	private static final String IMPLAUSIBLE = "22L01";

	private final SqlDialect dialect;

	private final NamedSql select;

	private final NamedSql insert;

	private final NamedSql acquire;

	private final NamedSql renew;

	private final NamedSql fence;

	private final @Nullable ManyRows many;

	LeaseStatements(SqlDialect dialect, String tableName) {
		this.dialect = dialect;
		this.select = new NamedSql(dialect.select(tableName));
		this.insert = new NamedSql(dialect.insert(tableName));
		this.acquire = new NamedSql(dialect.acquire(tableName));
		this.renew = new NamedSql(dialect.renew(tableName));
		this.fence = new NamedSql(dialect.fence(tableName));
		this.many = dialect.bulk(tableName)
			.<ManyRows>map(BulkStatements::new)
			.or(() -> dialect.batch(tableName).map((sql) -> new BatchStatements(sql, this)))
			.orElse(null);
	}

	SqlDialect dialect() {
		return this.dialect;
	}

	/** For many rows at once, where the database can. */
	@Nullable ManyRows many() {
		return this.many;
	}

	/**
	 * Performs an operation.
	 * @param timeout how long the statement may take, in seconds
	 * @param lockWait how long it may wait for a row
	 */
	LockReply perform(Connection connection, String electionName, LockOperation operation, int timeout,
			Duration lockWait) throws SQLException {
		Map<String, @Nullable Object> parameters = parameters(electionName, operation, lockWait);
		if (operation instanceof LockOperation.Create) {
			return LockReply.ofWrite(insert(connection, parameters, timeout));
		}
		if (operation instanceof LockOperation.Update update) {
			return LockReply.ofWrite(staysInTerm(update) && write(connection, write(operation), parameters, timeout));
		}
		return new LockReply.Read(select(connection, parameters, timeout));
	}

	/** The statement that writes; takes the {@link #parameters} of the operation. */
	NamedSql write(LockOperation operation) {
		return switch (CallKind.of(operation)) {
			case CREATE -> this.insert;
			case ACQUIRE -> this.acquire;
			case RENEW, RELEASE -> this.renew;
			case GET -> throw new IllegalArgumentException("A read writes nothing");
		};
	}

	static Map<String, @Nullable Object> parameters(String electionName, LockOperation operation, Duration lockWait) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("name", electionName);
		parameters.put("wait", lockWait.toMillis());
		if (operation instanceof LockOperation.Create create) {
			putRecord(parameters, create.record());
		}
		if (operation instanceof LockOperation.Update update) {
			putRecord(parameters, update.record());
			if (update.condition() instanceof WriteCondition.AtVersion atVersion) {
				parameters.put("version", atVersion.version());
			}
			else if (update.condition() instanceof WriteCondition.HeldBy heldBy) {
				parameters.put("identity", heldBy.identity());
			}
		}
		return parameters;
	}

	private boolean insert(Connection connection, Map<String, @Nullable Object> parameters, int timeout)
			throws SQLException {
		try {
			return write(connection, this.insert, parameters, timeout);
		}
		catch (SQLException ex) {
			if (this.dialect.isDuplicate(ex)) {
				return false;
			}
			throw ex;
		}
	}

	/** Whoever names no version can renew and release, but begin no term. */
	static boolean staysInTerm(LockOperation.Update update) {
		LeaderElectionRecord record = update.record();
		return !(update.condition() instanceof WriteCondition.HeldBy heldBy)
				|| (record.fencingToken() == heldBy.fencingToken()
						&& (!record.isHeld() || record.holderIdentity().equals(heldBy.identity())));
	}

	private static void putRecord(Map<String, @Nullable Object> parameters, LeaderElectionRecord record) {
		parameters.put("holder", holder(record));
		parameters.put("token", record.fencingToken());
		parameters.put("lease", record.leaseDuration().toMillis());
	}

	/** What is written for the holder. */
	static @Nullable String holder(LeaderElectionRecord record) {
		return record.isHeld() ? Identifiers.checkIdentity(record.holderIdentity()) : null;
	}

	private static boolean write(Connection connection, NamedSql sql, Map<String, @Nullable Object> parameters,
			int timeout) throws SQLException {
		try (PreparedStatement statement = sql.prepare(connection, parameters, timeout)) {
			if (!statement.execute()) {
				return statement.getUpdateCount() == 1;
			}
			// What was written yields a row where the statement tells others of it too.
			try (ResultSet written = statement.getResultSet()) {
				return written.next();
			}
		}
	}

	private Optional<LockSnapshot> select(Connection connection, Map<String, @Nullable Object> parameters, int timeout)
			throws SQLException {
		try (PreparedStatement statement = this.select.prepare(connection, parameters, timeout);
				ResultSet resultSet = statement.executeQuery()) {
			return resultSet.next() ? Optional.of(snapshot(resultSet, 0)) : Optional.empty();
		}
	}

	/**
	 * Reads a row in the transaction of a caller, and locks it.
	 * @param timeout how long a statement may take, in seconds; 0 for no bound
	 */
	Optional<FencedRow> fence(Connection connection, String electionName, int timeout) throws SQLException {
		NamedSql sql = isReadOnly(connection, timeout) ? this.select : this.fence;
		try (PreparedStatement statement = sql.prepare(connection, Map.of("name", electionName), timeout);
				ResultSet resultSet = statement.executeQuery()) {
			if (!resultSet.next()) {
				return Optional.empty();
			}
			String holder = resultSet.getString(1);
			return Optional.of(new FencedRow((holder != null) ? holder : "", resultSet.getLong(2)));
		}
	}

	/** A connection can be marked without the server minding, so the server is asked. */
	private boolean isReadOnly(Connection connection, int timeout) throws SQLException {
		Optional<String> question = this.dialect.readOnlyTransaction();
		if (question.isEmpty() || !connection.isReadOnly()) {
			return false;
		}
		try (PreparedStatement statement = connection.prepareStatement(question.get())) {
			statement.setQueryTimeout(timeout);
			try (ResultSet resultSet = statement.executeQuery()) {
				return resultSet.next() && resultSet.getBoolean(1);
			}
		}
	}

	/**
	 * Reads a row.
	 * @param before how many columns go before those of {@link SqlDialect#select}
	 */
	static LockSnapshot snapshot(ResultSet resultSet, int before) throws SQLException {
		String holder = resultSet.getString(before + 1);
		long token = resultSet.getLong(before + 2);
		long leaseMillis = resultSet.getLong(before + 4);
		checkRange("fencing_token", token, MAX_TOKEN,
				"Set it to a number higher than that of every term there has been");
		checkRange("lease_duration_ms", leaseMillis, MAX_LEASE_MILLIS,
				"Set it to the longest lease duration of the candidates, in milliseconds");
		LeaderElectionRecord record = new LeaderElectionRecord((holder != null) ? holder : "", token,
				Duration.ofMillis(leaseMillis), instant(resultSet.getLong(before + 5)),
				instant(resultSet.getLong(before + 6)));
		return new LockSnapshot(record, resultSet.getLong(before + 3),
				Duration.of(resultSet.getLong(before + 7), ChronoUnit.MICROS));
	}

	/**
	 * Reads a row.
	 * @return {@code null} where it cannot be used; a read of its own tells why
	 */
	static @Nullable LockSnapshot usableSnapshot(ResultSet resultSet, int before) throws SQLException {
		try {
			return snapshot(resultSet, before);
		}
		catch (SQLException ex) {
			if (isImplausible(ex)) {
				return null;
			}
			throw ex;
		}
	}

	private static void checkRange(String column, long value, long max, String advice) throws SQLDataException {
		if (value < 1 || value > max) {
			throw new SQLDataException("the row has " + column + " = " + value
					+ ", which no candidate writes: it must be" + " from 1 to " + max + ". " + advice, IMPLAUSIBLE);
		}
	}

	/** Whether a row was read that cannot be used. */
	static boolean isImplausible(SQLException failure) {
		return IMPLAUSIBLE.equals(failure.getSQLState());
	}

	private static Instant instant(long micros) {
		return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
	}

}
