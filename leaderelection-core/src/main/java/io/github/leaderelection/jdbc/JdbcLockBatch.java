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
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockReply;

/**
 * Performs the calls of all elections on one connection, one after the other: renewals
 * first, then what may have to wait for a row, and last the elections whose row was found
 * locked the last time.
 */
final class JdbcLockBatch implements LockBatch {

	/**
	 * How long a call waits for a row. Short, since renewals of other elections wait
	 * behind it; whoever tries to take a lease over tries again.
	 */
	private static final Duration LOCK_WAIT = Duration.ofMillis(500);

	/** How long it does where a row has been found locked in the same batch. */
	private static final Duration NEXT_LOCK_WAIT = Duration.ofMillis(10);

	private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

	private final Database database;

	private final ConnectionSource connections;

	private final CallFailures failures;

	private final LateElections late = new LateElections();

	/** For locks that are called directly, on whatever thread. */
	private final ReentrantLock turn = new ReentrantLock();

	private volatile boolean closed;

	JdbcLockBatch(Database database, ConnectionSource connections) {
		this.database = database;
		this.connections = connections;
		this.failures = new CallFailures(database);
	}

	@Override
	public List<LockReply> execute(List<LockCall> calls) {
		return execute(calls, false);
	}

	/**
	 * Performs a call of somebody who waits for nothing else, so that it may use all of
	 * its time to wait for a row.
	 */
	LockReply executeAlone(LockCall call) {
		return execute(List.of(call), true).get(0);
	}

	private List<LockReply> execute(List<LockCall> calls, boolean alone) {
		if (calls.isEmpty()) {
			return List.of();
		}
		long start = System.nanoTime();
		Duration longest = calls.stream().map(LockCall::timeout).max(Comparator.naturalOrder()).orElseThrow();
		LockReply[] replies = new LockReply[calls.size()];
		if (!takeTurn(longest)) {
			Arrays.fill(replies,
					new LockReply.Failed(new LockException("Another call kept the connection for " + longest, null)));
			return List.of(replies);
		}
		try {
			perform(calls, replies, start, alone);
			return List.of(replies);
		}
		finally {
			if (this.closed) {
				this.connections.close();
			}
			this.turn.unlock();
		}
	}

	private void perform(List<LockCall> calls, LockReply[] replies, long start, boolean alone) {
		List<Integer> order = this.late.order(calls);
		boolean patient = true;
		for (int done = 0; done < replies.length; done++) {
			int index = order.get(done);
			LockCall call = calls.get(index);
			Duration left = call.timeout().minusNanos(System.nanoTime() - start);
			if (left.isZero() || left.isNegative()) {
				replies[index] = new LockReply.Failed(this.failures.of(call, "its time was up before its turn", null));
				continue;
			}
			try {
				Duration share = Timeouts.share(left, replies.length - done);
				replies[index] = perform(call, share, alone ? Timeouts.longLockWait(share)
						: Timeouts.lockWait(patient ? LOCK_WAIT : NEXT_LOCK_WAIT, share));
				this.late.remove(call);
			}
			catch (LateCallException ex) {
				replies[index] = new LockReply.Failed(ex);
				this.late.add(call, patient);
				// All rows that are locked cost about as much as the first.
				patient = false;
			}
			catch (UselessConnectionException ex) {
				order.subList(done, replies.length)
					.forEach((rest) -> replies[rest] = new LockReply.Failed(ex.reason()));
				return;
			}
		}
	}

	private LockReply perform(LockCall call, Duration timeout, Duration lockWait) throws UselessConnectionException {
		if (this.closed) {
			return new LockReply.Failed(new LockException("The lock factory is closed", null));
		}
		Connection connection = connect(call, timeout, lockWait);
		long start = System.nanoTime();
		boolean intact = false;
		try {
			LockReply reply = this.database.statements(connection)
				.perform(connection, call.lock().electionName(), call.operation(),
						this.connections.querySeconds(timeout), lockWait);
			intact = true;
			return reply;
		}
		catch (SQLException ex) {
			intact = this.failures.leavesConnectionIntact(ex);
			LockException failure = this.failures.of(call, Duration.ofNanos(System.nanoTime() - start), ex);
			if (failure instanceof MissingTableException) {
				throw new UselessConnectionException(failure);
			}
			if (failure instanceof LateCallException late) {
				throw late;
			}
			return new LockReply.Failed(failure);
		}
		catch (RuntimeException ex) {
			return new LockReply.Failed(ex);
		}
		finally {
			this.connections.giveBack(connection, intact);
		}
	}

	private Connection connect(LockCall call, Duration timeout, Duration lockWait) throws UselessConnectionException {
		try {
			return this.connections.take(timeout, lockWait);
		}
		catch (UnsupportedDatabaseException ex) {
			throw new UselessConnectionException(ex);
		}
		catch (SQLException | RuntimeException ex) {
			throw new UselessConnectionException(this.failures.of(call, "no connection: " + ex.getMessage(), ex));
		}
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
