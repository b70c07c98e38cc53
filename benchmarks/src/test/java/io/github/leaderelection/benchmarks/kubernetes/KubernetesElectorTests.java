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

package io.github.leaderelection.benchmarks.kubernetes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.leaderelection.benchmarks.Timings;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class KubernetesElectorTests {

	private static final Timings TIMINGS = new Timings(Duration.ofSeconds(1), Duration.ofMillis(500),
			Duration.ofMillis(50));

	private final JdbcConnectionPool dataSource = JdbcConnectionPool
		.create("jdbc:h2:mem:kubernetes;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "sa", "");

	private final ExecutorService goroutines = Executors.newCachedThreadPool();

	@BeforeEach
	void createTable() throws SQLException {
		execute("""
				CREATE TABLE leader_election (election_name VARCHAR(128) PRIMARY KEY, holder_identity VARCHAR(255),
					fencing_token BIGINT, version BIGINT, lease_duration_ms BIGINT,
					acquired_at TIMESTAMP(6) WITH TIME ZONE, renewed_at TIMESTAMP(6) WITH TIME ZONE)""");
	}

	@AfterEach
	void shutDown() throws SQLException {
		this.goroutines.shutdownNow();
		execute("DROP TABLE leader_election");
		this.dataSource.dispose();
	}

	@Test
	void leadsUntilItIsCancelledAndReleasesBeforeItsCallback() throws SQLException {
		Candidate first = new Candidate("a");
		first.awaitStarted();
		Candidate second = new Candidate("b");
		first.elector.cancel();
		first.awaitStopped();
		second.awaitStarted();
		assertThat(first.heldWhenStopped).isFalse();
		second.elector.cancel();
		second.awaitStopped();
	}

	@Test
	void waitsForAWholeLeaseThatItSeesForTheFirstTime() throws SQLException {
		execute("INSERT INTO leader_election VALUES ('e', 'gone', 7, 3, 1000, now(), TIMESTAMP '2000-01-01 00:00:00')");
		long start = System.nanoTime();
		Candidate candidate = new Candidate("a");
		candidate.awaitStarted();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
		candidate.elector.cancel();
		candidate.awaitStopped();
	}

	@Test
	void aLeaderThatIsReplacedStops() throws SQLException {
		Candidate candidate = new Candidate("a");
		candidate.awaitStarted();
		execute("UPDATE leader_election SET holder_identity = 'b', version = version + 1");
		candidate.awaitStopped();
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private final class Candidate {

		private final CountDownLatch started = new CountDownLatch(1);

		private final CountDownLatch stopped = new CountDownLatch(1);

		private final LeaseLock lock;

		private final KubernetesElector elector;

		private volatile boolean heldWhenStopped;

		Candidate(String identity) {
			this.lock = new LeaseLock(KubernetesElectorTests.this.dataSource, KubernetesElectorTests.this.goroutines,
					"e", identity);
			this.elector = new KubernetesElector(KubernetesElectorTests.this.dataSource,
					KubernetesElectorTests.this.goroutines, "e", identity, TIMINGS, this.started::countDown,
					this::onStoppedLeading);
			KubernetesElectorTests.this.goroutines.execute(this.elector::run);
		}

		private void onStoppedLeading() {
			try {
				this.heldWhenStopped = this.lock.get(Duration.ofSeconds(1))
					.filter((record) -> record.holder().equals(this.lock.identity()))
					.isPresent();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			this.stopped.countDown();
		}

		void awaitStarted() {
			Awaitility.await().until(() -> this.started.getCount() == 0);
		}

		void awaitStopped() {
			Awaitility.await().until(() -> this.stopped.getCount() == 0);
		}

	}

}
