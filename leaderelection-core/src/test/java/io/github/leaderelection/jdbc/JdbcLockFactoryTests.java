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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What does not depend on the database: where connections come from and go to. */
@Timeout(60)
class JdbcLockFactoryTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final LeaderElectionRecord RECORD = LeaderElectionRecord.heldBy("a", 1, Duration.ofSeconds(15));

	private TestDatabase database;

	@BeforeEach
	void open() throws SQLException {
		this.database = TestDatabases.h2();
		LeaderElectionSchema.create(this.database.dataSource(), SqlDialects.forPlatform("h2"), "leader_election");
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void refusesABadTableNameAndABadBound() {
		JdbcLockFactory.Builder builder = JdbcLockFactory.builder(this.database.dataSource());

		assertThatIllegalArgumentException().isThrownBy(() -> builder.tableName("leases; --"));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.callBound(Duration.ZERO))
			.withMessageContaining("PT0S");
	}

	@Test
	void refusesNamesThatDoNotFit() {
		try (JdbcLockFactory factory = JdbcLockFactory.builder(this.database.dataSource()).build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> factory.create("n".repeat(129), "a"));
			assertThatIllegalArgumentException().isThrownBy(() -> factory.create("n", "a".repeat(256)));
		}
	}

	@Test
	void joinsNoTransactionOfTheCaller() {
		DataSource plain = this.database.dataSource();
		TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(plain));
		List<DataSource> dataSources = List.of(plain, new TransactionAwareDataSourceProxy(plain),
				new LazyConnectionDataSourceProxy(plain),
				new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(plain)));
		for (int i = 0; i < dataSources.size() * 2; i++) {
			JdbcLockFactory.Builder builder = JdbcLockFactory.builder(dataSources.get(i / 2)).pooled(i % 2 == 1);
			try (JdbcLockFactory factory = builder.build()) {
				ResourceLock lock = factory.create("election-" + i, "a");
				transaction.executeWithoutResult((status) -> {
					assertThat(lock.create(RECORD, TIMEOUT)).isTrue();
					status.setRollbackOnly();
				});
				assertThat(lock.get(TIMEOUT)).as("after the rollback").isPresent();
			}
		}
	}

	@Test
	void keepsOneConnectionForAllElections() {
		AtomicInteger opened = new AtomicInteger();
		DataSource counting = new ConfiguredDataSource(this.database.dataSource(),
				(connection) -> opened.incrementAndGet());
		try (JdbcLockFactory factory = JdbcLockFactory.builder(counting).build()) {
			ResourceLock one = factory.create("one", "a");
			ResourceLock two = factory.create("two", "a");
			assertThat(opened).hasValue(0);

			one.create(RECORD, TIMEOUT);
			two.create(RECORD, TIMEOUT);
			two.get(TIMEOUT);

			assertThat(opened).hasValue(1);
			assertThat(one.batch()).isEqualTo(two.batch());
		}
	}

	@Test
	void closesItsConnection() throws SQLException {
		ConfiguredDataSource dataSource = new ConfiguredDataSource(this.database.dataSource(), (connection) -> {
		});
		JdbcLockFactory factory = JdbcLockFactory.builder(dataSource).build();
		factory.checkTable(TIMEOUT);
		factory.close();

		assertThat(dataSource.last.isClosed()).isTrue();
	}

	@Test
	void aDatabaseThatIsDownIsTriedOnceABatch() {
		AtomicInteger attempts = new AtomicInteger();
		DataSource down = new ConfiguredDataSource(this.database.dataSource(), (connection) -> {
			attempts.incrementAndGet();
			connection.close();
			throw new SQLException("down");
		});
		try (JdbcLockFactory factory = JdbcLockFactory.builder(down).build()) {
			List<LockCall> calls = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				calls.add(new LockCall(factory.create("election-" + i, "a"), new LockOperation.Get(), TIMEOUT));
			}

			List<LockReply> replies = calls.get(0).lock().batch().execute(calls);

			assertThat(replies).hasSize(10)
				.allSatisfy((reply) -> assertThat(((LockReply.Failed) reply).cause()).isInstanceOf(LockException.class)
					.hasMessageContaining("no connection: down"));
			assertThat(attempts).hasValue(1);
		}
	}

	@Test
	void aCallWhoseTimeIsUpIsNotMade() {
		StatementRecorder recorder = new StatementRecorder(this.database.dataSource());
		try (JdbcLockFactory factory = JdbcLockFactory.builder(recorder.dataSource()).build()) {
			ResourceLock lock = factory.create("reports", "a");

			assertThatExceptionOfType(LockException.class).isThrownBy(() -> lock.get(Duration.ZERO))
				.withMessageContaining("its time was up");
			assertThat(recorder.statements()).isEmpty();
		}
	}

	@Test
	void aCallBesideAnotherWaitsNoLongerThanItsTimeout() throws Exception {
		Gate gate = new Gate(this.database.dataSource());
		try (JdbcLockFactory factory = JdbcLockFactory.builder(gate).build()) {
			ResourceLock lock = factory.create("reports", "a");
			CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> lock.create(RECORD, TIMEOUT));
			gate.entered.await();

			assertThatExceptionOfType(LockException.class).isThrownBy(() -> lock.get(Duration.ofMillis(100)))
				.withMessageContaining("Another call");
			gate.opened.countDown();

			assertThat(first.get()).isTrue();
			assertThat(lock.get(TIMEOUT)).isPresent();
		}
	}

	@Test
	void closingDoesNotWaitForACallThatHangs() throws Exception {
		Gate gate = new Gate(this.database.dataSource());
		JdbcLockFactory factory = JdbcLockFactory.builder(gate).build();
		ResourceLock lock = factory.create("reports", "a");
		CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> lock.create(RECORD, TIMEOUT));
		gate.entered.await();

		factory.close();
		assertThat(first).isNotDone();
		gate.opened.countDown();
		first.get();

		assertThat(gate.connection.isClosed()).as("what was opened after the closing").isTrue();
	}

	@Test
	void givesAPoolsConnectionBackAsItCame() throws SQLException {
		try (Connection connection = this.database.connect()) {
			connection.setAutoCommit(false);
			ResourceLock lock = JdbcLockFactory.builder(new SingleConnectionDataSource(connection, true))
				.pooled(true)
				.build()
				.create("reports", "a");

			assertThat(lock.create(RECORD, TIMEOUT)).isTrue();

			assertThat(connection.getAutoCommit()).isFalse();
			assertThat(connection.isClosed()).isFalse();
		}
	}

	@Test
	void describesADatabaseThatItHasNotReached() {
		DataSource opaque = new DelegatingDataSource(this.database.dataSource());
		try (JdbcLockFactory factory = JdbcLockFactory.builder(opaque).build()) {
			ResourceLock lock = factory.create("reports", "a");
			assertThat(lock.describe()).isEqualTo("leader_election/reports on a database not reached so far");

			lock.get(TIMEOUT);

			assertThat(lock.describe()).isEqualTo("leader_election/reports on "
					+ this.database.jdbcUrl().substring(0, this.database.jdbcUrl().indexOf(';')));
			assertThat(factory.dialect())
				.hasValueSatisfying((dialect) -> assertThat(dialect.platform()).isEqualTo("h2"));
			assertThat(factory.tableName()).isEqualTo("leader_election");
		}
	}

	/** Hands out no connection until it is opened. */
	private static final class Gate extends DelegatingDataSource {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch opened = new CountDownLatch(1);

		private volatile Connection connection;

		Gate(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.entered.countDown();
			try {
				this.opened.await();
			}
			catch (InterruptedException ex) {
				throw new SQLException(ex);
			}
			this.connection = super.getConnection();
			return this.connection;
		}

	}

}
