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

import java.sql.SQLException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.HeldBy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What can only happen where the database is a process of its own. */
abstract class ServerLockContract extends JdbcLockContract {

	private static final Duration SHORT = Duration.ofSeconds(1);

	private static final Duration SLACK = Duration.ofSeconds(10);

	/** Ends the sessions of everybody else on the database. */
	abstract void killSessions() throws SQLException;

	@Test
	void replacesAConnectionThatWasKilled() throws SQLException {
		ResourceLock lock = candidate("a");
		lock.create(record("a", 1), TIMEOUT);
		killSessions();

		assertThatExceptionOfType(LockException.class)
			.isThrownBy(() -> lock.update(record("a", 1), new HeldBy("a", 1), TIMEOUT));
		assertThat(lock.update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();
	}

	@Test
	void lockedRowsHoldUpNoOtherElectionOnAPool() throws SQLException {
		try (JdbcLockFactory process = factory().pooled(true).build()) {
			assertLockedRowsHoldUpNobody(process, Duration.ofSeconds(4));
		}
	}

	@Test
	void saysWhatItMayBeWhereThereIsNoAnswer() {
		try (JdbcLockFactory factory = bounded()) {
			ResourceLock lock = factory.create(this.election, "a");
			lock.create(record("a", 1), TIMEOUT);
			this.database.server().pause();
			try {
				assertThatExceptionOfType(LockException.class)
					.isThrownBy(() -> lock.update(record("a", 1), new HeldBy("a", 1), SHORT))
					.withMessageMatching("(?s)Could not renew leader_election/" + this.election
							+ " on jdbc:.*: no answer within \\d+ ms:"
							+ " the row may be locked by another transaction, or the server hangs \\(.*")
					.withCauseInstanceOf(SQLException.class);
			}
			finally {
				this.database.server().resume();
			}
		}
	}

	@Test
	void waitsForAFrozenServerNoLongerThanItsTimeout() {
		try (JdbcLockFactory factory = bounded()) {
			ResourceLock lock = factory.create(this.election, "a");
			lock.create(record("a", 1), TIMEOUT);
			this.database.server().pause();
			try {
				// On the connection that is open, and in opening another.
				assertFailsInTime(lock);
				assertFailsInTime(lock);
			}
			finally {
				this.database.server().resume();
			}
			assertThat(lock.update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();
		}
	}

	@Test
	void comesBackWithTheServer() {
		try (JdbcLockFactory before = bounded(); JdbcLockFactory during = bounded()) {
			ResourceLock lock = before.create(this.election, "a");
			lock.create(record("a", 1), TIMEOUT);
			ResourceLock newcomer;
			this.database.server().stop();
			try {
				newcomer = during.create(this.election, "b");
				assertFailsInTime(lock);
				assertFailsInTime(lock);
				assertFailsInTime(newcomer);
				assertThat(newcomer.describe()).contains(this.election);
			}
			finally {
				this.database.server().start();
			}
			assertThat(lock.update(record("a", 1), new HeldBy("a", 1), TIMEOUT)).isTrue();
			assertThat(read(newcomer).record().holderIdentity()).isEqualTo("a");
		}
	}

	private JdbcLockFactory bounded() {
		return JdbcLockFactory
			.builder(DedicatedDataSource.create(this.database.jdbcUrl(), this.database.username(),
					this.database.password(), SHORT))
			.build();
	}

	private static void assertFailsInTime(ResourceLock lock) {
		long start = System.nanoTime();
		assertThatExceptionOfType(LockException.class)
			.isThrownBy(() -> lock.update(record("a", 1), new HeldBy("a", 1), SHORT));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plus(SLACK));
	}

}
