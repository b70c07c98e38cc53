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

import java.nio.file.Path;

import javax.sql.DataSource;

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class H2TableTrialTests extends TableTrialContract {

	@TempDir
	Path directory;

	@Override
	TestDatabase open() {
		return TestDatabases.h2();
	}

	@Override
	DataSource as(String table, String rights) {
		String user = table + "_user";
		database().execute("CREATE USER " + user + " PASSWORD 'secret'",
				"GRANT " + rights + " ON " + table + " TO " + user);
		return new DriverManagerDataSource(database().jdbcUrl().replace(";DB_CLOSE_DELAY=-1", ""), user, "secret");
	}

	@Override
	DataSource readOnly(String table) {
		String url = "jdbc:h2:file:" + this.directory.resolve("leases").toAbsolutePath();
		new JdbcTemplate(new DriverManagerDataSource(url, "sa", ""))
			.execute(LeaderElectionSchema.ddl(SqlDialects.forPlatform("h2"), table));
		return new DriverManagerDataSource(url + ";ACCESS_MODE_DATA=r", "sa", "");
	}

	@Test
	void aColumnThatNobodyFillsIsTold() {
		String table = table("version BIGINT NOT NULL", "version BIGINT NOT NULL, note VARCHAR(9) NOT NULL");
		refused(database().dataSource(), table, "note");
	}

}
