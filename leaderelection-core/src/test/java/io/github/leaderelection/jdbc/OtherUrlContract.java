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

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Transactions whose URL is not that of the leases, on each server. */
abstract class OtherUrlContract extends JdbcFenceFixture {

	private StatementRecorder ofLeases;

	private JdbcLockFactory process;

	/** A process that knows no other URL yet. */
	@BeforeEach
	void startProcess() {
		this.ofLeases = new StatementRecorder(this.database.dataSource());
		this.process = JdbcLockFactory.builder(this.ofLeases.dataSource()).build();
		this.fence = this.process.fence();
	}

	@AfterEach
	void endProcess() {
		this.process.close();
	}

	@Test
	void aTransactionByAnotherNameOfTheHostIsFenced() throws SQLException {
		try (Connection connection = beginByOtherUrl(this.database)) {
			write(connection, 1);
			check(connection);
			connection.commit();
			write(connection, 1);
			takeOver("b");
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> check(connection));
			connection.rollback();
		}
		assertThat(ledger()).containsExactly(1L);
	}

	@Test
	void theServersAreAskedOnce() throws SQLException {
		StatementRecorder ofTransactions = new StatementRecorder(otherDataSource(this.database));
		for (int i = 0; i < 3; i++) {
			try (Connection connection = ofTransactions.dataSource().getConnection()) {
				connection.setAutoCommit(false);
				check(connection);
				connection.commit();
			}
		}
		MarkSql mark = mark();
		assertThat(ofTransactions.statements()).hasSize(4).containsOnlyOnce(positional(mark.seen()));
		assertThat(this.ofLeases.statements()).containsOnlyOnce(positional(mark.set()), positional(mark.clear()));
	}

	@ParameterizedTest
	@ValueSource(ints = { Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ,
			Connection.TRANSACTION_SERIALIZABLE })
	void theQuestionLeavesTheTransactionAsItIs(int isolation) throws SQLException {
		try (Connection connection = beginByOtherUrl(this.database)) {
			connection.setTransactionIsolation(isolation);
			write(connection, 1);
			assertThat(this.fence.isOnItsDatabase(connection)).isTrue();
			write(connection, 1);
			connection.commit();
		}
		assertThat(ledger()).containsExactly(1L, 1L);
	}

	@Test
	void aTransactionThatOnlyReadsIsAskedAsWell() throws SQLException {
		try (Connection connection = beginByOtherUrl(this.database)) {
			connection.rollback();
			connection.setReadOnly(true);
			connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
			check(connection);
			connection.commit();
		}
	}

	@Test
	void anotherDatabaseOfTheServerIsRefused() throws Exception {
		try (TestDatabase other = open()) {
			refuses(other);
		}
	}

	@Test
	void aDatabaseOfTheSameNameOnAnotherServerIsRefused() throws Exception {
		try (TestDatabase other = TestDatabases.namesakeOf(this.database)) {
			refuses(other);
		}
	}

	/** Though it has a row that looks just like it. */
	final void refuses(TestDatabase other) throws SQLException {
		LeaderElectionSchema.create(other.dataSource(), SqlDialects.forPlatform(other.platform()),
				LeaderElectionSchema.DEFAULT_TABLE_NAME);
		other.execute("CREATE TABLE IF NOT EXISTS ledger (election VARCHAR(64), token BIGINT)");
		try (JdbcLockFactory copies = JdbcLockFactory.builder(other.dataSource()).build();
				Connection connection = beginByOtherUrl(other)) {
			copies.create(this.election, "a").create(LeaderElectionRecord.heldBy("a", 1, LEASE), TIMEOUT);
			write(connection, 1);
			assertThatIllegalStateException().isThrownBy(() -> check(connection))
				.withMessageContaining(this.leader.describe())
				.withMessageContaining("the transaction is on " + otherUrl(other));
			write(connection, 1);
			assertThat(ledger(connection)).hasSize(2);
			connection.rollback();
		}
	}

	/** Whether the question is answered or fails. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void noMarkIsLeftOnAConnectionOfAPool(boolean answered) throws SQLException {
		SingleConnectionDataSource pool = pool();
		MarkSql mark = mark();
		SqlDialect dialect = withMark(
				new MarkSql(mark.set(), answered ? mark.seen() : "SELECT :mark / x", mark.clear()));
		try (JdbcLockFactory pooled = JdbcLockFactory.builder(pool).dialect(dialect).pooled(true).build();
				Connection connection = beginByOtherUrl(this.database)) {
			if (answered) {
				assertThat(pooled.fence().isOnItsDatabase(connection)).isTrue();
			}
			else {
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> pooled.fence().isOnItsDatabase(connection));
			}
			connection.rollback();
			assertThat(pool.getConnection().getAutoCommit()).isTrue();
			assertThat(marksOf(pool.getConnection())).isZero();
		}
		finally {
			pool.destroy();
		}
	}

	@Test
	void aMarkThatCannotBeTakenAwayGoesWithItsSession() throws SQLException {
		SingleConnectionDataSource pool = pool();
		MarkSql mark = mark();
		SqlDialect dialect = withMark(new MarkSql(mark.set(), mark.seen(), "SELECT :mark / x"));
		try (JdbcLockFactory pooled = JdbcLockFactory.builder(pool).dialect(dialect).pooled(true).build();
				Connection connection = beginByOtherUrl(this.database)) {
			Connection only = pool.getConnection();
			assertUntold(pooled, connection, "the mark could not be taken away again");
			connection.rollback();
			assertThat(only.isValid(5)).isFalse();
		}
		finally {
			pool.destroy();
		}
	}

	@Test
	void aMarkThatIsNotSetTellsNothing() throws SQLException {
		SqlDialect dialect = withMark(new MarkSql("SELECT :mark IS NULL", mark().seen(), mark().clear()));
		try (JdbcLockFactory unmarked = JdbcLockFactory.builder(this.database.dataSource()).dialect(dialect).build();
				Connection connection = beginByOtherUrl(this.database)) {
			assertUntold(unmarked, connection, "the database of the leases set no mark");
		}
	}

	@Test
	void nothingIsToldWhereNoFurtherConnectionIsToBeHad() throws SQLException {
		AtomicBoolean exhausted = new AtomicBoolean();
		DataSource pool = new DelegatingDataSource(this.database.dataSource()) {

			@Override
			public Connection getConnection() throws SQLException {
				if (exhausted.get()) {
					throw new SQLTransientConnectionException("request timed out");
				}
				return super.getConnection();
			}

		};
		try (JdbcLockFactory pooled = JdbcLockFactory.builder(pool).pooled(true).build();
				Connection connection = beginByOtherUrl(this.database)) {
			pooled.checkTable(TIMEOUT);
			exhausted.set(true);
			assertUntold(pooled, connection, "gave no further connection: request timed out");
			exhausted.set(false);
			assertThat(pooled.fence().isOnItsDatabase(connection)).isTrue();
		}
	}

	/** Where both are routed to another database they would find the mark there. */
	@Test
	void aMarkIsSetOnTheDatabaseOfTheLeasesOnly() throws Exception {
		AtomicBoolean elsewhere = new AtomicBoolean();
		try (TestDatabase other = open()) {
			DataSource routing = new DelegatingDataSource(this.database.dataSource()) {

				@Override
				public Connection getConnection() throws SQLException {
					return elsewhere.get() ? other.connect() : super.getConnection();
				}

			};
			try (JdbcLockFactory pooled = JdbcLockFactory.builder(routing).pooled(true).build()) {
				pooled.checkTable(TIMEOUT);
				elsewhere.set(true);
				try (Connection connection = routing.getConnection()) {
					connection.setAutoCommit(false);
					assertUntold(pooled, connection, "led to " + other.jdbcUrl());
					elsewhere.set(false);
					assertThat(pooled.fence().isOnItsDatabase(connection)).isFalse();
				}
			}
		}
	}

	private static void assertUntold(JdbcLockFactory locks, Connection connection, String reason) {
		assertThatExceptionOfType(LockException.class).isThrownBy(() -> locks.fence().isOnItsDatabase(connection))
			.withMessageContaining("Could not find out whether ")
			.withMessageContaining(reason);
	}

	@Test
	void aDatabaseOfAnotherProductIsNotAsked() throws SQLException {
		try (TestDatabase other = TestDatabases.h2()) {
			StatementRecorder ofTransactions = new StatementRecorder(other.dataSource());
			try (Connection connection = ofTransactions.dataSource().getConnection()) {
				connection.setAutoCommit(false);
				assertThat(this.fence.isOnItsDatabase(connection)).isFalse();
			}
			assertThat(ofTransactions.statements()).isEmpty();
			assertThat(this.ofLeases.statements()).doesNotContain(positional(mark().set()));
		}
	}

	/** One connection is all it has. */
	private SingleConnectionDataSource pool() {
		return new SingleConnectionDataSource(this.database.jdbcUrl(), this.database.username(),
				this.database.password(), true);
	}

	private MarkSql mark() {
		return SqlDialects.forPlatform(this.database.platform()).mark().orElseThrow();
	}

	private SqlDialect withMark(MarkSql mark) {
		SqlDialect dialect = SqlDialects.forPlatform(this.database.platform());
		return (SqlDialect) Proxy.newProxyInstance(SqlDialect.class.getClassLoader(),
				new Class<?>[] { SqlDialect.class }, (proxy, method, arguments) -> "mark".equals(method.getName())
						? Optional.of(mark) : method.invoke(dialect, arguments));
	}

	@Test
	void aUserWithoutRightsMayAsk() throws SQLException {
		createUser("nobody");
		try (Connection connection = DriverManager.getConnection(otherUrl(this.database), "nobody", "nobody")) {
			connection.setAutoCommit(false);
			assertThat(this.fence.isOnItsDatabase(connection)).isTrue();
			connection.rollback();
		}
		finally {
			this.database.execute("DROP USER nobody");
		}
	}

	/** Creates a user who may do no more than connect. */
	abstract void createUser(String name);

	/** How many marks a session has set. */
	abstract long marksOf(Connection connection) throws SQLException;

	final Connection beginByOtherUrl(TestDatabase database) throws SQLException {
		Connection connection = otherDataSource(database).getConnection();
		connection.setAutoCommit(false);
		return connection;
	}

	private static DataSource otherDataSource(TestDatabase database) {
		return new DriverManagerDataSource(otherUrl(database), database.username(), database.password());
	}

	private static String otherUrl(TestDatabase database) {
		return database.jdbcUrl().replace("127.0.0.1", "localhost");
	}

	private static String positional(String sql) {
		return sql.replace(":mark", "?");
	}

	static long number(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet resultSet = statement.executeQuery(sql)) {
			resultSet.next();
			return resultSet.getLong(1);
		}
	}

}
