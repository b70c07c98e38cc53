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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * For how long the machine and its database stood still by themselves while a test took
 * the time: what a steady stream of small commits waited for. A bound on the library's
 * time is not one on that of a disk.
 */
final class Stalls implements AutoCloseable {

	private static final Duration PERIOD = Duration.ofMillis(20);

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile Duration longest = Duration.ZERO;

	private volatile Duration total = Duration.ZERO;

	private final Thread thread = new Thread(this::run, "stalls");

	private final Connection connection;

	private final Statement statement;

	Stalls(DataSource database) throws SQLException {
		this.connection = database.getConnection();
		this.statement = this.connection.createStatement();
		this.statement.execute("CREATE TABLE stalls (beat INTEGER NOT NULL)");
		this.statement.execute("INSERT INTO stalls VALUES (0)");
		this.thread.start();
	}

	/** The longest so far. */
	Duration longest() {
		return this.longest;
	}

	/** All so far. */
	Duration total() {
		return this.total;
	}

	private void run() {
		long last = System.nanoTime();
		try {
			while (!this.closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
				this.statement.execute("UPDATE stalls SET beat = beat + 1");
				long now = System.nanoTime();
				Duration stall = Duration.ofNanos(now - last).minus(PERIOD);
				this.longest = (stall.compareTo(this.longest) > 0) ? stall : this.longest;
				this.total = this.total.plus(stall);
				last = now;
			}
		}
		catch (SQLException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws SQLException {
		this.closed.countDown();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.connection.close();
	}

}
