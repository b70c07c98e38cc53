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

	private final SqlDialect dialect;

	private final NamedSql select;

	private final NamedSql insert;

	private final NamedSql acquire;

	private final NamedSql renew;

	LeaseStatements(SqlDialect dialect, String tableName) {
		this.dialect = dialect;
		this.select = new NamedSql(dialect.select(tableName));
		this.insert = new NamedSql(dialect.insert(tableName));
		this.acquire = new NamedSql(dialect.acquire(tableName));
		this.renew = new NamedSql(dialect.renew(tableName));
	}

	SqlDialect dialect() {
		return this.dialect;
	}

	/**
	 * Performs an operation.
	 * @param timeout how long the statement may take, in seconds
	 */
	LockReply perform(Connection connection, String electionName, LockOperation operation, int timeout)
			throws SQLException {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("name", electionName);
		if (operation instanceof LockOperation.Create create) {
			putRecord(parameters, create.record());
			return LockReply.ofWrite(insert(connection, parameters, timeout));
		}
		if (operation instanceof LockOperation.Update update) {
			putRecord(parameters, update.record());
			return LockReply.ofWrite(update(connection, parameters, update, timeout));
		}
		return new LockReply.Read(select(connection, parameters, timeout));
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

	private boolean update(Connection connection, Map<String, @Nullable Object> parameters, LockOperation.Update update,
			int timeout) throws SQLException {
		if (update.condition() instanceof WriteCondition.AtVersion atVersion) {
			parameters.put("version", atVersion.version());
			return write(connection, this.acquire, parameters, timeout);
		}
		WriteCondition.HeldBy heldBy = (WriteCondition.HeldBy) update.condition();
		parameters.put("identity", heldBy.identity());
		return staysInTerm(update.record(), heldBy) && write(connection, this.renew, parameters, timeout);
	}

	/** Whoever names no version can renew and release, but begin no term. */
	private static boolean staysInTerm(LeaderElectionRecord record, WriteCondition.HeldBy heldBy) {
		return record.fencingToken() == heldBy.fencingToken()
				&& (!record.isHeld() || record.holderIdentity().equals(heldBy.identity()));
	}

	private static void putRecord(Map<String, @Nullable Object> parameters, LeaderElectionRecord record) {
		parameters.put("holder", record.isHeld() ? Identifiers.checkIdentity(record.holderIdentity()) : null);
		parameters.put("token", record.fencingToken());
		parameters.put("lease", record.leaseDuration().toMillis());
	}

	private static boolean write(Connection connection, NamedSql sql, Map<String, @Nullable Object> parameters,
			int timeout) throws SQLException {
		try (PreparedStatement statement = sql.prepare(connection, parameters, timeout)) {
			return statement.executeUpdate() == 1;
		}
	}

	private Optional<LockSnapshot> select(Connection connection, Map<String, @Nullable Object> parameters, int timeout)
			throws SQLException {
		try (PreparedStatement statement = this.select.prepare(connection, parameters, timeout);
				ResultSet resultSet = statement.executeQuery()) {
			return resultSet.next() ? Optional.of(snapshot(resultSet)) : Optional.empty();
		}
	}

	private static LockSnapshot snapshot(ResultSet resultSet) throws SQLException {
		String holder = resultSet.getString(1);
		LeaderElectionRecord record = new LeaderElectionRecord((holder != null) ? holder : "", resultSet.getLong(2),
				Duration.ofMillis(resultSet.getLong(4)), instant(resultSet.getLong(5)), instant(resultSet.getLong(6)));
		return new LockSnapshot(record, resultSet.getLong(3), Duration.of(resultSet.getLong(7), ChronoUnit.MICROS));
	}

	private static Instant instant(long micros) {
		return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
	}

}
