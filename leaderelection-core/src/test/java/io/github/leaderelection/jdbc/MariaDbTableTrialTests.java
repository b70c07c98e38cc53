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
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MariaDbTableTrialTests extends TableTrialContract {

	@Override
	TestDatabase open() {
		return TestDatabases.mariaDb();
	}

	@Override
	DataSource as(String table, String rights) {
		String user = table + "_user";
		database().execute("CREATE OR REPLACE USER " + user + " IDENTIFIED BY 'secret'",
				"GRANT " + rights + " ON " + table + " TO " + user);
		return new DriverManagerDataSource(database().jdbcUrl(), user, "secret");
	}

	/** The owner of the server may write all the same. */
	@Override
	DataSource readOnly(String table) {
		DataSource dataSource = as(table, "SELECT, INSERT, UPDATE");
		database().execute("SET GLOBAL read_only = ON");
		return dataSource;
	}

	@Override
	void writable() {
		database().execute("SET GLOBAL read_only = OFF");
	}

	@Test
	void aTableWithoutItsKeyIsTold() {
		String table = table(" PRIMARY KEY", "");
		refused(database().dataSource(), table, "two rows of one election: election_name must be its primary key");
	}

	@Test
	void aTableWithoutTransactionsIsTold() {
		String table = table("InnoDB", "MyISAM");
		assertThatExceptionOfType(InvalidTableException.class).isThrownBy(() -> check(database().dataSource(), table))
			.withMessageContaining("ENGINE = InnoDB");
	}

}
