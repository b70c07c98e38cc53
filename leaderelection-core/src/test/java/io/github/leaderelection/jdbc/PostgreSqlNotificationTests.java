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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.lock.LockWatch;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static io.github.leaderelection.jdbc.Listeners.SOON;
import static io.github.leaderelection.jdbc.Listeners.TIMEOUT;
import static io.github.leaderelection.jdbc.Listeners.awaitHints;
import static io.github.leaderelection.jdbc.Listeners.held;
import static io.github.leaderelection.jdbc.Listeners.listening;
import static io.github.leaderelection.jdbc.Listeners.released;
import static io.github.leaderelection.jdbc.Listeners.watched;
import static org.assertj.core.api.Assertions.assertThat;

/** Two factories stand for two processes. */
class PostgreSqlNotificationTests {

	private final TestDatabase database = TestDatabases.postgres();

	private final NotificationEvents log = new NotificationEvents();

	private JdbcLockFactory here;

	private JdbcLockFactory there;

	@BeforeEach
	void createTable() throws SQLException {
		LeaderElectionSchema.create(this.database.dataSource(), SqlDialects.forPlatform("postgresql"),
				"leader_election");
		// One of another test may need a moment to end.
		Awaitility.await().until(() -> Listeners.threads() == 0);
		this.here = factory().build();
		this.there = factory().build();
	}

	@AfterEach
	void close() {
		this.here.close();
		this.there.close();
		this.database.close();
		this.log.close();
	}

	private JdbcLockFactory.Builder factory() {
		return JdbcLockFactory.builder(this.database.dataSource());
	}

	/** Looks so seldom that only a notification can help it within a test. */
	private static LeaderElector patient(ResourceLock lock) {
		return LeaderElector.create(LeaderElectionConfig.builder()
			.lock(lock)
			.leaseDuration(Duration.ofSeconds(120))
			.renewDeadline(Duration.ofSeconds(80))
			.retryPeriod(Duration.ofSeconds(30))
			.build());
	}

	@Test
	void aReleaseWakesAFollowerOfAnotherProcess() {
		try (LeaderElector leader = patient(this.here.create("reports", "a"));
				LeaderElector follower = patient(this.there.create("reports", "b"))) {
			leader.start();
			Awaitility.await().until(leader::isLeader);
			follower.start();
			Awaitility.await().until(() -> follower.getLeader().isPresent());
			// the leader listens as well
			Awaitility.await().until(() -> Listeners.count(this.database) == 2);

			leader.stop();

			Awaitility.await().atMost(SOON).until(follower::isLeader);
			assertThat(follower.leadership().orElseThrow().fencingToken()).isEqualTo(2);
		}
	}

	@Test
	void anAcquisitionWakesObservers() {
		try (LeaderElector observer = patient(this.there.create("reports", "b"));
				LeaderElector first = patient(this.here.create("reports", "a"))) {
			observer.pause();
			observer.start();
			Listeners.await(this.database);
			Awaitility.await().until(() -> observer.status().fencingToken() == 0 && observer.getLeader().isEmpty());

			first.start();
			Awaitility.await().atMost(SOON).until(() -> observer.getLeader().equals(Optional.of("a")));

			first.stop();
			Awaitility.await().atMost(SOON).until(() -> observer.getLeader().isEmpty());
		}
	}

	@Test
	void aRenewalTellsNobodyAndNeitherDoesAWriteThatIsRefused() {
		ResourceLock leader = this.here.create("reports", "a");
		ResourceLock follower = this.there.create("reports", "b");
		AtomicInteger hints = listening(follower);
		AtomicInteger marks = watched(this.there.create("mark", "b"));
		int before = hints.get();

		assertThat(leader.create(held("a", 1), TIMEOUT)).isTrue();
		for (int i = 0; i < 3; i++) {
			assertThat(leader.update(held("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();
		}
		assertThat(follower.create(held("b", 1), TIMEOUT)).isFalse();
		assertThat(follower.update(held("b", 2), new AtVersion(1), TIMEOUT)).isFalse();
		assertThat(follower.update(released(1), new HeldBy("b", 1), TIMEOUT)).isFalse();
		assertThat(leader.update(released(1), new HeldBy("a", 1), TIMEOUT)).isTrue();
		assertThat(follower.update(held("b", 2), new AtVersion(5), TIMEOUT)).isTrue();
		// notifications come in the order of the commits
		int marked = marks.get();
		this.here.create("mark", "a").create(held("a", 1), TIMEOUT);
		awaitHints(marks, marked + 1);

		assertThat(hints.get() - before).as("create, release, takeover").isEqualTo(3);
	}

	@Test
	void theNameOfTheElectionArrivesAsItIs() {
		String name = "o'brien \"ü\" \\ %s {} \uD83D\uDE80";
		AtomicInteger hints = listening(this.there.create(name, "b"));
		int before = hints.get();
		this.here.create(name, "a").create(held("a", 1), TIMEOUT);
		awaitHints(hints, before + 1);
	}

	@Test
	void aTableInASchemaHasTheChannelOfItsName() throws SQLException {
		this.database.execute("CREATE SCHEMA leases");
		LeaderElectionSchema.create(this.database.dataSource(), SqlDialects.forPlatform("postgresql"),
				"leases.Who_Leads");
		try (JdbcLockFactory upper = factory().tableName("leases.Who_Leads").build();
				JdbcLockFactory lower = factory().tableName("leases.who_leads").build()) {
			AtomicInteger hints = listening(upper.create("reports", "b"));
			int before = hints.get();
			lower.create("reports", "a").create(held("a", 1), TIMEOUT);
			awaitHints(hints, before + 1);
		}
	}

	@Test
	void allElectionsOfAProcessShareOneConnectionAndOneThread() {
		List<AtomicInteger> hints = Stream.of("reports", "invoices", "mails")
			.map((name) -> watched(this.there.create(name, "b")))
			.toList();
		this.there.checkTable(TIMEOUT);
		hints.forEach((heard) -> awaitHints(heard, 1));
		assertThat(Listeners.threads()).isEqualTo(1);
		assertThat(Listeners.count(this.database)).isEqualTo(1);
	}

	@Test
	void aWatchThatHasEndedHearsNothing() {
		ResourceLock lock = this.there.create("reports", "b");
		AtomicInteger hints = listening(lock);
		AtomicInteger ended = new AtomicInteger();
		LockWatch watch = lock.watch(ended::incrementAndGet);
		watch.close();
		watch.close();
		int before = hints.get();
		this.here.create("reports", "a").create(held("a", 1), TIMEOUT);
		awaitHints(hints, before + 1);
		assertThat(ended).hasValue(0);
	}

	@Test
	void aListenerWhoseSessionWasEndedListensAgain() {
		ResourceLock leader = this.here.create("reports", "a");
		AtomicInteger others = watched(this.there.create("invoices", "b"));
		AtomicInteger hints = listening(this.there.create("reports", "b"));
		awaitTested();
		for (int outage = 1; outage <= 2; outage++) {
			int before = hints.get();
			int othersBefore = others.get();
			// A client may know sooner than the server that a session is over.
			Listeners.await(this.database);
			assertThat(Listeners.kill(this.database)).isEqualTo(1);
			awaitHints(hints, before + 1);
			awaitHints(others, othersBefore + 1);
			assertThat(hints.get()).as("one hint for what may have been lost").isEqualTo(before + 1);
			int outages = outage;
			Awaitility.await().until(() -> this.log.of(Level.INFO).size() == 2 * outages);
		}
		int before = hints.get();
		leader.create(held("a", 1), TIMEOUT);
		awaitHints(hints, before + 1);

		assertThat(this.log.of(Level.WARN)).isEmpty();
		assertThat(this.log.of(Level.INFO).get(0)).startsWith("INFO Notifications are interrupted, ")
			.contains("channel=leader_election error=")
			.contains("terminating connection due to administrator command");
		assertThat(this.log.of(Level.INFO).get(1))
			.isEqualTo("INFO Notifications arrive again: channel=leader_election");
	}

	private void awaitTested() {
		Awaitility.await()
			.until(() -> this.log.all().contains("DEBUG Listening for notifications: channel=leader_election"));
	}

	@Test
	void sendsNothingWhileItListens() {
		ResourceLock lock = this.there.create("reports", "b");
		listening(lock);
		awaitTested();
		long pid = Listeners.pid(this.database);
		long before = Listeners.lastStatement(this.database, pid);
		// as long as it waits in one go, and longer
		Awaitility.await()
			.pollDelay(Duration.ofSeconds(6))
			.atMost(Duration.ofSeconds(30))
			.until(() -> lock.get(TIMEOUT).isEmpty());
		assertThat(Listeners.lastStatement(this.database, pid)).isEqualTo(before);
	}

	/** Where the lock has lost its connection, the listener may have lost its own. */
	@Test
	void looksAfterItsConnectionWhenTheLockHasLostItsOwn() {
		ResourceLock lock = this.there.create("reports", "b");
		listening(lock);
		awaitTested();
		long pid = Listeners.pid(this.database);
		long before = Listeners.lastStatement(this.database, pid);
		this.database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
				+ " WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), " + pid + ")");
		assertThat(Stream.of(1, 2).map((call) -> isAnswered(lock))).containsExactly(false, true);

		Awaitility.await().atMost(TIMEOUT).until(() -> Listeners.lastStatement(this.database, pid) > before);
	}

	private static boolean isAnswered(ResourceLock lock) {
		try {
			lock.get(TIMEOUT);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	@Test
	void endsWithItsFactory() {
		listening(this.there.create("reports", "b"));
		assertThat(Listeners.threads()).isEqualTo(1);
		this.there.close();

		Awaitility.await().atMost(SOON).until(() -> Listeners.threads() == 0);
		Awaitility.await().until(() -> Listeners.count(this.database) == 0);
		assertThat(this.log.of(Level.INFO)).isEmpty();
	}

	@Test
	void withoutAWatchNobodyListens() {
		this.here.create("reports", "a").create(held("a", 1), TIMEOUT);
		assertThat(Listeners.threads()).isZero();
		assertThat(Listeners.count(this.database)).isZero();
	}

	@Test
	void whoHasSwitchedThemOffNeitherNotifiesNorListens() throws SQLException {
		try (JdbcLockFactory silent = factory().notifications(false).build();
				Connection ear = this.database.connect();
				Statement statement = ear.createStatement()) {
			statement.execute("LISTEN leader_election");
			ResourceLock lock = silent.create("reports", "a");
			try (LockWatch watch = lock.watch(() -> {
				throw new AssertionError("a hint");
			})) {
				assertThat(watch).isNotNull();
				assertThat(lock.create(held("a", 1), TIMEOUT)).isTrue();
				assertThat(lock.update(released(1), new HeldBy("a", 1), TIMEOUT)).isTrue();
				assertThat(Listeners.threads()).isZero();
			}
			this.here.create("mark", "a").create(held("a", 1), TIMEOUT);

			assertThat(heard(ear)).containsExactly("mark");
		}
	}

	@Test
	void aPoolLendsNoConnectionToAListener() throws SQLException {
		try (JdbcLockFactory pooled = factory().pooled(true).build();
				Connection ear = this.database.connect();
				Statement statement = ear.createStatement()) {
			statement.execute("LISTEN leader_election");
			ResourceLock lock = pooled.create("reports", "a");
			try (LockWatch watch = lock.watch(() -> {
			})) {
				assertThat(watch).isNotNull();
				assertThat(lock.create(held("a", 1), TIMEOUT)).isTrue();
				assertThat(Listeners.threads()).isZero();
			}
			assertThat(heard(ear)).as("it notifies all the same").containsExactly("reports");
		}
	}

	private static List<String> heard(Connection ear) throws SQLException {
		PGNotification[] heard = ear.unwrap(PGConnection.class).getNotifications((int) TIMEOUT.toMillis());
		return Stream.of(heard).map(PGNotification::getParameter).toList();
	}

}
