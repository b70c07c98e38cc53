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

/**
 * PostgreSQL's statements for many rows: arrays in, rows out. A row that is locked is
 * skipped, so nothing waits, and two processes that lock the same rows cannot deadlock.
 */
final class PostgreSqlBulk {

	private static final String SELECT = """
			SELECT election_name, holder_identity, fencing_token, version, lease_duration_ms,
				(EXTRACT(EPOCH FROM acquired_at) * 1000000)::bigint,
				(EXTRACT(EPOCH FROM renewed_at) * 1000000)::bigint,
				GREATEST(0, (EXTRACT(EPOCH FROM clock_timestamp() - renewed_at) * 1000000)::bigint)
			FROM %s WHERE election_name = ANY (:names)""";

	/** Waits for nobody but others that insert the same row, and not for long. */
	private static final String INSERT = """
			INSERT INTO %1$s (election_name, holder_identity, fencing_token, version, lease_duration_ms,
				acquired_at, renewed_at)
			SELECT asked.name, asked.holder, asked.token, 1, asked.lease, statement_timestamp(), statement_timestamp()
			FROM (SELECT set_config('lock_timeout', CAST(:wait AS text), true) OFFSET 0) AS bound,
				unnest(:names, :holders, :tokens, :leases) AS asked (name, holder, token, lease)
			ORDER BY asked.name
			ON CONFLICT (election_name) DO NOTHING RETURNING election_name%2$s""";

	private static final String ACQUIRE = """
			WITH free AS (
				SELECT asked.* FROM unnest(:names, :versions, :holders, :tokens, :leases)
					AS asked (name, version, holder, token, lease)
				JOIN %1$s AS held ON held.election_name = asked.name
					AND held.version = asked.version AND held.fencing_token <= asked.token
				ORDER BY asked.name FOR UPDATE OF held SKIP LOCKED)
			UPDATE %1$s AS held SET holder_identity = free.holder, fencing_token = free.token,
				version = held.version + 1, lease_duration_ms = free.lease, renewed_at = statement_timestamp(),
				acquired_at = CASE WHEN held.fencing_token = free.token THEN held.acquired_at
					ELSE statement_timestamp() END
			FROM free WHERE held.election_name = free.name AND held.version = free.version
				AND held.fencing_token <= free.token
			RETURNING held.election_name%2$s""";

	private static final String ACQUIRABLE = """
			SELECT held.election_name FROM unnest(:names, :versions, :tokens) AS asked (name, version, token)
			JOIN %1$s AS held ON held.election_name = asked.name
				AND held.version = asked.version AND held.fencing_token <= asked.token""";

	private static final String RENEW = """
			WITH free AS (
				SELECT asked.* FROM unnest(:names, :identities, :holders, :tokens, :leases)
					AS asked (name, identity, holder, token, lease)
				JOIN %1$s AS held ON held.election_name = asked.name
					AND held.holder_identity = asked.identity AND held.fencing_token = asked.token
				ORDER BY asked.name FOR NO KEY UPDATE OF held SKIP LOCKED)
			UPDATE %1$s AS held SET holder_identity = free.holder, version = held.version + 1,
				lease_duration_ms = free.lease, renewed_at = statement_timestamp()
			FROM free WHERE held.election_name = free.name AND held.holder_identity = free.identity
				AND held.fencing_token = free.token
			RETURNING held.election_name%2$s""";

	private static final String RENEWABLE = """
			SELECT held.election_name FROM unnest(:names, :identities, :tokens) AS asked (name, identity, token)
			JOIN %1$s AS held ON held.election_name = asked.name
				AND held.holder_identity = asked.identity AND held.fencing_token = asked.token""";

	private PostgreSqlBulk() {
	}

	/**
	 * The statements for a table.
	 * @param notifying whether others are told of what has been acquired or released
	 */
	static BulkSql of(String table, boolean notifying) {
		String inserted = notifying ? ", " + PostgreSqlNotify.each(table, "") : "";
		String acquired = notifying ? ", " + PostgreSqlNotify.each(table, "held.") : "";
		String released = notifying ? ", " + PostgreSqlNotify.releases(table, "held.") : "";
		return new BulkSql(SELECT.formatted(table), INSERT.formatted(table, inserted),
				ACQUIRE.formatted(table, acquired), ACQUIRABLE.formatted(table), RENEW.formatted(table, released),
				RENEWABLE.formatted(table));
	}

}
