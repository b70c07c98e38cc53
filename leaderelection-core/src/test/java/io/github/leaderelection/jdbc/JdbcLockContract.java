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
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import io.github.leaderelection.testing.ResourceLockContract;
import io.github.leaderelection.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** The contract on one database, with what can only happen where rows are locked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcLockContract extends ResourceLockContract {

	/** How much later than its timeout a call may end on a busy machine. */
	private static final Duration SLACK = Duration.ofSeconds(3);

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
	void detectsTheDialect() throws SQLException {
		try (Connection connection = this.database.connect()) {
			assertThat(SqlDialects.detect(connection).platform()).isEqualTo(this.database.platform());
		}
	}

	@Test
	void holdsTheLongestNames() {
		String name = "n".repeat(JdbcLockFactory.MAX_ELECTION_NAME_LENGTH - 36) + this.election.substring(9);
		String identity = "ü".repeat(JdbcLockFactory.MAX_IDENTITY_LENGTH);
		ResourceLock lock = candidate(name, identity);

		assertThat(lock.create(record(identity, 1), TIMEOUT)).isTrue();
		assertThat(lock.update(record(identity, 1), new HeldBy(identity, 1), TIMEOUT)).isTrue();
		assertThat(read(lock).record().holderIdentity()).isEqualTo(identity);
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
		Duration timeout = Duration.ofSeconds(4);
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
	void aMissingTableIsReportedWithWhatCreatesIt() {
		try (JdbcLockFactory factory = factory().tableName("no_such_table").build()) {
			assertThatExceptionOfType(MissingTableException.class).isThrownBy(() -> factory.checkTable(TIMEOUT))
				.satisfies((ex) -> {
					assertThat(ex.getTableName()).isEqualTo("no_such_table");
					assertThat(ex.getDdl()).startsWith("CREATE TABLE IF NOT EXISTS no_such_table (").endsWith(";");
					assertThat(ex).hasMessageContaining(ex.getDdl());
				});
			assertThatExceptionOfType(MissingTableException.class)
				.isThrownBy(() -> factory.create("e", "a").create(record("a", 1), TIMEOUT));
			assertThatExceptionOfType(MissingTableException.class)
				.isThrownBy(() -> factory.create("e", "a").update(record("a", 1), new HeldBy("a", 1), TIMEOUT));
		}
	}

	@Test
	void aTableOfAnotherNameWorksLikewise() throws SQLException {
		LeaderElectionSchema.create(this.database.dataSource(), SqlDialects.forPlatform(this.database.platform()),
				"Other_1");
		try (JdbcLockFactory factory = factory().tableName("Other_1").build()) {
			factory.checkTable(TIMEOUT);
			ResourceLock lock = factory.create(this.election, "a");

			assertThat(lock.create(record("a", 1), TIMEOUT)).isTrue();
			assertThat(lock.describe()).startsWith("Other_1/" + this.election);
		}
		assertThat(candidate("a").get(TIMEOUT)).as("in the default table").isEmpty();
	}

	@Test
	void worksOnAPoolsConnections() {
		try (JdbcLockFactory factory = factory().pooled(true).build()) {
			ResourceLock lock = factory.create(this.election, "a");

			assertThat(lock.create(record("a", 1), TIMEOUT)).isTrue();
			assertThat(lock.update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();
			assertThat(lock.update(LeaderElectionRecord.released(1, LEASE), new HeldBy("a", 1), TIMEOUT)).isTrue();
			assertThat(read(lock).record().isHeld()).isFalse();
		}
	}

	@Test
	void describesItselfWithoutSecrets() {
		ResourceLock lock = candidate("a");
		lock.get(TIMEOUT);

		assertThat(lock.describe()).startsWith("leader_election/" + this.election + " on jdbc:")
			.doesNotContain("?", ";", "secret");
	}

	@Test
	void failsOnceItIsClosed() {
		JdbcLockFactory factory = factory().build();
		ResourceLock lock = factory.create(this.election, "a");
		lock.get(TIMEOUT);
		factory.close();
		factory.close();

		assertThatThrownBy(() -> lock.get(TIMEOUT)).isInstanceOf(LockException.class).hasMessageContaining("closed");
	}

	@Test
	void setsWhatItNeedsOnConnectionsThatComeOtherwise() throws SQLException {
		ConfiguredDataSource dataSource = new ConfiguredDataSource(this.database.dataSource(), (connection) -> {
			connection.setReadOnly(true);
			connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
			connection.setAutoCommit(false);
		});
		try (JdbcLockFactory factory = JdbcLockFactory.builder(dataSource).build()) {
			ResourceLock lock = factory.create(this.election, "a");
			assertThat(lock.create(record("a", 1), TIMEOUT)).isTrue();
			assertThat(read(candidate("b")).record().holderIdentity()).as("seen by others").isEqualTo("a");
			assertThat(lock.update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();

			assertThat(dataSource.last.getAutoCommit()).isTrue();
			assertThat(dataSource.last.isReadOnly()).isFalse();
			assertThat(dataSource.last.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
		}
	}

	@Test
	void timesDoNotDependOnTheZoneOfTheSession() {
		ConfiguredDataSource east = new ConfiguredDataSource(this.database.dataSource(),
				(connection) -> execute(connection, setZone("+12:45")));
		ConfiguredDataSource west = new ConfiguredDataSource(this.database.dataSource(),
				(connection) -> execute(connection, setZone("-09:30")));
		try (JdbcLockFactory writer = JdbcLockFactory.builder(east).build();
				JdbcLockFactory reader = JdbcLockFactory.builder(west).build()) {
			writer.create(this.election, "a").create(record("a", 1), TIMEOUT);
			LockSnapshot snapshot = read(reader.create(this.election, "b"));

			assertThat(snapshot.age()).isBetween(Duration.ZERO, TIMEOUT);
			assertThat(snapshot.record().renewTime()).isCloseTo(Instant.now(), within(TIMEOUT));
			assertThat(snapshot.record().acquireTime()).isEqualTo(snapshot.record().renewTime());
		}
	}

	String setZone(String offset) {
		return "SET TIME ZONE '" + offset + "'";
	}

	@Test
	void eachCallIsOneStatement() throws SQLException {
		StatementRecorder recorder = new StatementRecorder(this.database.dataSource());
		try (JdbcLockFactory factory = JdbcLockFactory.builder(recorder.dataSource()).build()) {
			ResourceLock lock = factory.create(this.election, "a");
			lock.get(TIMEOUT);
			recorder.clear();

			lock.create(record("a", 1), TIMEOUT);
			lock.update(record("a", 1), new HeldBy("a", 1), TIMEOUT);
			lock.get(TIMEOUT);
			lock.update(record("a", 2), new AtVersion(2), TIMEOUT);
			lock.update(LeaderElectionRecord.released(2, LEASE), new HeldBy("a", 2), TIMEOUT);

			assertThat(recorder.statements()).hasSize(5).allMatch((sql) -> sql.contains("leader_election"));
		}
	}

	@Test
	void renewsBeforeItReadsAndAcquiresLast() throws SQLException {
		StatementRecorder recorder = new StatementRecorder(this.database.dataSource());
		try (JdbcLockFactory factory = JdbcLockFactory.builder(recorder.dataSource()).build()) {
			ResourceLock one = factory.create(this.election, "a");
			ResourceLock two = factory.create(this.election + "-2", "a");
			ResourceLock three = factory.create(this.election + "-3", "a");
			one.get(TIMEOUT);
			recorder.clear();

			one.batch()
				.execute(List.of(call(one, new LockOperation.Update(record("a", 2), new AtVersion(1))),
						call(two, new LockOperation.Get()),
						call(three, new LockOperation.Update(record("a", 1), new HeldBy("a", 1)))));

			assertThat(recorder.statements()).satisfiesExactly(
					(sql) -> assertThat(sql).contains("holder_identity = ? AND"),
					(sql) -> assertThat(sql).startsWith("SELECT"),
					(sql) -> assertThat(sql).contains("version = ? AND"));
		}
	}

	@Test
	void createsTheTableOnceHoweverManyTry() throws Exception {
		int crowd = 8;
		SqlDialect dialect = SqlDialects.forPlatform(this.database.platform());
		ExecutorService threads = Executors.newFixedThreadPool(crowd);
		try {
			for (int round = 0; round < 5; round++) {
				String table = "raced_" + round;
				CyclicBarrier together = new CyclicBarrier(crowd);
				List<Callable<Boolean>> attempts = Collections.nCopies(crowd, () -> {
					together.await();
					return LeaderElectionSchema.create(this.database.dataSource(), dialect, table);
				});
				for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
					attempt.get();
				}
				assertThat(LeaderElectionSchema.create(this.database.dataSource(), dialect, table)).isFalse();
			}
		}
		finally {
			threads.shutdownNow();
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
