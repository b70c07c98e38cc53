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

package io.github.leaderelection.chaos.instance;

import java.util.concurrent.atomic.AtomicLong;

import io.github.leaderelection.Leadership;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table that leaders write to. */
@Component
class Ledger {

	private final JdbcClient jdbc;

	private final String process;

	private final AtomicLong rows = new AtomicLong();

	Ledger(JdbcClient jdbc, InstanceProperties properties) {
		this.jdbc = jdbc;
		this.process = properties.name();
	}

	/** A row that no other process and no other moment writes. */
	String newRow() {
		return row(Long.toString(this.rows.incrementAndGet()));
	}

	/** A row that no other process writes. */
	String row(String name) {
		return this.process + "/" + name;
	}

	void insert(String row, boolean fenced, Leadership term) {
		this.jdbc.sql("INSERT INTO ledger (row_key, fenced, fencing_token, identity) VALUES (?, ?, ?, ?)")
			.params(row, fenced, term.fencingToken(), term.identity())
			.update();
	}

}
