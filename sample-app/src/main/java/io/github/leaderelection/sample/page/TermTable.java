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

import java.time.OffsetDateTime;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The terms that the instances have told of: the library itself keeps the newest only.
 */
@Repository
@ReopeningFile
class TermTable {

	private final JdbcClient jdbc;

	TermTable(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void began(String election, long token, String instance) {
		this.jdbc.sql(
				"INSERT INTO sample_term (election_name, fencing_token, instance) VALUES (:election, :token, :instance)")
			.param("election", election)
			.param("token", token)
			.param("instance", instance)
			.update();
	}

	/** Tells that a term lasts, so that its end is known where its leader crashes. */
	void lasts(String election, long token) {
		this.jdbc
			.sql("UPDATE sample_term SET led_until = CURRENT_TIMESTAMP"
					+ " WHERE election_name = :election AND fencing_token = :token AND reason IS NULL")
			.param("election", election)
			.param("token", token)
			.update();
	}

	void ended(String election, long token, String reason) {
		this.jdbc
			.sql("UPDATE sample_term SET led_until = CURRENT_TIMESTAMP, reason = :reason"
					+ " WHERE election_name = :election AND fencing_token = :token")
			.param("election", election)
			.param("token", token)
			.param("reason", reason)
			.update();
	}

	List<PageState.Term> newest(String election, int limit) {
		return this.jdbc
			.sql("SELECT fencing_token, instance, began_at, led_until, reason FROM sample_term"
					+ " WHERE election_name = :election ORDER BY fencing_token DESC FETCH FIRST :limit ROWS ONLY")
			.param("election", election)
			.param("limit", limit)
			.query((row, number) -> new PageState.Term(row.getLong("fencing_token"), row.getString("instance"),
					row.getObject("began_at", OffsetDateTime.class).toInstant(),
					row.getObject("led_until", OffsetDateTime.class).toInstant(), row.getString("reason")))
			.list();
	}

}
