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
import java.util.Optional;

/**
 * PostgreSQL. Times are those at which the statement arrived, so they are never earlier
 * than the moment it was sent, however long it then waited for a row.
 */
final class PostgreSqlDialect implements SqlDialect {

	/**
	 * Bounds the wait for the row within the statement that waits: no round trip of its
	 * own, and nothing is left behind in a connection of a pool.
	 */
	private static final String LOCK_WAIT = "set_config('lock_timeout', CAST(:wait AS text), true) IS NOT NULL";

	private static final String SELECT = """
			SELECT holder_identity, fencing_token, version, lease_duration_ms,
				(EXTRACT(EPOCH FROM acquired_at) * 1000000)::bigint,
				(EXTRACT(EPOCH FROM renewed_at) * 1000000)::bigint,
				GREATEST(0, (EXTRACT(EPOCH FROM clock_timestamp() - renewed_at) * 1000000)::bigint)
			FROM %s WHERE election_name = :name""";

	private static final String INSERT = """
			INSERT INTO %1$s (election_name, holder_identity, fencing_token, version, lease_duration_ms,
				acquired_at, renewed_at)
			SELECT :name, :holder, :token, 1, :lease, statement_timestamp(), statement_timestamp()
			WHERE %2$s
			ON CONFLICT (election_name) DO NOTHING %3$s""";

	/** FOR UPDATE waits for fences (FOR KEY SHARE); a plain update would not. */
	private static final String ACQUIRE = """
			WITH free AS (
				SELECT election_name FROM %1$s
				WHERE election_name = :name AND version = :version AND fencing_token <= :token AND %2$s
				FOR UPDATE)
			UPDATE %1$s AS lease SET holder_identity = :holder, fencing_token = :token, version = lease.version + 1,
				lease_duration_ms = :lease, renewed_at = statement_timestamp(),
				acquired_at = CASE WHEN lease.fencing_token = :token THEN lease.acquired_at ELSE statement_timestamp() END
			FROM free WHERE lease.election_name = free.election_name %3$s""";

	/** An update outside every key (FOR NO KEY UPDATE) passes by fences. */
	private static final String RENEW = """
			UPDATE %1$s SET holder_identity = :holder, version = version + 1, lease_duration_ms = :lease,
				renewed_at = statement_timestamp()
			WHERE election_name = :name AND holder_identity = :identity AND fencing_token = :token AND %2$s %3$s""";

	/**
	 * The weakest lock: it conflicts with FOR UPDATE and with no update. As it holds
	 * takeovers up, the server ends a transaction whose client, frozen or cut off, is
	 * silent for a lease between this and its commit (the setting is an int). A shorter
	 * limit stays.
	 */
	private static final String FENCE = """
			SELECT holder_identity, fencing_token,
				CASE WHEN current_setting('idle_in_transaction_session_timeout')::interval
					BETWEEN INTERVAL '1 microsecond' AND lease_duration_ms * INTERVAL '1 millisecond' THEN NULL
				ELSE set_config('idle_in_transaction_session_timeout',
					LEAST(lease_duration_ms, 2147483647)::text, true) END
			FROM %s WHERE election_name = :name FOR KEY SHARE""";

	/**
	 * An advisory lock. The system identifier would not do: a copy of the files has it
	 * too, and not every role may read it.
	 */
	private static final MarkSql MARK = new MarkSql("SELECT pg_try_advisory_lock(:mark)", """
			SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
				AND ((classid::bigint << 32) | objid::bigint) = :mark
				AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))""",
			"SELECT pg_advisory_unlock(:mark)");

	/**
	 * In one round trip. A term that the server forgets in a crash could be given to two
	 * candidates, so a session that does not wait for its commits is made to. A plan for
	 * a handful of rows must not be kept for thousands.
	 */
	private static final String SETTINGS = """
			SELECT set_config('statement_timeout', '%1$s', false), set_config('lock_timeout', '%1$s', false),
				set_config('plan_cache_mode', 'force_custom_plan', false),
				set_config('synchronous_commit', CASE current_setting('synchronous_commit')
					WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)""";

	/**
	 * CREATE TABLE IF NOT EXISTS alone can fail where two sessions run it at once. The
	 * number is any that others are unlikely to use ("leaderel" in ASCII).
	 */
	private static final String CREATE_ONCE = """
			DO $leaderelection$ BEGIN
			PERFORM pg_advisory_xact_lock(7810756212570613100);
			%s
			END $leaderelection$""";

	private final boolean notifying;

	PostgreSqlDialect() {
		this(true);
	}

	private PostgreSqlDialect(boolean notifying) {
		this.notifying = notifying;
	}

	@Override
	public String platform() {
		return "postgresql";
	}

	@Override
	public String select(String table) {
		return SELECT.formatted(table);
	}

	@Override
	public String insert(String table) {
		return INSERT.formatted(table, LOCK_WAIT, notify(table, ""));
	}

	@Override
	public String acquire(String table) {
		return ACQUIRE.formatted(table, LOCK_WAIT, notify(table, "lease."));
	}

	@Override
	public String renew(String table) {
		return RENEW.formatted(table, LOCK_WAIT, notifyOfRelease(table));
	}

	@Override
	public String fence(String table) {
		return FENCE.formatted(table);
	}

	@Override
	public Optional<BulkSql> bulk(String table) {
		return Optional.of(PostgreSqlBulk.of(table, this.notifying));
	}

	@Override
	public Optional<String> notificationChannel(String table) {
		return this.notifying ? Optional.of(PostgreSqlNotify.channel(table)) : Optional.empty();
	}

	@Override
	public SqlDialect withoutNotifications() {
		return new PostgreSqlDialect(false);
	}

	private String notify(String table, String prefix) {
		return this.notifying ? PostgreSqlNotify.ofEach(table, prefix) : "";
	}

	private String notifyOfRelease(String table) {
		return this.notifying ? PostgreSqlNotify.ofReleases(table, "") : "";
	}

	@Override
	public Optional<String> readOnlyTransaction() {
		return Optional.of("SELECT current_setting('transaction_read_only')::boolean");
	}

	@Override
	public Optional<MarkSql> mark() {
		return Optional.of(MARK);
	}

	@Override
	public String tableExists(String table) {
		return "SELECT to_regclass('%s') IS NOT NULL".formatted(table);
	}

	@Override
	public String createOnce(String ddl) {
		return CREATE_ONCE.formatted(ddl);
	}

	@Override
	public List<String> sessionSettings(Duration bound) {
		return List.of(SETTINGS.formatted(bound.toMillis()));
	}

	/** Prepared statements and cursors that a pooler mixes up are of the same class. */
	@Override
	public boolean isTableInvalid(SQLException failure) {
		String state = failure.getSQLState();
		return !"42P05".equals(state) && !"42P03".equals(state) && SqlDialect.super.isTableInvalid(failure);
	}

}
