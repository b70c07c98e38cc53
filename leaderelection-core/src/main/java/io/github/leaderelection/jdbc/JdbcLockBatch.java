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

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockReply;

/**
 * Performs the calls of all elections on one connection, one after the other: renewals
 * first, and last what may have to wait for a row.
 */
final class JdbcLockBatch implements LockBatch {

	private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

	private final Database database;

	private final ConnectionSource connections;

	/** For locks that are called directly, on whatever thread. */
	private final ReentrantLock turn = new ReentrantLock();

	private volatile boolean closed;

	JdbcLockBatch(Database database, ConnectionSource connections) {
		this.database = database;
		this.connections = connections;
	}

	@Override
	public List<LockReply> execute(List<LockCall> calls) {
		if (calls.isEmpty()) {
			return List.of();
		}
		long start = System.nanoTime();
		Duration longest = calls.stream().map(LockCall::timeout).max(Comparator.naturalOrder()).orElseThrow();
		LockReply[] replies = new LockReply[calls.size()];
		List<Integer> order = IntStream.range(0, replies.length)
			.boxed()
			.sorted(Comparator.comparing((index) -> CallKind.of(calls.get(index).operation())))
			.toList();
		if (!takeTurn(longest)) {
			fail(replies, order, new LockException("Another call kept the connection for " + longest, null));
			return List.of(replies);
		}
		try {
			for (int done = 0; done < replies.length; done++) {
				LockCall call = calls.get(order.get(done));
				Duration left = call.timeout().minusNanos(System.nanoTime() - start);
				boolean last = done == replies.length - 1;
				try {
					// No call takes all the time of those behind it: one locked row
					// starves nobody.
					replies[order.get(done)] = perform(call, last ? left : left.dividedBy(2));
				}
				catch (UselessConnectionException ex) {
					fail(replies, order.subList(done, replies.length), ex.reason());
					break;
				}
			}
			return List.of(replies);
		}
		finally {
			if (this.closed) {
				this.connections.close();
			}
			this.turn.unlock();
		}
	}

	private static void fail(LockReply[] replies, List<Integer> indexes, LockException cause) {
		indexes.forEach((index) -> replies[index] = new LockReply.Failed(cause));
	}

	private LockReply perform(LockCall call, Duration timeout) throws UselessConnectionException {
		if (this.closed) {
			return new LockReply.Failed(new LockException("The lock factory is closed", null));
		}
		if (timeout.isZero() || timeout.isNegative()) {
			return new LockReply.Failed(failure(call, "its time was up before its turn", null));
		}
		Connection connection = connect(call, timeout);
		boolean intact = false;
		try {
			LockReply reply = this.database.statements(connection)
				.perform(connection, call.lock().electionName(), call.operation(),
						this.connections.querySeconds(timeout));
			intact = true;
			return reply;
		}
		catch (SQLException ex) {
			SqlDialect dialect = this.database.dialect();
			if (dialect != null && dialect.isTableMissing(ex)) {
				throw new UselessConnectionException(missingTable(dialect, ex));
			}
			return new LockReply.Failed(failure(call, ex.getMessage(), ex));
		}
		catch (RuntimeException ex) {
			return new LockReply.Failed(ex);
		}
		finally {
			this.connections.giveBack(connection, intact);
		}
	}

	private Connection connect(LockCall call, Duration timeout) throws UselessConnectionException {
		try {
			return this.connections.take(timeout);
		}
		catch (UnsupportedDatabaseException ex) {
			throw new UselessConnectionException(ex);
		}
		catch (SQLException | RuntimeException ex) {
			throw new UselessConnectionException(failure(call, "no connection: " + ex.getMessage(), ex));
		}
	}

	private LockException failure(LockCall call, @Nullable String reason, @Nullable Exception cause) {
		return new LockException("Could not " + CallKind.of(call.operation()).verb() + " "
				+ this.database.describe(call.lock().electionName()) + ": " + reason, cause);
	}

	private MissingTableException missingTable(SqlDialect dialect, SQLException cause) {
		String ddl;
		try {
			ddl = LeaderElectionSchema.ddl(dialect, this.database.tableName());
		}
		catch (UncheckedIOException ex) {
			ddl = "-- " + ex.getMessage();
		}
		return new MissingTableException(this.database.tableName(), ddl, cause);
	}

	private boolean takeTurn(Duration timeout) {
		try {
			return this.turn.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	void close() {
		this.closed = true;
		if (!takeTurn(CLOSE_PATIENCE)) {
			this.connections.abort();
			return;
		}
		try {
			this.connections.close();
		}
		finally {
			this.turn.unlock();
		}
	}

	/** What would happen to every other call as well. */
	private static final class UselessConnectionException extends Exception {

		private static final long serialVersionUID = 1L;

		private final LockException reason;

		UselessConnectionException(LockException reason) {
			super(reason);
			this.reason = reason;
		}

		LockException reason() {
			return this.reason;
		}

	}

}
