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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgreSqlLockTests extends ServerLockContract {

	private static final String WAITING = "SELECT count(*) FROM pg_stat_activity"
			+ " WHERE datname = current_database() AND wait_event_type = 'Lock'";

	@Override
	TestDatabase open() {
		return TestDatabases.postgres();
	}

	@Override
	void killSessions() throws SQLException {
		this.database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
				+ " WHERE datname = current_database() AND pid <> pg_backend_pid()");
	}

	@Test
	void aFenceHoldsUpATakeoverButNoRenewal() throws Exception {
		ResourceLock leader = candidate("a");
		ResourceLock follower = candidate("b");
		leader.create(record("a", 1), TIMEOUT);
		try (Connection fence = lockRow(this.election, "FOR KEY SHARE")) {
			assertThat(leader.update(record("a", 1), new HeldBy("a", 1), Duration.ofSeconds(5))).isTrue();

			long version = read(follower).version();
			CompletableFuture<Boolean> takeover = CompletableFuture
				.supplyAsync(() -> follower.update(record("b", 2), new AtVersion(version), TIMEOUT));
			Awaitility.await().until(() -> count(WAITING) == 1);
			assertThat(takeover).isNotDone();
			fence.commit();

			assertThat(takeover.get()).isTrue();
		}
		assertThat(read(leader).record().fencingToken()).isEqualTo(2);
	}

	@Test
	void aTakeoverThatWaitedForAFenceAndARenewalIsRefused() throws Exception {
		ResourceLock leader = candidate("a");
		ResourceLock follower = candidate("b");
		leader.create(record("a", 1), TIMEOUT);
		try (Connection fence = lockRow(this.election, "FOR KEY SHARE")) {
			long version = read(follower).version();
			CompletableFuture<Boolean> takeover = CompletableFuture
				.supplyAsync(() -> follower.update(record("b", 2), new AtVersion(version), TIMEOUT));
			Awaitility.await().until(() -> count(WAITING) == 1);
			assertThat(leader.update(record("a", 1), new HeldBy("a", 1), Duration.ofSeconds(5))).isTrue();
			fence.commit();

			assertThat(takeover.get()).isFalse();
		}
	}

	/** The age of such a row is no number, and one statement reads all rows. */
	@Test
	void aRowThatFailsTheStatementForAllFailsItsOwnCallOnly() throws SQLException {
		ResourceLockFactory process = process();
		List<LockCall> calls = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			ResourceLock lock = process.create(this.election + "-" + i, "a");
			lock.create(record("a", i + 1), TIMEOUT);
			calls.add(new LockCall(lock, new LockOperation.Get(), TIMEOUT));
		}
		this.database.execute(
				"UPDATE leader_election SET renewed_at = 'infinity' WHERE election_name = '" + this.election + "-1'");
		List<LockReply> replies = calls.get(0).lock().batch().execute(calls);
		assertThat(replies.get(0)).isInstanceOf(LockReply.Read.class);
		assertThat(replies.get(1)).isInstanceOf(LockReply.Failed.class);
		assertThat(replies.get(2)).isInstanceOf(LockReply.Read.class);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nothingWaitsOnInTheServerWhenItsCallerHasGivenUp(boolean pooled) throws Exception {
		try (JdbcLockFactory factory = factory().pooled(pooled).callBound(Duration.ofMillis(1500)).build()) {
			ResourceLock lock = factory.create(this.election, "a");
			lock.create(record("a", 1), TIMEOUT);
			try (Connection other = lockRow(this.election)) {
				assertThatExceptionOfType(LockException.class)
					.isThrownBy(() -> lock.update(record("a", 1), new HeldBy("a", 1), Duration.ofMillis(300)));
				Awaitility.await().until(() -> count(WAITING) == 0);
				other.rollback();
			}
		}
	}

	@Test
	void renewalsAreHotUpdates() throws SQLException {
		String updates = "SELECT coalesce(sum(n_tup_upd), 0) FROM pg_stat_user_tables WHERE relname = 'hot_leases'";
		LeaderElectionSchema.create(this.database.dataSource(), SqlDialects.forPlatform("postgresql"), "hot_leases");
		try (JdbcLockFactory factory = factory().tableName("hot_leases").build()) {
			ResourceLock lock = factory.create(this.election, "a");
			lock.create(record("a", 1), TIMEOUT);
			for (int i = 0; i < 50; i++) {
				lock.update(record("a", 1), new HeldBy("a", 1), TIMEOUT);
			}
		}
		// A session hands in its figures when it ends.
		Awaitility.await().until(() -> count(updates) == 50);
		assertThat(count(updates.replace("n_tup_upd", "n_tup_hot_upd"))).isEqualTo(50);
	}

	@Test
	void sendsNothingButTheStatementsOfItsCalls() throws SQLException {
		this.database.execute("ALTER DATABASE " + databaseName() + " SET log_statement = 'all'");
		try (Connection marker = this.database.connect()) {
			ResourceLock lock = candidate("a");
			lock.create(record("a", 1), TIMEOUT);
			String from = mark(marker);
			for (int i = 0; i < 10; i++) {
				lock.update(record("a", 1), new HeldBy("a", 1), Duration.ofMillis(10_000 - 137 * i));
				lock.get(TIMEOUT);
			}
			String to = mark(marker);
			Awaitility.await().until(() -> this.database.server().log().contains(to));
			String log = this.database.server().log();
			String between = log.substring(log.indexOf(from), log.lastIndexOf('\n', log.indexOf(to)));

			// The server also logs what it does for itself.
			assertThat(between.lines()
				.filter((line) -> line.contains(" LOG:  execute ") || line.contains(" LOG:  statement: "))).as(between)
				.hasSize(20)
				.allMatch((line) -> line.contains("UPDATE leader_election SET")
						|| line.contains("SELECT holder_identity, fencing_token"));
			assertThat(between).doesNotContain("ERROR");
		}
		finally {
			this.database.execute("ALTER DATABASE " + databaseName() + " RESET log_statement");
		}
	}

	/** Leaves a mark in the log: whatever was logged before stands above it. */
	private static String mark(Connection connection) throws SQLException {
		String mark = UUID.randomUUID().toString();
		execute(connection, "SELECT '" + mark + "'");
		return mark;
	}

	@Test
	void boundsItsSessionAndWaitsForItsCommits() throws SQLException {
		ConfiguredDataSource dataSource = new ConfiguredDataSource(this.database.dataSource(),
				(connection) -> execute(connection, "SET synchronous_commit = off"));
		try (JdbcLockFactory factory = JdbcLockFactory.builder(dataSource).callBound(Duration.ofSeconds(7)).build()) {
			factory.checkTable(TIMEOUT);

			assertThat(show(dataSource.last, "statement_timeout")).isEqualTo("7s");
			assertThat(show(dataSource.last, "lock_timeout")).isEqualTo("7s");
			assertThat(show(dataSource.last, "synchronous_commit")).isEqualTo("on");
		}
		ConfiguredDataSource strict = new ConfiguredDataSource(this.database.dataSource(),
				(connection) -> execute(connection, "SET synchronous_commit = remote_apply"));
		try (JdbcLockFactory factory = JdbcLockFactory.builder(strict).build()) {
			factory.checkTable(TIMEOUT);

			assertThat(show(strict.last, "synchronous_commit")).isEqualTo("remote_apply");
		}
	}

	@Test
	void settingsStayOutOfAPoolsConnections() throws SQLException {
		try (Connection pooled = this.database.connect();
				JdbcLockFactory factory = JdbcLockFactory.builder(new SingleConnectionDataSource(pooled, true))
					.pooled(true)
					.build()) {
			factory.checkTable(TIMEOUT);

			assertThat(show(pooled, "statement_timeout")).isEqualTo("0");
			assertThat(pooled.getNetworkTimeout()).isZero();
		}
	}

	@Test
	void aRoleThatMayNotCreateTablesNeedsNoRightTo() throws SQLException {
		this.database.execute("CREATE ROLE modest LOGIN PASSWORD 'modest'",
				"GRANT SELECT, INSERT, UPDATE ON leader_election TO modest");
		try {
			DriverManagerDataSource dataSource = new DriverManagerDataSource(this.database.jdbcUrl(), "modest",
					"modest");

			assertThat(
					LeaderElectionSchema.create(dataSource, SqlDialects.forPlatform("postgresql"), "leader_election"))
				.isFalse();
			try (JdbcLockFactory factory = JdbcLockFactory.builder(dataSource).build()) {
				ResourceLock lock = factory.create(this.election, "a");
				assertThat(lock.create(record("a", 1), TIMEOUT)).isTrue();
				assertThat(lock.update(record("a", 2), new AtVersion(1), TIMEOUT)).isTrue();
			}
		}
		finally {
			this.database.execute("DROP OWNED BY modest", "DROP ROLE modest");
		}
	}

	@Test
	@Override
	void createsTheTableOnceHoweverManyTry() throws Exception {
		try (Connection marker = this.database.connect()) {
			this.database.execute("ALTER DATABASE " + databaseName() + " SET log_statement = 'all'");
			execute(marker, "SET log_statement = 'all'");
			String from = mark(marker);
			super.createsTheTableOnceHoweverManyTry();
			String to = mark(marker);
			Awaitility.await().until(() -> this.database.server().log().contains(to));
			String log = this.database.server().log();

			assertThat(log.substring(log.indexOf(from), log.indexOf(to))).contains("CREATE TABLE IF NOT EXISTS raced_0")
				.doesNotContain("ERROR");
		}
		finally {
			this.database.execute("ALTER DATABASE " + databaseName() + " RESET log_statement");
		}
	}

	@Test
	void aTableInASchemaOfItsOwn() throws SQLException {
		this.database.execute("CREATE SCHEMA leases");
		SqlDialect dialect = SqlDialects.forPlatform("postgresql");

		assertThat(LeaderElectionSchema.create(this.database.dataSource(), dialect, "leases.held")).isTrue();
		assertThat(LeaderElectionSchema.create(this.database.dataSource(), dialect, "leases.held")).isFalse();
		try (JdbcLockFactory factory = factory().tableName("leases.held").build()) {
			assertThat(factory.create(this.election, "a").create(record("a", 1), TIMEOUT)).isTrue();
		}
	}

	private String databaseName() {
		return this.database.jdbcUrl().substring(this.database.jdbcUrl().lastIndexOf('/') + 1);
	}

	private long count(String sql) throws SQLException {
		try (Connection connection = this.database.connect();
				Statement statement = connection.createStatement();
				ResultSet resultSet = statement.executeQuery(sql)) {
			resultSet.next();
			return resultSet.getLong(1);
		}
	}

	private static String show(Connection connection, String setting) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet resultSet = statement.executeQuery("SHOW " + setting)) {
			resultSet.next();
			return resultSet.getString(1);
		}
	}

	/** However many there are. */
	@Test
	void oneStatementReadsAllRowsAndOneRenewsAllAndOneAcquiresAll() {
		StatementRecorder recorder = new StatementRecorder(this.database.dataSource());
		try (JdbcLockFactory process = JdbcLockFactory.builder(recorder.dataSource()).build()) {
			List<ResourceLock> locks = IntStream.range(0, 50)
				.mapToObj((i) -> process.create(this.election + "-" + i, "a"))
				.toList();
			assertThat(statementsOf(recorder, locks, new LockOperation.Create(record("a", 1)))).hasSize(2);
			assertThat(statementsOf(recorder, locks, new LockOperation.Get())).hasSize(1);
			assertThat(statementsOf(recorder, locks, new LockOperation.Update(record("a", 1), new HeldBy("a", 1))))
				.hasSize(1);
			assertThat(statementsOf(recorder, locks, new LockOperation.Update(record("b", 2), new AtVersion(2))))
				.hasSize(1);
		}
	}

	/** The first call of all opens the connection, and settles it. */
	private static List<String> statementsOf(StatementRecorder recorder, List<ResourceLock> locks,
			LockOperation operation) {
		recorder.clear();
		List<LockCall> calls = locks.stream().map((lock) -> new LockCall(lock, operation, TIMEOUT)).toList();
		assertThat(calls.get(0).lock().batch().execute(calls)).noneMatch(LockReply.Failed.class::isInstance)
			.noneMatch(LockReply.Refused.class::isInstance);
		return recorder.statements();
	}

}
