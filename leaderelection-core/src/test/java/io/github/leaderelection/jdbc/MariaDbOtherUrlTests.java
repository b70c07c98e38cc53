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

import java.sql.Connection;
import java.sql.SQLException;

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

class MariaDbOtherUrlTests extends OtherUrlContract {

	@Override
	TestDatabase open() {
		return TestDatabases.mariaDb();
	}

	/** Only for this database, without which there is no connecting to it. */
	@Override
	void createUser(String name) {
		String url = this.database.jdbcUrl();
		this.database.execute("CREATE USER %1$s IDENTIFIED BY '%1$s'".formatted(name),
				"GRANT SHOW VIEW ON %s.* TO %s".formatted(url.substring(url.lastIndexOf('/') + 1), name));
	}

	@Override
	long marksOf(Connection connection) throws SQLException {
		return number(connection, "SELECT RELEASE_ALL_LOCKS()");
	}

}
