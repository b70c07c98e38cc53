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

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * MariaDB. Times are kept in UTC without a zone, so that neither the session's zone nor
 * daylight saving touches them. {@code UTC_TIMESTAMP} is the time at which the statement
 * began.
 */
class MariaDbDialect implements SqlDialect {

	/**
	 * Whole seconds, from half a second on, or not at all. An expression, since a
	 * parameter alone cannot be prepared on the server.
	 */
	private static final String LOCK_WAIT = "SET STATEMENT innodb_lock_wait_timeout = (:wait + 500) DIV 1000 FOR ";

	private static final String COLUMNS = """
			holder_identity, fencing_token, version, lease_duration_ms,
				TIMESTAMPDIFF(MICROSECOND, TIMESTAMP '1970-01-01 00:00:00', acquired_at),
				TIMESTAMPDIFF(MICROSECOND, TIMESTAMP '1970-01-01 00:00:00', renewed_at),
				GREATEST(0, TIMESTAMPDIFF(MICROSECOND, renewed_at, UTC_TIMESTAMP(6)))
			""";

	private static final String SELECT = "SELECT " + COLUMNS + "FROM %s WHERE election_name = :name";

	private static final String SELECT_MANY = "SELECT election_name, " + COLUMNS
			+ "FROM %s WHERE election_name IN (:names)";

	/**
	 * All that is left to ignore is a duplicate: everything written has been validated.
	 */
	private static final String INSERT = """
			INSERT IGNORE INTO %s (election_name, holder_identity, fencing_token, version, lease_duration_ms,
				acquired_at, renewed_at)
			VALUES (:name, :holder, :token, 1, :lease, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))""";

	/**
	 * Assignments take effect from left to right: the token after what is compared with
	 * it.
	 */
	private static final String ACQUIRE = """
			UPDATE %s SET acquired_at = CASE WHEN fencing_token = :token THEN acquired_at ELSE UTC_TIMESTAMP(6) END,
				holder_identity = :holder, fencing_token = :token, version = version + 1, lease_duration_ms = :lease,
				renewed_at = UTC_TIMESTAMP(6)
			WHERE election_name = :name AND version = :version AND fencing_token <= :token""";

	private static final String RENEW = """
			UPDATE %s SET holder_identity = :holder, version = version + 1, lease_duration_ms = :lease,
				renewed_at = UTC_TIMESTAMP(6)
			WHERE election_name = :name AND holder_identity = :identity AND fencing_token = :token""";

	/**
	 * MariaDB refuses by default, from 11.6.2 on, to lock a row that is newer than the
	 * snapshot of a REPEATABLE READ; each renewal would break the fences of transactions
	 * that began before it. Other servers take the prefix for a comment.
	 */
	private static final String FENCE = """
			/*M!110602 SET STATEMENT innodb_snapshot_isolation = OFF FOR */
			SELECT holder_identity, fencing_token FROM %s WHERE election_name = :name LOCK IN SHARE MODE""";

	/** By the key, however small the table is: a scan would lock rows on its way. */
	private static final String LOCK_MANY = """
			SELECT election_name FROM %s FORCE INDEX (PRIMARY) WHERE election_name IN (:names)
			ORDER BY election_name FOR UPDATE SKIP LOCKED""";

	/**
	 * A lock of the whole server, so its name has that of the database in it.
	 * {@code @@server_uid} would not do: servers in containers often have the same.
	 */
	private static final String MARK_NAME = "SHA1(CONCAT(:mark, ' ', DATABASE()))";

	private static final MarkSql MARK = new MarkSql("SELECT GET_LOCK(%s, 0)".formatted(MARK_NAME),
			"SELECT IS_USED_LOCK(%s) IS NOT NULL".formatted(MARK_NAME), "SELECT RELEASE_LOCK(%s)".formatted(MARK_NAME));

	private static final int RECORD_CHANGED = 1020;

	private static final int LOCK_WAIT_TIMEOUT = 1205;

	/** Interrupted, by its own bound (MariaDB, MySQL) or by the driver's. */
	private static final Set<Integer> STATEMENT_TIMEOUTS = Set.of(1969, 3024, 1317);

	/** Limits of a user; MariaDB gives them the class of invalid statements. */
	private static final Set<Integer> LIMITS = Set.of(1203, 1226);

	/** By an option of the server, or of the transaction. */
	private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836);

	private static final String TABLE_EXISTS = """
			SELECT EXISTS (SELECT 1 FROM information_schema.tables
				WHERE table_schema = %s AND table_name = '%s')""";

	@Override
	public String platform() {
		return "mariadb";
	}

	@Override
	public final String select(String table) {
		return SELECT.formatted(table);
	}

	@Override
	public final String insert(String table) {
		return lockWait() + INSERT.formatted(table);
	}

	@Override
	public final String acquire(String table) {
		return lockWait() + ACQUIRE.formatted(table);
	}

	@Override
	public final String renew(String table) {
		return lockWait() + RENEW.formatted(table);
	}

	@Override
	public final String fence(String table) {
		return FENCE.formatted(table);
	}

	/** Its drivers take no arrays. */
	@Override
	public Optional<BatchSql> batch(String table) {
		return Optional.of(new BatchSql(SELECT_MANY.formatted(table), LOCK_MANY.formatted(table)));
	}

	/** What bounds the wait of a statement for a row, before the statement. */
	String lockWait() {
		return LOCK_WAIT;
	}

	@Override
	public final boolean isLocked(SQLException failure) {
		return failure.getErrorCode() == LOCK_WAIT_TIMEOUT;
	}

	@Override
	public final boolean isTimeout(SQLException failure) {
		return STATEMENT_TIMEOUTS.contains(failure.getErrorCode());
	}

	@Override
	public final boolean isTableInvalid(SQLException failure) {
		return !LIMITS.contains(failure.getErrorCode()) && SqlDialect.super.isTableInvalid(failure);
	}

	@Override
	public final boolean isReadOnly(SQLException failure) {
		return READ_ONLY.contains(failure.getErrorCode());
	}

	@Override
	public final boolean isConflict(SQLException failure) {
		return failure.getErrorCode() == RECORD_CHANGED || SqlDialect.super.isConflict(failure);
	}

	@Override
	public final Optional<MarkSql> mark() {
		return Optional.of(MARK);
	}

	@Override
	public final String tableExists(String table) {
		int dot = table.indexOf('.');
		String schema = (dot < 0) ? "DATABASE()" : "'" + table.substring(0, dot) + "'";
		return TABLE_EXISTS.formatted(schema, table.substring(dot + 1));
	}

	@Override
	public List<String> sessionSettings(Duration bound) {
		return List
			.of("SET SESSION innodb_lock_wait_timeout = %1$s, max_statement_time = %2$s, idle_transaction_timeout = %1$s"
				.formatted(wholeSeconds(bound), BigDecimal.valueOf(bound.toMillis(), 3)));
	}

	/** The server counts waits for a row in seconds, at least one. */
	static long wholeSeconds(Duration bound) {
		return Math.max(1, bound.plusMillis(999).toSeconds());
	}

}
