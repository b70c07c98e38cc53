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

import javax.sql.DataSource;

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgreSqlTableTrialTests extends TableTrialContract {

	private static final String USER = "trial_user";

	@Override
	TestDatabase open() {
		TestDatabase database = TestDatabases.postgres();
		database.execute("CREATE ROLE " + USER + " LOGIN PASSWORD 'secret'");
		return database;
	}

	@AfterAll
	void dropUser() {
		database().execute("DROP OWNED BY " + USER, "DROP ROLE " + USER);
	}

	@Override
	DataSource as(String table, String rights) {
		database().execute("GRANT " + rights + " ON " + table + " TO " + USER);
		return new DriverManagerDataSource(database().jdbcUrl(), USER, "secret");
	}

	/** As on a standby: the transaction is read-only, whatever the connection says. */
	@Override
	DataSource readOnly(String table) {
		String url = database().jdbcUrl();
		return new DriverManagerDataSource(
				url + (url.contains("?") ? "&" : "?") + "options=-c%20default_transaction_read_only=on",
				database().username(), database().password());
	}

	@Test
	void aTableWithoutItsKeyIsTold() {
		String table = table(" PRIMARY KEY", "");
		refused(database().dataSource(), table, "constraint");
	}

	@Test
	void aColumnThatNobodyFillsIsTold() {
		String table = table("version BIGINT NOT NULL", "version BIGINT NOT NULL, note VARCHAR(9) NOT NULL");
		refused(database().dataSource(), table, "note");
	}

	@Test
	void aColumnOfAnotherTypeIsTold() {
		String table = table("fencing_token BIGINT", "fencing_token VARCHAR(20)");
		refused(database().dataSource(), table, "character varying");
	}

}
