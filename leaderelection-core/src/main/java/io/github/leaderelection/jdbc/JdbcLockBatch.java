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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockReply;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs the calls of all elections on one connection. Where the database can, many
 * calls of a kind are performed at once; what is left goes one after the other: renewals
 * first, then what may have to wait for a row, and last the elections whose row was found
 * locked the last time.
 */
final class JdbcLockBatch implements LockBatch {

	private static final Logger logger = LoggerFactory.getLogger(JdbcLockBatch.class);

	/**
	 * How long a call waits for a row. Short, since renewals of other elections wait
	 * behind it; whoever tries to take a lease over tries again.
	 */
	static final Duration LOCK_WAIT = Duration.ofMillis(500);

	/** How long it does where others wait behind it. */
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
	public void execute(List<LockCall> calls, Replies replies) {
		execute(calls, false, replies);
	}

	/**
	 * Performs a call of somebody who waits for nothing else, so that it may use all of
	 * its time to wait for a row.
	 */
	LockReply executeAlone(LockCall call) {
		LockBatch alone = (calls, replies) -> execute(calls, true, replies);
		return alone.execute(List.of(call)).get(0);
	}

	private void execute(List<LockCall> calls, boolean alone, Replies replies) {
		if (calls.isEmpty()) {
			return;
		}
		PendingCalls pending = new PendingCalls(calls, replies);
		Duration longest = calls.stream().map(LockCall::timeout).max(Comparator.naturalOrder()).orElseThrow();
		if (!takeTurn(longest)) {
			pending.failRest(new LockException("Another call kept the connection for " + longest, null));
			return;
		}
		try {
			performInBulk(pending);
			performRest(pending, alone);
		}
		catch (UselessConnectionException ex) {
			pending.failRest(ex.reason());
		}
		finally {
			if (this.closed) {
				this.connections.close();
			}
			this.turn.unlock();
		}
	}

	/** What does not come through is left for later. */
	private void performInBulk(PendingCalls pending) throws UselessConnectionException {
		for (List<Integer> group : pending.groups()) {
			int done = 0;
			while (done < group.size()) {
				int tried = performInBulk(pending, group.subList(done, group.size()));
				if (tried == 0) {
					return;
				}
				done += tried;
			}
		}
	}

	/**
	 * Performs as many calls of a group as can be performed together.
	 * @return how many; 0 where none can
	 */
	private int performInBulk(PendingCalls pending, List<Integer> group) throws UselessConnectionException {
		LockCall first = pending.call(group.get(0));
		Duration left = pending.left(group);
		if (left.isNegative() || left.isZero() || this.closed) {
			return group.size();
		}
		// for what is begun in time, for a statement that ends late, and for taking back
		Duration time = left.dividedBy(3);
		Connection connection = connect(first, time, LOCK_WAIT);
		boolean intact = false;
		try {
			ManyRows many = this.database.statements(connection).many();
			if (many == null) {
				intact = true;
				return 0;
			}
			group = group.subList(0, Math.min(many.most(), group.size()));
			@Nullable LockReply[] replies = many.perform(connection, pending.calls(group),
					new ManyRows.Bounds(time, this.connections.querySeconds(time), Timeouts.lockWait(LOCK_WAIT, time),
							this.connections.appliesSettings()));
			intact = true;
			pending.reply(group, replies, this.late::remove);
		}
		catch (SQLException ex) {
			intact = this.failures.leavesConnectionIntact(ex);
			if (!intact && !this.failures.isOfStatement(ex)) {
				LockException failure = this.failures.of(first, Duration.ofNanos(pending.elapsed()), ex);
				if (!(failure instanceof LateCallException)) {
					throw new UselessConnectionException(failure);
				}
				// It may have been performed. Other groups have a time of their own.
				pending.fail(group, failure);
			}
			else {
				logger.debug("{} calls could not be performed together and go one by one", group.size(), ex);
			}
		}
		finally {
			this.connections.giveBack(connection, intact);
		}
		return group.size();
	}

	/** Whoever finds its row locked is put off until all others have been answered. */
	private void performRest(PendingCalls pending, boolean alone) throws UselessConnectionException {
		List<Integer> order = pending.rest(this.late);
		if (order.size() > 1) {
			for (int done = 0; done < order.size(); done++) {
				tryOnce(pending, order.get(done), order.size() - done, JdbcLockBatch::shortLockWait);
			}
			order = pending.rest(this.late);
		}
		boolean patient = true;
		for (int done = 0; done < order.size(); done++) {
			int index = order.get(done);
			UnaryOperator<Duration> lockWait = alone ? Timeouts::longLockWait
					: (share) -> Timeouts.lockWait(LOCK_WAIT, share);
			LateCallException failure = tryOnce(pending, index, order.size() - done,
					patient ? lockWait : JdbcLockBatch::shortLockWait);
			if (failure != null) {
				pending.reply(index, new LockReply.Failed(failure));
				this.late.add(pending.call(index), patient);
				// All rows that are locked cost about as much as the first.
				patient = false;
			}
		}
	}

	private static Duration shortLockWait(Duration share) {
		return Timeouts.lockWait(NEXT_LOCK_WAIT, share);
	}

	/**
	 * Performs a call that so many are left of.
	 * @return why it has not been answered; {@code null} where it has
	 */
	private @Nullable LateCallException tryOnce(PendingCalls pending, int index, int left,
			UnaryOperator<Duration> lockWait) throws UselessConnectionException {
		LockCall call = pending.call(index);
		Duration time = pending.left(call);
		if (time.isZero() || time.isNegative()) {
			pending.reply(index, new LockReply.Failed(this.failures.of(call, "its time was up before its turn", null)));
			return null;
		}
		try {
			Duration share = Timeouts.share(time, left);
			pending.reply(index, perform(call, share, lockWait.apply(share)));
			this.late.remove(call);
			return null;
		}
		catch (LateCallException ex) {
			if (this.failures.wroteNothing(ex)) {
				return ex;
			}
			// It may have been performed: repeated, it would be refused for its own sake.
			pending.reply(index, new LockReply.Failed(ex));
			this.late.add(call, true);
			return null;
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

	/**
	 * Tries out whether the table can be written and holds what it has to. Nothing is
	 * left behind.
	 * @param call says for whom and how long it may take
	 * @throws LockException if it cannot be used, or the database does not answer
	 */
	void tryTable(LockCall call) {
		if (!takeTurn(call.timeout())) {
			throw new LockException("Another call kept the connection for " + call.timeout(), null);
		}
		try {
			tryTable(call, connect(call, call.timeout(), LOCK_WAIT));
		}
		catch (UselessConnectionException ex) {
			throw ex.reason();
		}
		finally {
			this.turn.unlock();
		}
	}

	private void tryTable(LockCall call, Connection connection) {
		long start = System.nanoTime();
		boolean intact = false;
		try {
			new TableTrial(this.database.statements(connection), this.connections.querySeconds(call.timeout()))
				.perform(connection, call.timeout());
			intact = true;
		}
		catch (SQLException ex) {
			throw this.failures.ofTrial(call, Duration.ofNanos(System.nanoTime() - start), ex);
		}
		catch (RuntimeException ex) {
			throw this.failures.of(call, ex.getMessage(), ex);
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
