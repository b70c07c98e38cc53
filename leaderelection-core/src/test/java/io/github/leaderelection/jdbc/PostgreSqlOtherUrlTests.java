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
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgreSqlOtherUrlTests extends OtherUrlContract {

	private static final String SYSTEM = "SELECT system_identifier FROM pg_control_system()";

	@Override
	TestDatabase open() {
		return TestDatabases.postgres();
	}

	@Override
	void createUser(String name) {
		this.database.execute("CREATE USER %1$s PASSWORD '%1$s'".formatted(name));
	}

	@Override
	long marksOf(Connection connection) throws SQLException {
		return number(connection,
				"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()");
	}

	/** As a clone of the disk has it, or a backup of the files: the very same system. */
	@Test
	void aCopyOfTheFilesOnAnotherServerIsRefused() throws SQLException {
		List<TestDatabase> databases = TestDatabases.postgresAndItsCopy();
		try (TestDatabase original = databases.get(0);
				TestDatabase copy = databases.get(1);
				JdbcLockFactory locks = JdbcLockFactory.builder(original.dataSource()).build();
				Connection there = beginByOtherUrl(original);
				Connection elsewhere = beginByOtherUrl(copy)) {
			LeaderElectionSchema.create(original.dataSource(), SqlDialects.forPlatform("postgresql"),
					LeaderElectionSchema.DEFAULT_TABLE_NAME);
			assertThat(number(elsewhere, SYSTEM)).isEqualTo(number(there, SYSTEM));
			assertThat(locks.fence().isOnItsDatabase(elsewhere)).isFalse();
			assertThat(locks.fence().isOnItsDatabase(there)).isTrue();
		}
	}

	@Test
	void whatTheServerAnswersToTheQuestionIsThrownAndTheTransactionGoesOn() throws SQLException {
		this.database.execute("CREATE USER nosy PASSWORD 'nosy'", "GRANT ALL ON ledger TO nosy",
				"REVOKE SELECT ON pg_locks FROM PUBLIC");
		try (Connection connection = beginByOtherUrl(this.database)) {
			execute(connection, "SET ROLE nosy");
			write(connection, 1);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> check(connection))
				.withMessageContaining("permission denied");
			write(connection, 1);
			connection.commit();
		}
		finally {
			this.database.execute("GRANT SELECT ON pg_locks TO PUBLIC", "DROP OWNED BY nosy", "DROP USER nosy");
		}
		assertThat(ledger()).containsExactly(1L, 1L);
	}

	@Test
	void aTransactionThatIsAbortedTellsNothingOfTheNext() throws SQLException {
		try (Connection aborted = beginByOtherUrl(this.database); Connection next = beginByOtherUrl(this.database)) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(aborted, "SELECT 1 / 0"));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> check(aborted))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("25P02"));
			check(next);
			next.commit();
		}
	}

	/** Whoever is late with its connection keeps no test from ending. */
	@Test
	void aNamesakeIsDroppedWhileSomebodyIsConnected() throws SQLException {
		TestDatabase other = TestDatabases.namesakeOf(this.database);
		try (Connection late = other.connect()) {
			other.close();
			assertThat(late.isValid(5)).isFalse();
		}
	}

}
