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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What a fence holds on each database, in plain JDBC. */
abstract class JdbcFenceContract extends JdbcFenceFixture {

	@Test
	void commitsWhileTheTermStands() throws SQLException {
		try (Connection connection = begin()) {
			write(connection, 1);
			check(connection);
			connection.commit();
		}
		assertThat(ledger()).containsExactly(1L);
	}

	@Test
	void isRefusedOnceALaterTermHasBegun() throws SQLException {
		try (Connection connection = begin()) {
			write(connection, 1);
			takeOver("b");
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> check(connection))
				.withMessage("The transaction began in the term with fencing token 1 of the election '" + this.election
						+ "' and cannot commit: the lease is held by 'b' with fencing token 2")
				.satisfies((ex) -> {
					assertThat(ex.getElectionName()).isEqualTo(this.election);
					assertThat(ex.getExpectedToken()).isEqualTo(1);
					assertThat(ex.getFoundToken()).hasValue(2);
					assertThat(ex.getFoundHolder()).hasValue("b");
				});
			connection.rollback();
		}
		assertThat(ledger()).isEmpty();
	}

	@Test
	void aLaterTermOfTheSameCandidateIsAnotherTerm() throws SQLException {
		takeOver("a");
		try (Connection connection = begin()) {
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> check(connection))
				.satisfies((ex) -> assertThat(ex.getFoundToken()).hasValue(2));
			connection.rollback();
		}
	}

	@Test
	void theSameTokenOfAnotherCandidateIsNoPass() throws SQLException {
		try (Connection connection = begin()) {
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> this.fence.check(connection, this.election, "twin", 1))
				.withMessageEndingWith("the lease is held by 'a' with the same fencing token");
			connection.rollback();
		}
	}

	@Test
	void isRefusedAfterARelease() throws SQLException {
		this.leader.update(LeaderElectionRecord.released(1, LEASE), new HeldBy("a", 1), TIMEOUT);
		try (Connection connection = begin()) {
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> check(connection))
				.withMessageEndingWith("the lease has been released, and its fencing token is 1")
				.satisfies((ex) -> {
					assertThat(ex.getFoundToken()).hasValue(1);
					assertThat(ex.getFoundHolder()).isEmpty();
				});
			connection.rollback();
		}
	}

	@Test
	void isRefusedWhereNobodyHasEverLed() throws SQLException {
		try (Connection connection = begin()) {
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> this.fence.check(connection, "nobody", "a", 1))
				.withMessageContaining("there is no leader_election/nobody on jdbc:")
				.satisfies((ex) -> assertThat(ex.getFoundToken()).isEmpty());
			connection.rollback();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aTakeoverWaitsUntilATransactionThatHasPassedTheFenceIsOver(boolean commit) throws Exception {
		long version = this.leader.get(TIMEOUT).orElseThrow().version();
		ExecutorService rival = Executors.newSingleThreadExecutor();
		try (Connection connection = begin();
				JdbcLockFactory process = JdbcLockFactory.builder(this.database.dataSource()).build()) {
			write(connection, 1);
			check(connection);
			ResourceLock lock = process.create(this.election, "b");
			Future<List<Long>> takeover = rival.submit(() -> {
				assertThat(lock.update(LeaderElectionRecord.heldBy("b", 2, LEASE), new AtVersion(version), TIMEOUT))
					.isTrue();
				return ledger();
			});
			assertThatExceptionOfType(TimeoutException.class)
				.isThrownBy(() -> takeover.get(500, TimeUnit.MILLISECONDS));
			if (commit) {
				connection.commit();
			}
			else {
				connection.rollback();
			}
			// Whoever takes over sees all that the term has committed.
			assertThat(takeover.get(10, TimeUnit.SECONDS)).isEqualTo(commit ? List.of(1L) : List.of());
		}
		finally {
			rival.shutdownNow();
		}
	}

	@Test
	void aTransactionThatIsNotAtItsCommitHoldsUpNobody() throws SQLException {
		try (Connection connection = begin()) {
			write(connection, 1);
			takeOver("b");
			connection.rollback();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE })
	void aTakeoverBehindASnapshotIsSeen(int isolation) throws SQLException {
		try (Connection connection = begin()) {
			connection.setTransactionIsolation(isolation);
			assertThat(ledger(connection)).isEmpty();
			write(connection, 1);
			takeOver("b");
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> check(connection))
				.satisfies((ex) -> assertThat(ex.getFoundToken()).hasValue(2));
			connection.rollback();
		}
		assertThat(ledger()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ,
			Connection.TRANSACTION_SERIALIZABLE })
	void renewalsBehindASnapshotDoNoHarm(int isolation) throws SQLException {
		try (Connection connection = begin()) {
			connection.setTransactionIsolation(isolation);
			assertThat(ledger(connection)).isEmpty();
			write(connection, 1);
			renew();
			renew();
			afterRenewals(connection, isolation);
		}
	}

	void afterRenewals(Connection connection, int isolation) throws SQLException {
		check(connection);
		connection.commit();
		assertThat(ledger()).containsExactly(1L);
	}

	@Test
	void isRefusedWithoutATransaction() throws SQLException {
		try (Connection connection = this.database.connect()) {
			assertThatIllegalStateException().isThrownBy(() -> check(connection))
				.withMessageContaining("autocommit mode")
				.withMessageContaining(this.election)
				.withMessageContaining("setAutoCommit(false)");
		}
	}

	@Test
	void isRefusedOnAnotherDatabaseByName() throws SQLException {
		try (TestDatabase other = TestDatabases.h2(); Connection connection = other.connect()) {
			LeaderElectionSchema.create(other.dataSource(), SqlDialects.forPlatform("h2"),
					LeaderElectionSchema.DEFAULT_TABLE_NAME);
			// A row that looks just like it.
			try (JdbcLockFactory copies = JdbcLockFactory.builder(other.dataSource()).build()) {
				copies.create(this.election, "a").create(LeaderElectionRecord.heldBy("a", 1, LEASE), TIMEOUT);
			}
			connection.setAutoCommit(false);
			assertThatIllegalStateException().isThrownBy(() -> check(connection))
				.withMessageContaining(this.leader.describe())
				.withMessageContaining(
						"the transaction is on " + JdbcUrls.withoutSecrets(connection.getMetaData().getURL()));
			connection.rollback();
		}
	}

	@Test
	void knowsItsDatabaseBeforeTheLockHasBeenUsed() throws SQLException {
		try (JdbcLockFactory unused = JdbcLockFactory.builder(this.database.dataSource()).build();
				Connection connection = begin()) {
			unused.fence().check(connection, this.election, "a", 1);
			connection.rollback();
		}
	}

	@Test
	void aTableThatIsNotSeenIsNamed() throws SQLException {
		try (JdbcLockFactory misnamed = JdbcLockFactory
			.builder(new ConfiguredDataSource(this.database.dataSource(),
					(connection) -> execute(connection,
							"CREATE " + temporary() + " TABLE hidden AS SELECT * FROM leader_election")))
			.tableName("hidden")
			.build(); Connection connection = begin()) {
			misnamed.create("-", "-").get(TIMEOUT);
			assertThatExceptionOfType(LockException.class)
				.isThrownBy(() -> misnamed.fence().check(connection, this.election, "a", 1))
				.withMessageStartingWith("The transaction does not see the table 'hidden' of the leases on jdbc:");
			connection.rollback();
		}
	}

	@Test
	void aTransactionThatOnlyReadsIsFencedAsWell() throws SQLException {
		try (Connection connection = readOnly()) {
			check(connection);
			connection.commit();
		}
		takeOver("b");
		try (Connection connection = readOnly()) {
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> check(connection));
			connection.rollback();
		}
	}

	/**
	 * Eight threads commit fenced transactions one after the other until all renewals are
	 * done. One that had to stand behind all of them would starve, and fail at its
	 * deadline.
	 */
	@Test
	void renewalsSurviveASteadyStreamOfFencedTransactions() throws Exception {
		int threads = 8;
		Duration deadline = Duration.ofSeconds(20);
		AtomicBoolean over = new AtomicBoolean();
		AtomicInteger commits = new AtomicInteger();
		ExecutorService stream = Executors.newFixedThreadPool(threads);
		List<Future<?>> streams = new ArrayList<>();
		try {
			for (int i = 0; i < threads; i++) {
				streams.add(stream.submit(() -> {
					try (Connection connection = begin()) {
						while (!over.get()) {
							write(connection, 1);
							check(connection);
							connection.commit();
							commits.incrementAndGet();
						}
					}
					return null;
				}));
			}
			List<Duration> renewals = new ArrayList<>();
			while (renewals.size() < 20) {
				long start = System.nanoTime();
				assertThat(this.leader.update(LeaderElectionRecord.heldBy("a", 1, LEASE), new HeldBy("a", 1), deadline))
					.isTrue();
				renewals.add(Duration.ofNanos(System.nanoTime() - start));
				int seen = commits.get();
				Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> commits.get() > seen);
			}
			over.set(true);
			for (Future<?> each : streams) {
				each.get(30, TimeUnit.SECONDS);
			}
			// The slowest two may have met a machine that stalls.
			renewals.sort(null);
			assertThat(renewals.get(17)).as("of %s", renewals).isLessThan(Duration.ofMillis(1500));
			assertThat(commits).hasValueGreaterThan(threads);
		}
		finally {
			over.set(true);
			stream.shutdownNow();
			assertThat(stream.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	String temporary() {
		return "TEMPORARY";
	}

}
