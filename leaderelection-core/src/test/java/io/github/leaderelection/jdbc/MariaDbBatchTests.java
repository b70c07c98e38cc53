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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;

/** Many rows in one short transaction, and what becomes of it where it fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbBatchTests {

	private static final int ROWS = 50;

	private static final LockReply APPLIED = new LockReply.Applied();

	private static final LockOperation CREATE = new LockOperation.Create(record("a", 1));

	private static final LockOperation RENEW = new LockOperation.Update(record("a", 1), new HeldBy("a", 1));

	private TestDatabase database;

	@BeforeAll
	void open() throws SQLException {
		this.database = TestDatabases.mariaDb();
		LeaderElectionSchema.create(this.database.dataSource(), SqlDialects.forPlatform("mariadb"), "leader_election");
	}

	@AfterAll
	void drop() {
		if (this.database != null) {
			this.database.close();
		}
	}

	@BeforeEach
	void empty() {
		this.database.execute("DELETE FROM leader_election");
	}

	@Test
	void aStatementLocksAllRowsAndABatchWritesThem() throws SQLException {
		StatementRecorder recorder = new StatementRecorder(this.database.dataSource());
		ConfiguredDataSource dataSource = new ConfiguredDataSource(recorder.dataSource(), (connection) -> {
		});
		try (JdbcLockFactory process = JdbcLockFactory.builder(dataSource).build()) {
			process.checkTable(Duration.ofSeconds(20));
			assertThat(statementsOf(recorder, process, CREATE)).hasSize(1).allMatch((sql) -> sql.contains("INSERT"));
			assertThat(statementsOf(recorder, process, new LockOperation.Get())).hasSize(1);
			assertThat(statementsOf(recorder, process, RENEW)).satisfiesExactly(
					(sql) -> assertThat(sql).contains("SKIP LOCKED"), (sql) -> assertThat(sql).contains("UPDATE"));
			assertThat(statementsOf(recorder, process, acquisition(2, 2))).satisfiesExactly(
					(sql) -> assertThat(sql).contains("SKIP LOCKED"), (sql) -> assertThat(sql).contains("UPDATE"));
			assertThat(dataSource.last.getAutoCommit()).isTrue();
			assertThat(dataSource.opened).isEqualTo(1);
		}
	}

	private static List<String> statementsOf(StatementRecorder recorder, JdbcLockFactory process,
			LockOperation operation) {
		recorder.clear();
		assertThat(execute(process, operation)).noneMatch(LockReply.Failed.class::isInstance)
			.noneMatch(LockReply.Refused.class::isInstance);
		return recorder.statements();
	}

	/** Committed or not: nobody may be told that its acquisition was refused. */
	@Test
	void acquisitionsFailWhereTheAnswerToTheCommitIsLost() throws SQLException {
		Sabotage sabotage = new Sabotage(this.database);
		try (JdbcLockFactory process = JdbcLockFactory.builder(sabotage).build()) {
			execute(process, CREATE);
			sabotage.broken.add("commit");
			assertThat(execute(process, acquisition(2, 1))).hasSize(ROWS).allMatch(LockReply.Failed.class::isInstance);
			assertThat(sabotage.last.isClosed()).isTrue();
			sabotage.broken.clear();
			assertThat(execute(process, acquisition(3, 2))).as("it had been committed").containsOnly(APPLIED);
		}
	}

	@Test
	void callsGoOneByOneWhereTheBatchFails() throws SQLException {
		Sabotage sabotage = new Sabotage(this.database);
		try (JdbcLockFactory process = JdbcLockFactory.builder(sabotage).build()) {
			execute(process, CREATE);
			sabotage.broken.add("executeBatch");
			assertThat(execute(process, acquisition(2, 1))).hasSize(ROWS).containsOnly(APPLIED);
			assertThat(sabotage.last.getAutoCommit()).isTrue();
			assertThat(sabotage.opened).isEqualTo(1);
		}
	}

	@Test
	void callsGoOneByOneWhereTheDriverDoesNotCount() throws SQLException {
		Sabotage sabotage = new Sabotage(this.database);
		sabotage.counts = false;
		try (JdbcLockFactory process = JdbcLockFactory.builder(sabotage).build()) {
			assertThat(execute(process, CREATE)).containsOnly(APPLIED);
			assertThat(execute(process, acquisition(2, 1))).containsOnly(APPLIED);
			assertThat(execute(process, acquisition(2, 1))).containsOnly(new LockReply.Refused());
			assertThat(sabotage.last.getAutoCommit()).isTrue();
		}
	}

	@Test
	void aPoolsConnectionGoesBackAsItCame() throws SQLException {
		try (Connection pooled = this.database.connect();
				JdbcLockFactory process = JdbcLockFactory.builder(new SingleConnectionDataSource(pooled, true))
					.pooled(true)
					.build()) {
			pooled.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			assertThat(execute(process, CREATE)).containsOnly(APPLIED);
			assertThat(execute(process, RENEW)).containsOnly(APPLIED);
			assertThat(pooled.getAutoCommit()).isTrue();
		}
	}

	/** One that has vanished in between would keep the rows locked for hours. */
	@Test
	void theServerEndsATransactionWhoseClientIsSilent() throws SQLException {
		ConfiguredDataSource dataSource = new ConfiguredDataSource(this.database.dataSource(), (connection) -> {
		});
		try (JdbcLockFactory process = JdbcLockFactory.builder(dataSource).callBound(Duration.ofSeconds(3)).build()) {
			execute(process, CREATE);
			try (Statement statement = dataSource.last.createStatement();
					ResultSet row = statement.executeQuery("SELECT @@SESSION.idle_transaction_timeout")) {
				assertThat(row.next()).isTrue();
				assertThat(row.getInt(1)).isEqualTo(3);
			}
		}
	}

	@Test
	void connectionsOfAPoolWriteOneByOne() {
		StatementRecorder recorder = new StatementRecorder(this.database.dataSource());
		try (JdbcLockFactory process = JdbcLockFactory.builder(recorder.dataSource()).pooled(true).build()) {
			execute(process, CREATE);
			assertThat(statementsOf(recorder, process, RENEW)).hasSize(ROWS).noneMatch((sql) -> sql.contains("SKIP"));
		}
	}

	/** They are performed in parts, and none is left out. */
	@Test
	void moreRowsThanGoIntoOneTransaction() {
		try (JdbcLockFactory process = JdbcLockFactory.builder(this.database.dataSource()).build()) {
			assertThat(execute(process, CREATE, 1201)).hasSize(1201).containsOnly(APPLIED);
			assertThat(execute(process, RENEW, 1201)).hasSize(1201).containsOnly(APPLIED);
			assertThat(execute(process, new LockOperation.Get(), 1201))
				.allMatch((reply) -> ((LockReply.Read) reply).snapshot().orElseThrow().version() == 2);
		}
	}

	private static List<LockReply> execute(JdbcLockFactory process, LockOperation operation) {
		return execute(process, operation, ROWS);
	}

	private static List<LockReply> execute(JdbcLockFactory process, LockOperation operation, int rows) {
		List<LockCall> calls = IntStream.range(0, rows)
			.mapToObj((i) -> new LockCall(process.create("election-" + i, "a"), operation, Duration.ofSeconds(20)))
			.toList();
		return calls.get(0).lock().batch().execute(calls);
	}

	private static LockOperation acquisition(long token, long version) {
		return new LockOperation.Update(record("b", token), new AtVersion(version));
	}

	private static LeaderElectionRecord record(String holder, long token) {
		return LeaderElectionRecord.heldBy(holder, token, Duration.ofSeconds(15));
	}

	/** A driver whose calls work and fail nonetheless. */
	private static final class Sabotage extends DelegatingDataSource {

		private final Set<String> broken = ConcurrentHashMap.newKeySet();

		private boolean counts = true;

		private Connection last;

		private int opened;

		Sabotage(TestDatabase database) {
			super(database.dataSource());
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.last = super.getConnection();
			this.opened++;
			return spoil(Connection.class, this.last);
		}

		private <T> T spoil(Class<T> type, T target) {
			return type
				.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, given) -> {
					try {
						Object result = method.invoke(target, given);
						if (this.broken.contains(method.getName())) {
							throw new SQLException("sabotage");
						}
						if (result instanceof PreparedStatement statement) {
							return spoil(PreparedStatement.class, statement);
						}
						if (result instanceof int[] updates && !this.counts) {
							Arrays.fill(updates, Statement.SUCCESS_NO_INFO);
						}
						return result;
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				}));
		}

	}

}
