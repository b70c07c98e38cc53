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

package io.github.leaderelection.sample.page;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of the library, read as anybody may. */
@Repository
@ReopeningFile
class LeaseTable {

	private final JdbcClient jdbc;

	private final String query;

	LeaseTable(JdbcClient jdbc, @Value("${leaderelection.jdbc.table-name:leader_election}") String table) {
		this.jdbc = jdbc;
		// The starter has refused names that are none.
		this.query = "SELECT holder_identity, fencing_token, lease_duration_ms, acquired_at, renewed_at,"
				+ " CURRENT_TIMESTAMP AS read_at FROM " + table + " WHERE election_name = :election";
	}

	Instant now() {
		return this.jdbc.sql("SELECT CURRENT_TIMESTAMP").query(OffsetDateTime.class).single().toInstant();
	}

	Optional<Lease> find(String election) {
		return this.jdbc.sql(this.query)
			.param("election", election)
			.query((row, number) -> new Lease(row.getString("holder_identity"), row.getLong("fencing_token"),
					row.getLong("lease_duration_ms"), row.getObject("acquired_at", OffsetDateTime.class).toInstant(),
					row.getObject("renewed_at", OffsetDateTime.class).toInstant(),
					row.getObject("read_at", OffsetDateTime.class).toInstant()))
			.optional();
	}

	/**
	 * A row.
	 *
	 * @param holder who leads, or {@code null} where nobody does
	 * @param token the newest term
	 * @param durationMs how long it lasts without a renewal
	 * @param acquiredAt when the term began
	 * @param renewedAt when it was renewed last
	 * @param readAt when the row was read
	 */
	record Lease(@Nullable String holder, long token, long durationMs, Instant acquiredAt, Instant renewedAt,
			Instant readAt) {

		/** A lease that has run out still names its holder; nobody leads then. */
		@Nullable String leader() {
			return (leftMs() > 0) ? this.holder : null;
		}

		long leftMs() {
			if (this.holder == null) {
				return 0;
			}
			return Math.max(0, this.durationMs - Duration.between(this.renewedAt, this.readAt).toMillis());
		}

	}

}
