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
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** The contract on one database, with what is only true of tables. */
abstract class JdbcLockContract extends BulkCallsContract {

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

	@ParameterizedTest
	@ValueSource(strings = { "other_shape", "order" })
	void aTableThatCannotBeUsedIsReportedWithWhatCreatesIt(String table) throws SQLException {
		this.database.execute("DROP TABLE IF EXISTS other_shape",
				"CREATE TABLE other_shape (election_name VARCHAR(128) NOT NULL PRIMARY KEY)");
		try (JdbcLockFactory factory = factory().tableName(table).build()) {
			assertThatExceptionOfType(InvalidTableException.class).isThrownBy(() -> factory.checkTable(TIMEOUT))
				.satisfies((ex) -> {
					assertThat(ex.getTableName()).isEqualTo(table);
					assertThat(ex.getDdl()).startsWith("CREATE TABLE IF NOT EXISTS " + table + " (");
					assertThat(ex.getDatabaseMessage()).isEqualTo(ex.getCause().getMessage());
					assertThat(ex).hasMessageContaining(ex.getDdl()).hasMessageContaining(ex.getDatabaseMessage());
				});
			assertThatExceptionOfType(InvalidTableException.class)
				.isThrownBy(() -> factory.create("e", "a").create(record("a", 1), TIMEOUT));
		}
	}

	@ParameterizedTest
	@CsvSource({ "fencing_token, 0", "fencing_token, -3", "fencing_token, 9223372036854775807", "lease_duration_ms, 0",
			"lease_duration_ms, -1", "lease_duration_ms, 9223372036854775807" })
	void aRowThatNoCandidateWritesIsRefused(String column, long value) throws SQLException {
		ResourceLock lock = candidate("a");
		lock.create(record("a", 1), TIMEOUT);
		this.database.execute("UPDATE leader_election SET " + column + " = " + value + " WHERE election_name = '"
				+ this.election + "'");

		assertThatExceptionOfType(LockException.class).isThrownBy(() -> lock.get(TIMEOUT))
			.withMessageContaining("Could not read leader_election/" + this.election + " on jdbc:")
			.withMessageContaining(column + " = " + value)
			.withMessageContaining("it must be from 1 to ")
			.withMessageContaining("Set it to ");
		this.database.execute("UPDATE leader_election SET fencing_token = 7, lease_duration_ms = 15000"
				+ " WHERE election_name = '" + this.election + "'");
		assertThat(read(lock).record().fencingToken()).isEqualTo(7);
	}

	/** Servers and drivers count milliseconds in an int, which is less than 25 days. */
	@Test
	void callsMayTakeTheLongestTimeThereIs() {
		Duration longest = ElectionTimings.MAX_DURATION;
		try (JdbcLockFactory factory = factory().callBound(longest).build()) {
			factory.checkTable(longest);
			ResourceLock lock = factory.create(this.election, "a");

			assertThat(lock.create(record("a", 1), longest)).isTrue();
			assertThat(lock.update(record("a", 1), new HeldBy("a", 1), longest)).isTrue();
			assertThat(lock.batch().execute(List.of(read(lock, longest), read(lock, longest))))
				.hasOnlyElementsOfType(LockReply.Read.class);
		}
	}

	private static LockCall read(ResourceLock lock, Duration timeout) {
		return new LockCall(lock, new LockOperation.Get(), timeout);
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

}
