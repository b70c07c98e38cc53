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

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * H2, in memory, in a file or as a server, in each of its compatibility modes. Calls go
 * one by one: within the process a round trip costs nothing.
 */
final class H2Dialect implements SqlDialect {

	private static final int LOCK_TIMEOUT = 50200;

	private static final int CONCURRENT_UPDATE = 90131;

	private static final int NO_RIGHT = 90096;

	private static final int READ_ONLY = 90097;

	private static final String SELECT = """
			SELECT holder_identity, fencing_token, version, lease_duration_ms,
				CAST(EXTRACT(EPOCH FROM acquired_at) * 1000000 AS BIGINT),
				CAST(EXTRACT(EPOCH FROM renewed_at) * 1000000 AS BIGINT),
				GREATEST(0, CAST((EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) - EXTRACT(EPOCH FROM renewed_at)) * 1000000
					AS BIGINT))
			FROM %s WHERE election_name = :name""";

	private static final String INSERT = """
			INSERT INTO %1$s (election_name, holder_identity, fencing_token, version, lease_duration_ms,
				acquired_at, renewed_at)
			SELECT CAST(:name AS VARCHAR(128)), CAST(:holder AS VARCHAR(255)), CAST(:token AS BIGINT), 1,
				CAST(:lease AS BIGINT), CURRENT_TIMESTAMP, CURRENT_TIMESTAMP
			WHERE NOT EXISTS (SELECT 1 FROM %1$s WHERE election_name = :name)""";

	private static final String ACQUIRE = """
			UPDATE %s SET acquired_at = CASE WHEN fencing_token = :token THEN acquired_at ELSE CURRENT_TIMESTAMP END,
				holder_identity = :holder, fencing_token = :token, version = version + 1, lease_duration_ms = :lease,
				renewed_at = CURRENT_TIMESTAMP
			WHERE election_name = :name AND version = :version AND fencing_token <= :token""";

	private static final String RENEW = """
			UPDATE %s SET holder_identity = :holder, version = version + 1, lease_duration_ms = :lease,
				renewed_at = CURRENT_TIMESTAMP
			WHERE election_name = :name AND holder_identity = :identity AND fencing_token = :token""";

	/** It has no shared lock for rows. */
	private static final String FENCE = """
			SELECT holder_identity, fencing_token FROM %s WHERE election_name = :name FOR UPDATE""";

	/**
	 * The database may fold names up, down, or not at all; its own are in capitals then.
	 */
	private static final String TABLE_EXISTS = """
			SELECT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES
				WHERE TABLE_SCHEMA IN (%s) AND TABLE_NAME IN (%s))""";

	@Override
	public String platform() {
		return "h2";
	}

	@Override
	public String select(String table) {
		return SELECT.formatted(table);
	}

	@Override
	public String insert(String table) {
		return INSERT.formatted(table);
	}

	@Override
	public String acquire(String table) {
		return ACQUIRE.formatted(table);
	}

	@Override
	public String renew(String table) {
		return RENEW.formatted(table);
	}

	@Override
	public String fence(String table) {
		return FENCE.formatted(table);
	}

	@Override
	public String tableExists(String table) {
		int dot = table.indexOf('.');
		String schema = (dot < 0) ? "CURRENT_SCHEMA" : foldings(table.substring(0, dot));
		return TABLE_EXISTS.formatted(schema, foldings(table.substring(dot + 1)));
	}

	private static String foldings(String name) {
		return "'%s', '%s', '%s'".formatted(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
	}

	@Override
	public List<String> sessionSettings(Duration bound) {
		return List.of("SET LOCK_TIMEOUT " + bound.toMillis());
	}

	/** It ignores network timeouts, and a query timeout does not end a wait for a row. */
	@Override
	public boolean boundsEachCall() {
		return true;
	}

	/** 42S03 and 42S04: not found, with similar names, or in an empty database. */
	@Override
	public boolean isTableMissing(SQLException failure) {
		String state = failure.getSQLState();
		return "42S02".equals(state) || "42S03".equals(state) || "42S04".equals(state);
	}

	@Override
	public boolean isTableInvalid(SQLException failure) {
		return failure.getErrorCode() == NO_RIGHT || SqlDialect.super.isTableInvalid(failure);
	}

	@Override
	public boolean isReadOnly(SQLException failure) {
		return failure.getErrorCode() == READ_ONLY;
	}

	@Override
	public boolean isLocked(SQLException failure) {
		return failure.getErrorCode() == LOCK_TIMEOUT || failure.getErrorCode() == CONCURRENT_UPDATE;
	}

	/** Two inserts at once pass the WHERE NOT EXISTS; one of them fails. */
	@Override
	public boolean isDuplicate(SQLException failure) {
		return "23505".equals(failure.getSQLState());
	}

}
