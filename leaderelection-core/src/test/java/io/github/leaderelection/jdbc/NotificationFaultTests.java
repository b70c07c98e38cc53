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
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockWatch;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static io.github.leaderelection.jdbc.Listeners.TIMEOUT;
import static io.github.leaderelection.jdbc.Listeners.awaitHints;
import static io.github.leaderelection.jdbc.Listeners.held;
import static io.github.leaderelection.jdbc.Listeners.listening;
import static io.github.leaderelection.jdbc.Listeners.watched;
import static org.assertj.core.api.Assertions.assertThat;

/** Where notifications do not come through: nothing else suffers from it. */
class NotificationFaultTests {

	private final TestDatabase database = TestDatabases.postgres();

	private final NotificationEvents log = new NotificationEvents();

	private final AtomicInteger opened = new AtomicInteger();

	private final AtomicInteger openedByListener = new AtomicInteger();

	@BeforeEach
	void createTable() throws SQLException {
		// One of another test may need a moment to end.
		Awaitility.await().until(() -> Listeners.threads() == 0);
		create(this.database);
	}

	private static void create(TestDatabase database) throws SQLException {
		LeaderElectionSchema.create(database.dataSource(), SqlDialects.forPlatform(database.platform()),
				"leader_election");
	}

	@AfterEach
	void close() {
		this.database.close();
		this.log.close();
	}

	private interface Opening {

		Connection open(int number, Connection connection) throws SQLException;

	}

	/** Counts connections, and does something to each of them. */
	private DataSource dataSource(TestDatabase database, Opening opening) {
		return new DelegatingDataSource(database.dataSource()) {

			@Override
			public Connection getConnection() throws SQLException {
				if (Listeners.isListener(Thread.currentThread())) {
					NotificationFaultTests.this.openedByListener.incrementAndGet();
				}
				return opening.open(NotificationFaultTests.this.opened.incrementAndGet(), super.getConnection());
			}

		};
	}

	/** As a proxy that shares a server's connections out: LISTEN succeeds there. */
	private static Connection swallowing(Connection connection) {
		return wrap(Connection.class, connection, "");
	}

	/** A driver that speaks PostgreSQL, and is not PostgreSQL's. */
	private static Connection foreign(Connection connection) {
		return wrap(Connection.class, connection, "isWrapperFor");
	}

	private static <T> T wrap(Class<T> type, Object target, String denied) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				if (method.getName().equals(denied)) {
					return false;
				}
				boolean listen = arguments != null && arguments[0] instanceof String sql && sql.startsWith("LISTEN ");
				try {
					Object result = method.invoke(target, listen ? new Object[] { "SELECT 1" } : arguments);
					return method.getName().equals("createStatement") ? wrap(Statement.class, result, "") : result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	@Test
	void aProxyThatSwallowsListenIsSurvivedAndNamedOnce() {
		JdbcLockFactory factory = JdbcLockFactory
			.builder(dataSource(this.database, (number, connection) -> swallowing(connection)))
			.build();
		try (factory; LeaderElector follower = polling(factory.create("reports", "b"))) {
			try (JdbcLockFactory other = JdbcLockFactory.builder(this.database.dataSource()).build();
					LeaderElector leader = polling(other.create("reports", "a"))) {
				leader.start();
				Awaitility.await().until(leader::isLeader);
				follower.start();
				Awaitility.await().until(() -> follower.getLeader().isPresent());
				Awaitility.await().atMost(TIMEOUT).until(() -> !this.log.of(Level.WARN).isEmpty());
			}
			Awaitility.await().until(follower::isLeader);
			assertThat(this.log.of(Level.WARN)).singleElement()
				.asString()
				.contains("has not arrived within 5 s", "PgBouncer", "channel=leader_election",
						"leaderelection.jdbc.notifications=off", "JdbcLockFactory.Builder.notifications(false)",
						"a DataSource that goes to the server directly");
			Awaitility.await()
				.during(Duration.ofSeconds(2))
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(
						() -> assertThat(this.openedByListener).as("its own, and for the test of it").hasValue(2));
		}
		assertThat(this.log.of(Level.INFO)).isEmpty();
		assertThat(Listeners.threads()).isZero();
	}

	private static LeaderElector polling(ResourceLock lock) {
		return LeaderElector.create(LeaderElectionConfig.builder()
			.lock(lock)
			.leaseDuration(Duration.ofSeconds(4))
			.renewDeadline(Duration.ofSeconds(3))
			.retryPeriod(Duration.ofMillis(200))
			.build());
	}

	/** No connection to be had but that of the lock, for a while. */
	@Test
	void anOutageIsToldOnceAndMended() {
		AtomicInteger refusals = new AtomicInteger(3);
		DataSource scarce = dataSource(this.database, (number, connection) -> {
			if (number > 1 && refusals.getAndDecrement() > 0) {
				connection.close();
				throw new SQLTransientConnectionException("remaining connection slots are reserved");
			}
			return connection;
		});
		try (JdbcLockFactory factory = JdbcLockFactory.builder(scarce).build()) {
			ResourceLock lock = factory.create("reports", "a");
			AtomicInteger hints = watched(lock);
			assertThat(lock.create(held("a", 1), TIMEOUT)).isTrue();
			awaitHints(hints, 1);
			Awaitility.await().until(() -> this.log.of(Level.INFO).size() == 2);
			assertThat(this.log.of(Level.INFO).get(0))
				.isEqualTo("INFO Notifications are interrupted, followers look regularly meanwhile, and take over later"
						+ " after a release; trying again: channel=leader_election"
						+ " error=remaining connection slots are reserved");
			assertThat(this.log.of(Level.INFO).get(1)).startsWith("INFO Notifications arrive again");
			assertThat(this.log.of(Level.DEBUG)).filteredOn((event) -> event.contains("Still no notifications"))
				.hasSize(2);
		}
	}

	/** It proves nothing where the test itself fails, so it goes on listening. */
	@Test
	void aTestThatCannotBeSentIsNoVerdict() {
		DataSource scarce = dataSource(this.database, (number, connection) -> {
			if (number == 3) {
				connection.close();
				throw new SQLTransientConnectionException("remaining connection slots are reserved");
			}
			return connection;
		});
		try (JdbcLockFactory factory = JdbcLockFactory.builder(scarce).build();
				JdbcLockFactory other = JdbcLockFactory.builder(this.database.dataSource()).build()) {
			AtomicInteger hints = listening(factory.create("reports", "b"));
			Awaitility.await()
				.until(() -> this.log.of(Level.DEBUG)
					.contains("DEBUG Could not test whether notifications arrive: channel=leader_election"));
			int before = hints.get();
			other.create("reports", "a").create(held("a", 1), TIMEOUT);
			awaitHints(hints, before + 1);
			assertThat(this.log.of(Level.WARN)).isEmpty();
		}
	}

	@Test
	void aDriverThatIsNotPostgreSqlsOwnIsLeftAlone() {
		DataSource foreign = dataSource(this.database, (number, connection) -> foreign(connection));
		try (JdbcLockFactory factory = JdbcLockFactory.builder(foreign).build()) {
			ResourceLock lock = factory.create("reports", "a");
			watched(lock);
			assertThat(lock.create(held("a", 1), TIMEOUT)).isTrue();
			Awaitility.await().until(() -> this.log.of(Level.INFO).size() == 1);
			assertThat(this.log.of(Level.INFO)).singleElement()
				.asString()
				.startsWith("INFO No notifications: the driver is not PostgreSQL's own, ")
				.endsWith("channel=leader_election driver=PostgreSQL JDBC Driver");
			Awaitility.await().until(() -> Listeners.threads() == 0);
			assertThat(this.opened).hasValue(2);
		}
	}

	@Test
	void theDriverNeedNotBeThere() {
		assertThat(NotificationConnection.isDriverPresent(getClass().getClassLoader())).isTrue();
		assertThat(NotificationConnection.isDriverPresent(ClassLoader.getPlatformClassLoader())).isFalse();
	}

	/** Leases come first where there is but one connection to be had. */
	@Test
	void aListenerMakesWayForALeaseThatGetsNoConnection() throws SQLException {
		List<Connection> open = new CopyOnWriteArrayList<>();
		AtomicInteger most = new AtomicInteger(3);
		DataSource scarce = dataSource(this.database, (number, connection) -> {
			for (Connection each : open) {
				if (each.isClosed()) {
					open.remove(each);
				}
			}
			if (open.size() >= most.get()) {
				connection.close();
				throw new SQLTransientConnectionException("remaining connection slots are reserved");
			}
			open.add(connection);
			return connection;
		});
		try (JdbcLockFactory factory = JdbcLockFactory.builder(scarce).build()) {
			ResourceLock lock = factory.create("reports", "a");
			listening(lock);
			assertThat(lock.create(held("a", 1), TIMEOUT)).isTrue();
			most.set(1);
			open.get(0).close();
			Awaitility.await()
				.ignoreExceptionsInstanceOf(LockException.class)
				.until(() -> lock.get(TIMEOUT).isPresent());
		}
	}

	/** It must not hold up a close while it waits to try again. */
	@Test
	void endsAtOnceThoughItIsWaiting() {
		DataSource scarce = dataSource(this.database, (number, connection) -> {
			if (number > 1) {
				connection.close();
				throw new SQLTransientConnectionException("remaining connection slots are reserved");
			}
			return connection;
		});
		JdbcLockFactory factory = JdbcLockFactory.builder(scarce).build();
		ResourceLock lock = factory.create("reports", "a");
		watched(lock);
		lock.get(TIMEOUT);
		Awaitility.await().until(() -> this.opened.get() >= 4);
		factory.close();
		assertThat(Listeners.threads()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "mariadb" })
	void otherDatabasesGetNoConnectionAndNoThread(String platform) throws SQLException {
		try (TestDatabase other = platform.equals("h2") ? TestDatabases.h2() : TestDatabases.mariaDb()) {
			create(other);
			try (JdbcLockFactory factory = JdbcLockFactory
				.builder(dataSource(other, (number, connection) -> connection))
				.build()) {
				ResourceLock lock = factory.create("reports", "a");
				try (LockWatch watch = lock.watch(() -> {
					throw new AssertionError("a hint");
				})) {
					assertThat(watch).isNotNull();
					assertThat(lock.create(held("a", 1), TIMEOUT)).isTrue();
				}
				assertThat(this.opened).hasValue(1);
				assertThat(Listeners.threads()).isZero();
			}
		}
		assertThat(this.log.all()).isEqualTo(List.of());
	}

}
