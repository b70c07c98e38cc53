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
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import io.github.leaderelection.test.lock.ResourceLockContract;
import io.github.leaderelection.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Rows that other transactions have locked, on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LockedRowsContract extends ResourceLockContract {

	/** How much later than its timeout a call may end on a busy machine. */
	private static final Duration SLACK = Duration.ofSeconds(10);

	TestDatabase database;

	abstract TestDatabase open() throws Exception;

	@BeforeAll
	void createTable() throws Exception {
		this.database = open();
		LeaderElectionSchema.create(this.database.dataSource(), SqlDialects.forPlatform(this.database.platform()),
				LeaderElectionSchema.DEFAULT_TABLE_NAME);
	}

	@AfterAll
	void drop() {
		if (this.database != null) {
			this.database.close();
		}
	}

	@Override
	protected ResourceLockFactory newProcess() {
		return factory().build();
	}

	JdbcLockFactory.Builder factory() {
		return JdbcLockFactory.builder(this.database.dataSource());
	}

	@Test
	void keepsItsTimeoutWhereARowIsLocked() throws SQLException {
		ResourceLock lock = candidate("a");
		lock.create(record("a", 1), TIMEOUT);
		Duration timeout = Duration.ofMillis(700);
		try (Connection other = lockRow(this.election)) {
			long start = System.nanoTime();
			assertThatExceptionOfType(LockException.class)
				.isThrownBy(() -> lock.update(record("a", 1), new HeldBy("a", 1), timeout))
				.withMessageContaining("Could not renew leader_election/" + this.election);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(timeout.dividedBy(2),
					timeout.plus(SLACK));
			other.rollback();
		}
		assertThat(lock.update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();
	}

	@Test
	void aCallThatFailsLeavesTheRestOfItsBatchAlone() throws SQLException {
		ResourceLockFactory process = process();
		ResourceLock blocked = process.create(this.election + "-blocked", "a");
		ResourceLock free = process.create(this.election + "-free", "a");
		ResourceLock refused = process.create(this.election + "-refused", "a");
		for (ResourceLock lock : List.of(blocked, free)) {
			lock.create(record("a", 1), TIMEOUT);
		}
		LockOperation renewal = new LockOperation.Update(record("a", 1), new HeldBy("a", 1));
		Duration timeout = Duration.ofSeconds(12);
		try (Connection other = lockRow(blocked.electionName())) {
			List<LockReply> replies = free.batch()
				.execute(List.of(new LockCall(blocked, renewal, timeout), new LockCall(refused, renewal, timeout),
						new LockCall(free, renewal, timeout)));

			assertThat(replies.get(0)).isInstanceOfSatisfying(LockReply.Failed.class,
					(failed) -> assertThat(failed.cause()).isInstanceOf(LockException.class));
			assertThat(replies.get(1)).isInstanceOf(LockReply.Refused.class);
			assertThat(replies.get(2)).isInstanceOf(LockReply.Applied.class);
			other.rollback();
		}
	}

	@Test
	void lockedRowsHoldUpNoOtherElection() throws SQLException {
		ConfiguredDataSource dataSource = new ConfiguredDataSource(this.database.dataSource(), (connection) -> {
		});
		try (JdbcLockFactory process = JdbcLockFactory.builder(dataSource).build()) {
			assertLockedRowsHoldUpNobody(process, Duration.ofMillis(2500));
			assertThat(dataSource.opened).as("connections").isEqualTo(1);
		}
	}

	/** Of 20 rows 6 are locked, over several retry periods. */
	final void assertLockedRowsHoldUpNobody(JdbcLockFactory process, Duration bound) throws SQLException {
		LockOperation renewal = new LockOperation.Update(record("a", 1), new HeldBy("a", 1));
		Duration timeout = Duration.ofSeconds(20);
		List<LockCall> calls = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			ResourceLock lock = process.create(this.election + "-" + i, "a");
			lock.create(record("a", 1), TIMEOUT);
			calls.add(new LockCall(lock, renewal, timeout));
		}
		LockBatch batch = calls.get(0).lock().batch();
		List<Connection> others = new ArrayList<>();
		try {
			for (int i = 0; i < 6; i++) {
				others.add(lockRow(this.election + "-" + i));
			}
			List<Duration> rounds = new ArrayList<>();
			for (int round = 0; round < 4; round++) {
				long start = System.nanoTime();
				List<LockReply> replies = batch.execute(calls);
				rounds.add(Duration.ofNanos(System.nanoTime() - start));

				assertThat(replies.subList(6, 20)).as("round %s", round)
					.allMatch((reply) -> reply instanceof LockReply.Applied);
				assertThat(replies.subList(0, 6)).allSatisfy((reply) -> assertThat(reply)
					.isInstanceOfSatisfying(LockReply.Failed.class, (failed) -> assertThat(failed.cause())
						.hasMessageContaining("another transaction keeps the row locked")));
			}
			// The slowest may have met a machine that stalls.
			rounds.sort(null);
			assertThat(rounds.get(2)).as("of %s", rounds).isLessThan(bound);
		}
		finally {
			for (Connection other : others) {
				other.rollback();
				other.close();
			}
		}
		assertThat(batch.execute(calls)).allMatch((reply) -> reply instanceof LockReply.Applied);
	}

	@Test
	void anAcquisitionOfALockedRowFailsSoonAndKeepsItsConnection() throws SQLException {
		ConfiguredDataSource dataSource = new ConfiguredDataSource(this.database.dataSource(), (connection) -> {
		});
		try (JdbcLockFactory process = JdbcLockFactory.builder(dataSource).build()) {
			ResourceLock lock = process.create(this.election, "b");
			lock.create(record("a", 1), TIMEOUT);
			List<LockCall> acquisition = List
				.of(call(lock, new LockOperation.Update(record("b", 2), new AtVersion(read(lock).version()))));
			try (Connection other = lockRow(this.election)) {
				assertThat(lock.batch().execute(acquisition).get(0)).isInstanceOfSatisfying(LockReply.Failed.class,
						(failed) -> assertThat(failed.cause())
							.hasMessageStartingWith("Could not acquire leader_election/" + this.election)
							.hasMessageContaining("another transaction keeps the row locked, after a wait of ")
							.hasCauseInstanceOf(SQLException.class));
				other.rollback();
			}
			assertThat(lock.batch().execute(acquisition).get(0)).isInstanceOf(LockReply.Applied.class);
			assertThat(dataSource.opened).as("connections").isEqualTo(1);
		}
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** Locks a row in a transaction that stays open. */
	Connection lockRow(String election) throws SQLException {
		return lockRow(election, "FOR UPDATE");
	}

	Connection lockRow(String election, String strength) throws SQLException {
		Connection connection = this.database.connect();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.executeQuery("SELECT * FROM leader_election WHERE election_name = '" + election + "' " + strength)
				.close();
		}
		return connection;
	}

}
