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

package io.github.leaderelection.sample;

import java.time.OffsetDateTime;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows that leaders have written. Their times are the database's. Safe for use by
 * many threads.
 */
@Repository
public class Ledger {

	private final JdbcClient jdbc;

	Ledger(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void append(String instance, long fencingToken) {
		this.jdbc.sql("INSERT INTO ledger (instance, fencing_token) VALUES (:instance, :token)")
			.param("instance", instance)
			.param("token", fencingToken)
			.update();
	}

	/**
	 * The newest rows.
	 * @param limit how many at most
	 * @return the rows, newest first
	 */
	public List<LedgerEntry> newest(int limit) {
		return this.jdbc.sql(
				"SELECT id, instance, fencing_token, written_at FROM ledger ORDER BY id DESC FETCH FIRST :limit ROWS ONLY")
			.param("limit", limit)
			.query((row, number) -> new LedgerEntry(row.getLong("id"), row.getString("instance"),
					row.getLong("fencing_token"), row.getObject("written_at", OffsetDateTime.class).toInstant()))
			.list();
	}

}
