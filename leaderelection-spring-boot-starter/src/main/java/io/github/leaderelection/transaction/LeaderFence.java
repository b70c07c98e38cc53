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

package io.github.leaderelection.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.UnknownElectionException;
import io.github.leaderelection.annotation.RunningCalls;
import io.github.leaderelection.jdbc.JdbcFence;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.NotLeaderException;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps transactions from committing once their leader has been replaced: what
 * {@link LeaderTransactional @LeaderTransactional} is for methods, for a
 * {@code TransactionTemplate}, for a transaction that is running, and for plain JDBC. A
 * {@code @ConditionalOnLeader} call that runs while its term drains is let through as if
 * its instance still led; the row decides at the commit. Thread-safe.
 */
public final class LeaderFence {

	private final LeaderElections elections;

	private final FencePlace place;

	/**
	 * Creates a fence.
	 * @param elections the elections of this instance
	 * @param fence the fence of the lock that decides them
	 */
	public LeaderFence(LeaderElections elections, JdbcFence fence) {
		this(elections, new DatabaseFence(fence));
	}

	private LeaderFence(LeaderElections elections, FencePlace place) {
		this.elections = elections;
		this.place = place;
	}

	/**
	 * Creates a fence for tests in which no lease is in a database. <b>It keeps nothing
	 * from committing late</b>, since nothing is locked between the check and the commit:
	 * it only shows how code behaves whose transaction is refused.
	 * @param elections the elections of the test
	 * @param leases looks whether a term still holds its lease
	 * @return a fence that needs no table, and takes every transaction
	 */
	public static LeaderFence forTests(LeaderElections elections, LeaseCheck leases) {
		return new LeaderFence(elections, new DetachedFence(leases));
	}

	/**
	 * Executes an action in a fenced transaction.
	 * @param transactions how the transaction is made, for example a
	 * {@code TransactionTemplate}
	 * @param electionName the election
	 * @param action what to do in the transaction
	 * @param <T> the type of the result
	 * @return what the action returns
	 * @throws NotLeaderException if this instance does not lead; no transaction has been
	 * opened then
	 * @throws LeadershipLostException if the term in which the transaction began did not
	 * stand at its commit; everything has been rolled back then
	 * @throws UnknownElectionException if there is no such election
	 * @throws IllegalStateException if the transaction is on another database; the
	 * message names both
	 */
	public <T extends @Nullable Object> T execute(TransactionOperations transactions, String electionName,
			TransactionCallback<T> action) {
		Leadership leadership = leadership(electionName);
		return transactions.execute((status) -> {
			protect(leadership, status.isNewTransaction());
			return action.doInTransaction(status);
		});
	}

	/**
	 * Executes an action without a result in a fenced transaction.
	 * @param transactions how the transaction is made, for example a
	 * {@code TransactionTemplate}
	 * @param electionName the election
	 * @param action what to do in the transaction
	 * @throws NotLeaderException if this instance does not lead; no transaction has been
	 * opened then
	 * @throws LeadershipLostException if the term in which the transaction began did not
	 * stand at its commit; everything has been rolled back then
	 * @throws UnknownElectionException if there is no such election
	 * @throws IllegalStateException if the transaction is on another database; the
	 * message names both
	 */
	public void executeWithoutResult(TransactionOperations transactions, String electionName,
			Consumer<TransactionStatus> action) {
		this.<@Nullable Object>execute(transactions, electionName, (status) -> {
			action.accept(status);
			return null;
		});
	}

	/**
	 * Fences the transaction that the calling thread is in, by the term of this moment;
	 * where it has been fenced for that election already, nothing changes.
	 * @param electionName the election
	 * @return the term that the transaction belongs to
	 * @throws NotLeaderException if this instance does not lead
	 * @throws LeadershipLostException if the transaction was fenced in an earlier term
	 * @throws UnknownElectionException if there is no such election
	 * @throws IllegalTransactionStateException if there is no transaction
	 * @throws IllegalStateException if it is on another database; the message names both
	 */
	public Leadership protect(String electionName) {
		return protect(leadership(electionName), false);
	}

	/**
	 * Checks a transaction of plain JDBC, shortly before its commit: locks the row of the
	 * election until the transaction ends, and throws where it is not of the term. The
	 * transaction has to be rolled back then.
	 * @param connection in a transaction, on the database of the leases
	 * @param leadership the term in which the transaction began
	 * @throws LeadershipLostException if the term does not stand
	 * @throws IllegalStateException if the connection commits each statement by itself or
	 * is on another database; the message names both
	 * @throws SQLException if the row could not be locked
	 * @see Leadership#beginWork
	 */
	public void check(Connection connection, Leadership leadership) throws SQLException {
		this.place.check(connection, leadership);
	}

	/**
	 * The term that a transaction of this moment would belong to. A leader-only call that
	 * runs may go on with its transactions while its term drains: the lease is kept for
	 * it, and the row decides at each commit.
	 */
	Leadership leadership(String electionName) {
		LeaderElector elector = this.elections.get(electionName);
		return elector.leadership()
			.or(() -> RunningCalls.term(electionName, elector.identity()))
			.orElseThrow(() -> new NotLeaderException(electionName));
	}

	/**
	 * The fence of the database that transactions have to be on.
	 * @return the fence, or {@code null} where every transaction is taken
	 */
	@Nullable JdbcFence ofDatabase() {
		return (this.place instanceof DatabaseFence database) ? database.fence() : null;
	}

	LeaderElections elections() {
		return this.elections;
	}

	/**
	 * Fences the transaction that the calling thread is in.
	 * @param leadership the term
	 * @param begun whether the transaction has just been begun for this
	 * @return the term that the transaction belongs to
	 */
	Leadership protect(Leadership leadership, boolean begun) {
		return TransactionFences.ofCurrentTransaction(this.place, leadership.electionName(), begun).add(leadership);
	}

}
