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

package io.github.leaderelection.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.leaderelection.chaos.history.HistoryDatabase;
import io.github.leaderelection.chaos.history.HistoryEvent;
import io.github.leaderelection.chaos.settings.ChaosDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The numbers of the history are those of the commits, which the checker rests on. */
class HistoryOrderTests {

	@Test
	void whoWroteFirstAndCommittedLastComesLast() throws SQLException {
		try (ChaosDatabase database = new TestChaosDatabase()) {
			HistoryDatabase history = new HistoryDatabase(database);
			history.create();
			try (Connection first = begin(database); Connection second = begin(database)) {
				insert(first, "first");
				insert(second, "second");
				second.commit();
				insert(second, "third");
				second.commit();
				first.commit();
			}
			assertThat(history.read()).extracting(HistoryEvent::row).containsExactly("second", "third", "first");
		}
	}

	@Test
	void whatIsRolledBackIsNotThere() throws SQLException {
		try (ChaosDatabase database = new TestChaosDatabase()) {
			HistoryDatabase history = new HistoryDatabase(database);
			history.create();
			try (Connection connection = begin(database)) {
				insert(connection, "row");
				connection.rollback();
			}
			assertThat(history.read()).isEmpty();
		}
	}

	private static Connection begin(ChaosDatabase database) throws SQLException {
		Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(),
				database.password());
		connection.setAutoCommit(false);
		return connection;
	}

	private static void insert(Connection connection, String row) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("INSERT INTO ledger VALUES ('" + row + "', TRUE, 1, 'p1_a')");
		}
	}

}
