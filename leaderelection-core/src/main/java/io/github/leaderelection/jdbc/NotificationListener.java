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
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import io.github.leaderelection.lock.LockWatches;
import org.jspecify.annotations.Nullable;

/**
 * Listens on a channel, on a thread and a connection of its own, and gives what it hears
 * on as hints. While all is well it sends nothing. What fails here costs time and nothing
 * else: candidates look regularly all the same.
 */
final class NotificationListener implements Runnable, AutoCloseable {

	/** How long it waits in one go; no more than a local timer. */
	private static final Duration SLICE = Duration.ofSeconds(5);

	/** When to try again where notifications get lost on the way. */
	private static final Duration DEAF_DELAY = Duration.ofMinutes(10);

	private final DataSource dataSource;

	private final String channel;

	private final LockWatches watches;

	private final NotificationLog log;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition wish = this.lock.newCondition();

	private @Nullable NotificationConnection connection;

	private boolean suspect;

	private boolean closed;

	NotificationListener(DataSource dataSource, String channel, LockWatches watches) {
		this.dataSource = dataSource;
		this.channel = channel;
		this.watches = watches;
		this.log = new NotificationLog(channel);
	}

	@Override
	public void run() {
		ReconnectBackoff backoff = ReconnectBackoff.none();
		while (!isClosed()) {
			long start = System.nanoTime();
			Duration pause;
			try {
				listen();
				return;
			}
			catch (SQLFeatureNotSupportedException ex) {
				this.log.unsupported(ex);
				return;
			}
			catch (DeafConnectionException ex) {
				this.log.deaf(ex);
				pause = DEAF_DELAY;
			}
			catch (SQLException | RuntimeException ex) {
				if (isClosed()) {
					return;
				}
				this.log.interrupted(ex);
				backoff = backoff.after(Duration.ofNanos(System.nanoTime() - start));
				pause = backoff.delay(ThreadLocalRandom.current().nextDouble());
			}
			pauseFor(pause);
		}
	}

	/** Returns when it is closed. */
	private void listen() throws SQLException {
		try (NotificationConnection opened = NotificationConnection.open(this.dataSource)) {
			if (!use(opened)) {
				return;
			}
			opened.listen(this.channel);
			// Whatever was told before went unheard.
			this.watches.anyChanged();
			NotificationProbe probe = probe();
			boolean proven = false;
			while (!isClosed()) {
				long now = System.nanoTime();
				if (probe != null && probe.isOverdue(now)) {
					throw new DeafConnectionException(probe);
				}
				for (String payload : opened.await((probe != null) ? probe.left(now) : SLICE)) {
					if (!proven && (probe == null || probe.payload().equals(payload))) {
						proven = true;
						probe = null;
						this.log.listening();
					}
					this.watches.changed(payload);
				}
				if (isSuspect()) {
					opened.verify();
				}
			}
		}
		finally {
			use(null);
		}
	}

	/**
	 * Sent as the others send: by another connection.
	 * @return {@code null} where it could not be sent, which proves nothing
	 */
	private @Nullable NotificationProbe probe() {
		String payload = UUID.randomUUID().toString();
		try (NotificationConnection other = NotificationConnection.open(this.dataSource)) {
			other.send(this.channel, payload);
			return NotificationProbe.send(payload, System.nanoTime());
		}
		catch (SQLException | RuntimeException ex) {
			this.log.untested(ex);
			return null;
		}
	}

	private boolean use(@Nullable NotificationConnection used) {
		this.lock.lock();
		try {
			this.connection = used;
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isClosed() {
		this.lock.lock();
		try {
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isSuspect() {
		this.lock.lock();
		try {
			boolean suspect = this.suspect;
			this.suspect = false;
			return suspect;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void pauseFor(Duration pause) {
		this.lock.lock();
		try {
			long left = pause.toNanos();
			while (left > 0 && !this.closed && !this.suspect) {
				left = this.wish.awaitNanos(left);
			}
			this.suspect = false;
		}
		catch (InterruptedException ex) {
			this.closed = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Another connection to the database has been replaced, so that this one may be dead
	 * too, or can be opened again.
	 */
	void suspect() {
		this.lock.lock();
		try {
			this.suspect = true;
			this.wish.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Gives its connection up, and tries again later: leases come first. */
	void stepAside() {
		this.lock.lock();
		try {
			if (this.connection != null) {
				this.connection.abort();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.wish.signalAll();
			if (this.connection != null) {
				this.connection.abort();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What is sent on the channel does not arrive. */
	static final class DeafConnectionException extends SQLException {

		private static final long serialVersionUID = 1L;

		DeafConnectionException(NotificationProbe probe) {
			super("the notification '" + probe.payload() + "' to itself has not arrived within "
					+ NotificationProbe.PATIENCE.toSeconds() + " s");
		}

	}

}
