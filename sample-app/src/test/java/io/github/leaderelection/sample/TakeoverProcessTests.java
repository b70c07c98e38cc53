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

package io.github.leaderelection.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Real processes on one database, stopped and killed. */
@Timeout(180)
class TakeoverProcessTests {

	private static final Duration LEASE = Duration.ofSeconds(10);

	private static final Duration RETRY = Duration.ofSeconds(1);

	/** The longest that a follower waits from one look to the next. */
	private static final Duration POLL = RETRY.multipliedBy(22).dividedBy(10);

	private static final Duration SLACK = Duration.ofMillis(500);

	private static final List<String> TIMINGS = List.of("--leaderelection.lease-duration=" + LEASE.toMillis() + "ms",
			"--leaderelection.renew-deadline=6s", "--leaderelection.retry-period=" + RETRY.toMillis() + "ms",
			"--sample.ledger-period=100ms");

	@TempDir
	Path directory;

	private final List<SampleProcess> processes = new ArrayList<>();

	@AfterEach
	void close() {
		this.processes.forEach(SampleProcess::close);
	}

	@Test
	void instancesOnOneH2FileTakeOverFromEachOther() throws Exception {
		String url = TwoInstancesTests.url(this.directory);
		// The process that is stopped or killed was the one that served the file, which
		// is opened anew before a look succeeds, however long the machine takes for that.
		try (Stalls stalls = new Stalls(TestDatabases.h2().dataSource())) {
			takeOver(List.of("--spring.datasource.url=" + url), new DriverManagerDataSource(url, "sa", ""),
					() -> Duration.ofSeconds(3).plus(stalls.longest()), true);
		}
	}

	@Test
	void instancesOnPostgreSqlTakeOverFromEachOther() throws Exception {
		try (TestDatabase database = TestDatabases.postgres(); Stalls stalls = new Stalls(database.dataSource())) {
			takeOver(
					List.of("--spring.profiles.active=postgres", "--LEADERELECTION_DB_URL=" + database.jdbcUrl(),
							"--LEADERELECTION_DB_USER=" + database.username(),
							"--LEADERELECTION_DB_PASSWORD=" + database.password()),
					database.dataSource(), stalls::longest, false);
			close();
		}
	}

	/**
	 * Stops a leader, and kills the next one.
	 * @param delay how long it may take to reach the database
	 * @param serves whether the leader serves the database, which ends when it is told to
	 * stop: its release may come too late, and be told as such
	 */
	private void takeOver(List<String> arguments, DataSource database, Supplier<Duration> delay, boolean serves) {
		SampleProcess first = launch("first", arguments).awaitLeading();
		// One after the other, as by hand: an H2 file that two processes open at once may
		// be refused to one of them.
		SampleProcess second = launch("second", arguments).awaitFollowing(first);
		SampleProcess third = launch("third", arguments).awaitFollowing(first);
		assertThat(Instances.leads(second.port())).isFalse();

		LastRenewal ofFirst = new LastRenewal(second, first.identity());
		first.terminate();
		SampleProcess leader = Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.until(() -> ofFirst.isLookedAt() ? leaderOf(second, third) : null, (found) -> found != null);
		assertThat(first.log()).doesNotContain("A listener has thrown");
		boolean released = first.log().contains("leader=none");
		assertThat(released || (serves && first.log().contains("The lease could not be released"))).as(first.log())
			.isTrue();
		Instant from = first.logged("Leadership revoked: election=ledger");
		Instant to = released ? first.logged("leader=none").plus(POLL) : ofFirst.latest().plus(LEASE);
		assertThat(acquiredAt(database)).as("after a stop")
			.isBetween(from.minus(SLACK), to.plus(delay.get()).plus(SLACK));

		SampleProcess follower = (leader == second) ? third : second;
		follower.awaitFollowing(leader);
		awaitRowsOf(leader);
		LastRenewal ofLeader = new LastRenewal(follower, leader.identity());
		leader.kill();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptions()
			.until(() -> ofLeader.isLookedAt() && Instances.leads(follower.port()));
		assertThat(acquiredAt(database)).as("after a crash")
			.isBetween(ofLeader.latest().plus(LEASE), ofLeader.latest().plus(LEASE).plus(delay.get()).plus(SLACK));
		assertThat(follower.election().path("fencingToken").asLong()).isEqualTo(3);

		awaitRowsOf(follower);
		assertThat(tokens(database)).isSorted().contains(1L, 2L, 3L);
	}

	private SampleProcess launch(String name, List<String> arguments) {
		List<String> all = new ArrayList<>(TIMINGS);
		all.addAll(arguments);
		SampleProcess process = SampleProcess.launch(this.directory, name, all);
		this.processes.add(process);
		return process;
	}

	private static SampleProcess leaderOf(SampleProcess... candidates) {
		for (SampleProcess candidate : candidates) {
			if (Instances.leads(candidate.port())) {
				return candidate;
			}
		}
		return null;
	}

	private static void awaitRowsOf(SampleProcess leader) {
		String identity = leader.identity();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.until(() -> Instances.get(leader.port(), "/ledger?limit=1")
				.path(0)
				.path("instance")
				.asString()
				.equals(identity));
	}

	/** When the term began that the database knows of, by its own clock. */
	private static Instant acquiredAt(DataSource database) {
		return query(database, "SELECT acquired_at FROM leader_election",
				(row) -> row.getObject(1, OffsetDateTime.class).toInstant())
			.get(0);
	}

	private static List<Long> tokens(DataSource database) {
		return query(database, "SELECT fencing_token FROM ledger ORDER BY id", (row) -> row.getLong(1));
	}

	private static <T> List<T> query(DataSource database, String sql, Column<T> column) {
		try (Connection connection = database.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			List<T> found = new ArrayList<>();
			while (rows.next()) {
				found.add(column.of(rows));
			}
			return found;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The last renewal of a leader that somebody else has seen. */
	private static final class LastRenewal {

		private final SampleProcess observer;

		private final String leader;

		private Instant latest;

		LastRenewal(SampleProcess observer, String leader) {
			this.observer = observer;
			this.leader = leader;
			isLookedAt();
		}

		boolean isLookedAt() {
			JsonNode election = this.observer.election();
			if (this.leader.equals(election.path("leaderIdentity").asString(""))) {
				this.latest = Instances.instant(election, "renewedAt");
			}
			return true;
		}

		Instant latest() {
			return this.latest;
		}

	}

	/** Takes a value out of a row. */
	private interface Column<T> {

		T of(ResultSet row) throws SQLException;

	}

}
