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
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;

import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;

import org.jspecify.annotations.Nullable;

/** Tells what a failed call means, and whether its connection can go on. */
final class CallFailures {

	private final Database database;

	CallFailures(Database database) {
		this.database = database;
	}

	/**
	 * What is told of a statement that failed.
	 * @param elapsed how long it took to fail
	 */
	LockException of(LockCall call, Duration elapsed, SQLException failure) {
		SqlDialect dialect = this.database.dialect();
		if (dialect != null && dialect.isTableMissing(failure)) {
			return new MissingTableException(this.database.tableName(), ddl(dialect), failure);
		}
		if (dialect != null && dialect.isTableInvalid(failure)) {
			return new InvalidTableException(this.database.tableName(), ddl(dialect), failure);
		}
		if (dialect != null && dialect.isLocked(failure)) {
			return new LateCallException(message(call, "another transaction keeps the row locked, after a wait of "
					+ elapsed.toMillis() + " ms (" + failure.getMessage() + ")"), failure);
		}
		if (isTimeout(dialect, failure)) {
			return new LateCallException(message(call,
					"no answer within " + elapsed.toMillis()
							+ " ms: the row may be locked by another transaction, or the server hangs ("
							+ failure.getMessage() + ")"),
					failure);
		}
		return of(call, failure.getMessage(), failure);
	}

	/**
	 * What is told where a row of nobody else's could not be written.
	 * @param elapsed how long it took to fail
	 */
	LockException ofTrial(LockCall call, Duration elapsed, SQLException failure) {
		SqlDialect dialect = this.database.dialect();
		if (dialect != null && dialect.isReadOnly(failure)) {
			return new ReadOnlyDatabaseException(this.database.describe(call.lock().electionName()), failure);
		}
		if (dialect != null && isOfData(failure)) {
			return new InvalidTableException(this.database.tableName(), ddl(dialect), failure);
		}
		return of(call, elapsed, failure);
	}

	/** Values that do not fit, and constraints that the library does not know. */
	private static boolean isOfData(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && (state.startsWith("22") || state.startsWith("23"));
	}

	LockException of(LockCall call, @Nullable String reason, @Nullable Exception cause) {
		return new LockException(message(call, reason), cause);
	}

	/** Whether the server has answered, and the session is as it was before. */
	boolean leavesConnectionIntact(SQLException failure) {
		SqlDialect dialect = this.database.dialect();
		return dialect != null && (dialect.isLocked(failure) || dialect.isTimeout(failure)
				|| dialect.isTableInvalid(failure) || LeaseStatements.isImplausible(failure));
	}

	/** Whether a call has certainly had no effect, and may be repeated. */
	boolean wroteNothing(LateCallException failure) {
		return failure.getCause() instanceof SQLException cause && leavesConnectionIntact(cause);
	}

	/**
	 * Whether the server has answered, and objects to the statement or to what it met.
	 */
	boolean isOfStatement(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && !state.startsWith("08") && !state.startsWith("57")
				&& !isTimeout(this.database.dialect(), failure);
	}

	private static boolean isTimeout(@Nullable SqlDialect dialect, SQLException failure) {
		if (dialect != null && dialect.isTimeout(failure)) {
			return true;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SocketTimeoutException || cause instanceof SQLTimeoutException) {
				return true;
			}
		}
		return false;
	}

	private String message(LockCall call, @Nullable String reason) {
		return "Could not " + CallKind.of(call.operation()).verb() + " "
				+ this.database.describe(call.lock().electionName()) + ": " + reason;
	}

	private String ddl(SqlDialect dialect) {
		try {
			return LeaderElectionSchema.ddl(dialect, this.database.tableName());
		}
		catch (UncheckedIOException ex) {
			return "-- " + ex.getMessage();
		}
	}

}
