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

import java.time.Duration;

import javax.sql.DataSource;

import io.github.leaderelection.lock.LockWatch;
import io.github.leaderelection.lock.LockWatches;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the candidates of a process what others acquire and release, where the database
 * and its driver can. All share one listener, which is started when somebody watches and
 * the lock itself has reached the database: nothing waits for it.
 */
final class Notifications implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Notifications.class);

	private static final String THREAD_NAME = "leaderelection-notifications";

	private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

	private final DataSource dataSource;

	private final Database database;

	private final LockWatches watches = new LockWatches();

	private boolean wanted;

	private boolean reached;

	private boolean closed;

	private @Nullable NotificationListener listener;

	private @Nullable Thread thread;

	Notifications(DataSource dataSource, Database database) {
		this.dataSource = dataSource;
		this.database = database;
	}

	LockWatch watch(String electionName, Runnable hint) {
		LockWatch watch = this.watches.add(electionName, hint);
		synchronized (this) {
			this.wanted = true;
			startOnce();
		}
		return watch;
	}

	/** The lock has opened a connection: its first, or one in place of another. */
	synchronized void connected() {
		this.reached = true;
		if (this.listener != null) {
			this.listener.suspect();
		}
		startOnce();
	}

	/** The lock gets no connection: the listener may have the last one of a pool. */
	synchronized void stepAside() {
		if (this.listener != null) {
			this.listener.stepAside();
		}
	}

	private void startOnce() {
		SqlDialect dialect = this.database.dialect();
		if (this.listener != null || this.closed || !this.wanted || !this.reached || dialect == null) {
			return;
		}
		dialect.notificationChannel(this.database.tableName()).ifPresent(this::start);
	}

	private void start(String channel) {
		if (!NotificationConnection.isDriverPresent(Notifications.class.getClassLoader())) {
			return;
		}
		NotificationListener started = new NotificationListener(this.dataSource, channel, this.watches);
		Thread listening = new Thread(started, THREAD_NAME);
		listening.setDaemon(true);
		this.listener = started;
		this.thread = listening;
		try {
			listening.start();
		}
		catch (OutOfMemoryError ex) {
			// No thread to be had: a call to the lock must not fail for that.
			logger.warn("Notifications are not listened for, since no thread can be started: {}", ex.getMessage());
		}
	}

	/** Ends the thread, and waits a little for its connection to be closed. */
	@Override
	public void close() {
		Thread ending;
		synchronized (this) {
			this.closed = true;
			ending = this.thread;
			if (this.listener != null) {
				this.listener.close();
			}
		}
		if (ending != null && !ending.equals(Thread.currentThread())) {
			try {
				ending.join(CLOSE_PATIENCE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
