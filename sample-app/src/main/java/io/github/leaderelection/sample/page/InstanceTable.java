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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where the instances tell each other that they are there. */
@Repository
@ReopeningFile
class InstanceTable {

	private final JdbcClient jdbc;

	InstanceTable(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void seen(String identity, String election, String url, String state) {
		int updated = this.jdbc
			.sql("UPDATE sample_instance SET base_url = :url, state = :state, seen_at = CURRENT_TIMESTAMP"
					+ " WHERE identity = :identity AND election_name = :election")
			.param("identity", identity)
			.param("election", election)
			.param("url", url)
			.param("state", state)
			.update();
		if (updated == 0) {
			this.jdbc
				.sql("INSERT INTO sample_instance (identity, election_name, base_url, state)"
						+ " VALUES (:identity, :election, :url, :state)")
				.param("identity", identity)
				.param("election", election)
				.param("url", url)
				.param("state", state)
				.update();
		}
	}

	void remove(String identity) {
		this.jdbc.sql("DELETE FROM sample_instance WHERE identity = :identity").param("identity", identity).update();
	}

	/** Forgets those that could not say goodbye. */
	void removeSilent() {
		this.jdbc.sql("DELETE FROM sample_instance WHERE seen_at < CURRENT_TIMESTAMP - INTERVAL '1' MINUTE").update();
	}

	Optional<String> url(String identity, String election) {
		return this.jdbc
			.sql("SELECT base_url FROM sample_instance WHERE identity = :identity AND election_name = :election")
			.param("identity", identity)
			.param("election", election)
			.query(String.class)
			.optional();
	}

	List<PageState.Instance> all(String election) {
		return this.jdbc
			.sql("SELECT identity, base_url, state, seen_at, CURRENT_TIMESTAMP AS read_at FROM sample_instance"
					+ " WHERE election_name = :election ORDER BY identity")
			.param("election", election)
			.query((row, number) -> new PageState.Instance(row.getString("identity"), row.getString("base_url"),
					row.getString("state"),
					Duration
						.between(row.getObject("seen_at", OffsetDateTime.class),
								row.getObject("read_at", OffsetDateTime.class))
						.toMillis()))
			.list();
	}

}
