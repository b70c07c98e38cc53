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
import java.sql.SQLTimeoutException;
import java.time.Duration;

/**
 * A transaction of a few statements, on a connection that is in autocommit mode before
 * and after it. The connection is cut off where that cannot be had.
 */
final class ShortTransaction {

	/** SQL's own: it is not known how the transaction ended. */
	private static final String RESOLUTION_UNKNOWN = "08007";

	private final Connection connection;

	private final Duration time;

	private final long start = System.nanoTime();

	/** Whether it may have been committed, or the connection is cut off. */
	private boolean lost;

	private ShortTransaction(Connection connection, Duration time) {
		this.connection = connection;
		this.time = time;
	}

	/**
	 * Begins a transaction.
	 * @param time after which no statement is begun
	 */
	static ShortTransaction begin(Connection connection, Duration time) throws SQLException {
		ShortTransaction transaction = new ShortTransaction(connection, time);
		try {
			connection.setAutoCommit(false);
			return transaction;
		}
		catch (SQLException | RuntimeException ex) {
			throw transaction.cutOff(ex);
		}
	}

	/** Where the next statement is to be executed, if there is time for one. */
	Connection connection() throws SQLTimeoutException {
		if (System.nanoTime() - this.start > this.time.toNanos()) {
			throw new SQLTimeoutException("the transaction has not come to its end within " + this.time);
		}
		return this.connection;
	}

	/**
	 * Commits, and leaves autocommit on.
	 * @throws SQLException with the state {@code 08007} where it is not known whether the
	 * transaction was committed
	 */
	void commit() throws SQLException {
		Connection connection = connection();
		try {
			connection.commit();
			connection.setAutoCommit(true);
		}
		catch (SQLException | RuntimeException ex) {
			throw cutOff(ex);
		}
	}

	/**
	 * Takes back what was done, and leaves autocommit on.
	 * @param reason why
	 * @throws SQLException if that is not possible any more: the transaction may have
	 * been committed, or the server does not answer
	 */
	void rollback(Exception reason) throws SQLException {
		if (this.lost) {
			throw (SQLException) reason;
		}
		try {
			this.connection.rollback();
			this.connection.setAutoCommit(true);
		}
		catch (SQLException | RuntimeException ex) {
			reason.addSuppressed(ex);
			throw cutOff(reason);
		}
	}

	/**
	 * With its transaction open it must not go back to a pool, and to switch autocommit
	 * on would commit.
	 */
	private SQLException cutOff(Exception reason) {
		this.lost = true;
		try {
			this.connection.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			reason.addSuppressed(ex);
		}
		return new SQLException(reason.getMessage(), RESOLUTION_UNKNOWN, reason);
	}

}
