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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;

class MariaDbLockTests extends ServerLockContract {

	/** A session that has ended by itself meanwhile. */
	private static final int NO_SUCH_THREAD = 1094;

	@Override
	TestDatabase open() {
		return TestDatabases.mariaDb();
	}

	@Override
	String setZone(String offset) {
		return "SET time_zone = '" + offset + "'";
	}

	@Override
	void killSessions() throws SQLException {
		List<Long> ids = new ArrayList<>();
		try (Connection connection = this.database.connect();
				Statement statement = connection.createStatement();
				ResultSet sessions = statement.executeQuery("SELECT id FROM information_schema.processlist"
						+ " WHERE db = DATABASE() AND id <> CONNECTION_ID()")) {
			while (sessions.next()) {
				ids.add(sessions.getLong(1));
			}
			for (long id : ids) {
				kill(statement, id);
			}
		}
	}

	private static void kill(Statement statement, long id) throws SQLException {
		try {
			statement.execute("KILL " + id);
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != NO_SUCH_THREAD) {
				throw ex;
			}
		}
	}

	@Test
	void aUserWhoMayNotCreateTablesNeedsNoRightTo() throws SQLException {
		this.database.execute("CREATE USER IF NOT EXISTS modest IDENTIFIED BY 'modest'",
				"GRANT SELECT, INSERT, UPDATE ON leader_election TO modest");
		DriverManagerDataSource dataSource = new DriverManagerDataSource(this.database.jdbcUrl(), "modest", "modest");

		assertThat(LeaderElectionSchema.create(dataSource, SqlDialects.forPlatform("mariadb"), "leader_election"))
			.isFalse();
		try (JdbcLockFactory factory = JdbcLockFactory.builder(dataSource).build()) {
			ResourceLock lock = factory.create(this.election, "a");
			assertThat(lock.create(record("a", 1), TIMEOUT)).isTrue();
		}
	}

}
