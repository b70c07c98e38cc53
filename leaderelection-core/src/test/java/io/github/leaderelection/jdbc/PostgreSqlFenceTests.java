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
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgreSqlFenceTests extends JdbcFenceContract {

	private static final String WAITING = "SELECT count(*) FROM pg_stat_activity"
			+ " WHERE datname = current_database() AND wait_event_type = 'Lock'";

	@Override
	TestDatabase open() {
		return TestDatabases.postgres();
	}

	@Test
	void fiftyTransactionsBeforeTheirCommitDelayNoRenewalAndATakeoverWaitsForAll() throws Exception {
		List<Connection> inFlight = new ArrayList<>();
		ExecutorService rival = Executors.newSingleThreadExecutor();
		try (JdbcLockFactory process = JdbcLockFactory.builder(this.database.dataSource()).build()) {
			for (int i = 0; i < 50; i++) {
				Connection connection = begin();
				inFlight.add(connection);
				write(connection, 1);
				check(connection);
			}
			for (int i = 0; i < 50; i++) {
				// One that had to wait for them would wait for ever.
				Duration bound = Duration.ofSeconds(20);
				assertThat(this.leader.update(LeaderElectionRecord.heldBy("a", 1, LEASE), new HeldBy("a", 1), bound))
					.isTrue();
				assertThat(count(WAITING)).isZero();
			}
			long version = this.leader.get(TIMEOUT).orElseThrow().version();
			ResourceLock lock = process.create(this.election, "b");
			Future<List<Long>> takeover = rival.submit(() -> {
				assertThat(lock.update(LeaderElectionRecord.heldBy("b", 2, LEASE), new AtVersion(version),
						Duration.ofSeconds(30)))
					.isTrue();
				return ledger();
			});
			for (Connection connection : inFlight) {
				Awaitility.await().until(() -> count(WAITING) == 1);
				assertThat(takeover).isNotDone();
				connection.commit();
			}
			assertThat(takeover.get(10, TimeUnit.SECONDS)).hasSize(50);
			try (Connection late = begin()) {
				assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> check(late));
				late.rollback();
			}
		}
		finally {
			rival.shutdownNow();
			for (Connection connection : inFlight) {
				connection.close();
			}
		}
	}

	/** A session's timeout is a number of 32 bits, in milliseconds: 24.8 days. */
	@Test
	void aLeaseOfMonthsHasFencesToo() throws SQLException {
		this.leader.update(LeaderElectionRecord.heldBy("a", 1, Duration.ofDays(90)), new HeldBy("a", 1), TIMEOUT);
		try (Connection connection = begin()) {
			write(connection, 1);
			check(connection);
			connection.commit();
		}
		assertThat(ledger()).containsExactly(1L);
	}

	/**
	 * It does not see the release; what matters is that no later term begins before it.
	 */
	@Test
	void aReleaseBehindASnapshotDoesNotLetALaterTermBeginBeforeTheCommit() throws Exception {
		ExecutorService rival = Executors.newSingleThreadExecutor();
		try (Connection connection = begin();
				JdbcLockFactory process = JdbcLockFactory.builder(this.database.dataSource()).build()) {
			connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			ledger(connection);
			write(connection, 1);
			this.leader.update(LeaderElectionRecord.released(1, LEASE), new HeldBy("a", 1), TIMEOUT);
			check(connection);
			long version = this.leader.get(TIMEOUT).orElseThrow().version();
			ResourceLock lock = process.create(this.election, "b");
			Future<List<Long>> takeover = rival.submit(() -> {
				assertThat(lock.update(LeaderElectionRecord.heldBy("b", 2, LEASE), new AtVersion(version), TIMEOUT))
					.isTrue();
				return ledger();
			});
			Awaitility.await().until(() -> count(WAITING) == 1);
			connection.commit();
			assertThat(takeover.get(10, TimeUnit.SECONDS)).containsExactly(1L);
		}
		finally {
			rival.shutdownNow();
		}
	}

	/** A conflict of the application's own is not taken for a lost term. */
	@Test
	void aConflictThatIsNotOfTheTermStaysWhatItIs() throws SQLException {
		this.database.execute("CREATE TABLE doctors (name VARCHAR(9) PRIMARY KEY, on_call BOOLEAN)",
				"INSERT INTO doctors VALUES ('x', true), ('y', true)");
		try (Connection first = begin(); Connection second = begin()) {
			for (Connection connection : List.of(first, second)) {
				connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
				execute(connection, "SELECT count(*) FROM doctors WHERE on_call");
			}
			execute(first, "UPDATE doctors SET on_call = false WHERE name = 'x'");
			execute(second, "UPDATE doctors SET on_call = false WHERE name = 'y'");
			check(first);
			first.commit();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> check(second))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("40001"));
			second.rollback();
		}
	}

	/**
	 * The mark on a connection is a promise of the application, which the driver may
	 * ignore.
	 */
	@Test
	void aTransactionThatIsMarkedReadOnlyAndWritesIsFencedInFull() throws Exception {
		ExecutorService rival = Executors.newSingleThreadExecutor();
		try (Connection connection = DriverManager.getConnection(this.database.jdbcUrl() + "?readOnlyMode=ignore",
				this.database.username(), this.database.password())) {
			connection.setReadOnly(true);
			connection.setAutoCommit(false);
			write(connection, 1);
			check(connection);
			Future<?> takeover = rival.submit(() -> takeOver("b"));
			Awaitility.await().until(() -> count(WAITING) == 1);
			connection.commit();
			takeover.get(10, TimeUnit.SECONDS);
		}
		finally {
			rival.shutdownNow();
		}
	}

	@Test
	void onAPoolItSettlesForTheConflict() throws SQLException {
		try (JdbcLockFactory pooled = JdbcLockFactory.builder(this.database.dataSource()).pooled(true).build();
				Connection connection = begin()) {
			pooled.checkTable(TIMEOUT);
			connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			ledger(connection);
			takeOver("b");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> pooled.fence().check(connection, this.election, "a", 1))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("40001"));
			connection.rollback();
		}
	}

	private long count(String sql) throws SQLException {
		try (Connection connection = this.database.connect();
				Statement statement = connection.createStatement();
				ResultSet resultSet = statement.executeQuery(sql)) {
			resultSet.next();
			return resultSet.getLong(1);
		}
	}

}
