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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.testing.TestDatabase;

/** Who listens on a PostgreSQL database, and what a watch over a lock has heard. */
final class Listeners {

	static final Duration TIMEOUT = Duration.ofSeconds(10);

	/** Shorter than any look that these tests could be helped by. */
	static final Duration SOON = Duration.ofSeconds(5);

	private static final String LISTENING = "FROM pg_stat_activity WHERE datname = current_database()"
			+ " AND query LIKE 'LISTEN %' AND state = 'idle'";

	private Listeners() {
	}

	static LeaderElectionRecord held(String by, long token) {
		return LeaderElectionRecord.heldBy(by, token, Duration.ofSeconds(60));
	}

	static LeaderElectionRecord released(long token) {
		return LeaderElectionRecord.released(token, Duration.ofSeconds(60));
	}

	/** Counts the hints of a watch that lasts as long as the factory of the lock. */
	static AtomicInteger watched(ResourceLock lock) {
		AtomicInteger hints = new AtomicInteger();
		lock.watch(hints::incrementAndGet);
		return hints;
	}

	/**
	 * Watches the first lock that a factory is asked for, and waits until it listens: the
	 * first hint says so.
	 */
	static AtomicInteger listening(ResourceLock lock) {
		AtomicInteger hints = watched(lock);
		lock.get(TIMEOUT);
		awaitHints(hints, 1);
		return hints;
	}

	static void awaitHints(AtomicInteger hints, int count) {
		Awaitility.await().atMost(TIMEOUT).until(() -> hints.get() >= count);
	}

	static void await(TestDatabase database) {
		Awaitility.await().atMost(TIMEOUT).until(() -> count(database) == 1);
	}

	static long count(TestDatabase database) {
		return query(database, "SELECT count(*) " + LISTENING);
	}

	/** Ends the sessions of listeners, and says how many there were. */
	static long kill(TestDatabase database) {
		return query(database, "SELECT count(pg_terminate_backend(pid)) " + LISTENING);
	}

	/** When a listener last sent anything, in microseconds. */
	static long lastStatement(TestDatabase database, long pid) {
		return query(database, "SELECT CAST(EXTRACT(EPOCH FROM query_start) * 1000000 AS bigint)"
				+ " FROM pg_stat_activity WHERE pid = " + pid);
	}

	static long pid(TestDatabase database) {
		return query(database, "SELECT max(pid) " + LISTENING);
	}

	private static long query(TestDatabase database, String sql) {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet resultSet = statement.executeQuery(sql)) {
			resultSet.next();
			return resultSet.getLong(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static long threads() {
		return Thread.getAllStackTraces().keySet().stream().filter(Listeners::isListener).count();
	}

	static boolean isListener(Thread thread) {
		return thread.getName().equals("leaderelection-notifications");
	}

}
