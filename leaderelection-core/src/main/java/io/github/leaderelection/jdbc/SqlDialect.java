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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What differs from database to database: the text of a few statements. A new database is
 * an implementation of this interface and a schema file. Implementations are stateless
 * and may be called on any thread.
 * <p>
 * The table name that the methods receive has been validated (an identifier, or a schema
 * and an identifier) and is put into the text as it is. Everything else is a named
 * parameter: {@code :name} (the election), {@code :holder} (who is written, {@code null}
 * for nobody), {@code :token}, {@code :lease} (milliseconds), {@code :wait}
 * (milliseconds, at least 1: how long a write may wait for a row that is locked, for
 * dialects that can tell the server so in the statement), and those that the methods add.
 * Each statement but {@link #fence} and {@link #mark} runs alone, in autocommit mode,
 * under READ COMMITTED; where there is a {@link #batch}, writes also run many in a
 * transaction. Times are set by the database and compared by it, so that no statement
 * carries one.
 */
public interface SqlDialect {

	/**
	 * The platform, as Spring Boot spells it: names the schema file
	 * {@code schema-<platform>.sql}.
	 * @return for example {@code postgresql}
	 */
	String platform();

	/**
	 * Reads a row, and its age by the database's own clock.
	 * @param table the table
	 * @return a query with {@code :name} that yields, in this order, the holder, the
	 * token, the version, the lease duration in milliseconds, the times of acquisition
	 * and of renewal in microseconds since 1970 (UTC), and the age of the renewal in
	 * microseconds
	 */
	String select(String table);

	/**
	 * Writes the first row of an election with version 1, both times now. It must not
	 * fail where there is a row already, but write nothing.
	 * @param table the table
	 * @return an insert, which may yield one row for the row that it writes, with
	 * {@code :name}, {@code :holder}, {@code :token}, {@code :lease}
	 */
	String insert(String table);

	/**
	 * Writes a new term where the version is still {@code :version} and the stored token
	 * is not higher than {@code :token}; raises the version, sets the renewal time, and
	 * the acquisition time where the token changes. It should wait for transactions that
	 * hold the row as fences.
	 * @param table the table
	 * @return an update, which may yield one row for the row that it writes, with
	 * {@code :name}, {@code :version}, {@code :holder}, {@code :token}, {@code :lease}
	 */
	String acquire(String table);

	/**
	 * Renews or releases the term {@code :token} of {@code :identity} where the row is
	 * still of it: writes the holder and the lease duration, raises the version, and sets
	 * the renewal time. It should not wait for transactions that hold the row as fences.
	 * @param table the table
	 * @return an update, which may yield one row for the row that it writes, with
	 * {@code :name}, {@code :identity}, {@code :token}, {@code :holder}, {@code :lease}
	 */
	String renew(String table);

	/**
	 * Reads a row in the transaction of a caller, and locks it until that transaction
	 * ends: against a new term at least, and against a renewal only where the database
	 * has no weaker lock. It must read the row as it stands, and fail where the isolation
	 * level does not allow that, but never read a snapshot.
	 * @param table the table
	 * @return a query with {@code :name} that yields, in this order, the holder and the
	 * token
	 */
	String fence(String table);

	/**
	 * Statements for many rows at once, for databases whose drivers take arrays. Without
	 * them, and without {@link #batch}, the calls of a batch are performed one after the
	 * other.
	 * @param table the table
	 * @return the statements; empty by default
	 */
	default Optional<BulkSql> bulk(String table) {
		return Optional.empty();
	}

	/**
	 * Statements that let those for one row be batched, for databases without
	 * {@link #bulk}. The others are performed in one transaction then, each as often as
	 * there are rows, and their updates must match rows as the {@code lock} does.
	 * @param table the table
	 * @return the statements; empty by default
	 */
	default Optional<BatchSql> batch(String table) {
		return Optional.empty();
	}

	/**
	 * The channel on which {@link #insert}, {@link #acquire} and, where it writes no
	 * holder, {@link #renew} notify whoever listens, at their commit, with the name of
	 * the election as the payload.
	 * @param table the table
	 * @return the channel; empty, by default, where nobody is notified
	 */
	default Optional<String> notificationChannel(String table) {
		return Optional.empty();
	}

	/**
	 * The dialect for a database, or a user, that wants no notifications.
	 * @return one whose statements notify nobody; by default the same
	 */
	default SqlDialect withoutNotifications() {
		return this;
	}

	/**
	 * For databases that let no row be locked in a read-only transaction: asks whether
	 * the transaction is one. It cannot write, and its fence is a plain read.
	 * @return a query without parameters that yields one boolean; empty, by default,
	 * where a read-only transaction may lock rows
	 */
	default Optional<String> readOnlyTransaction() {
		return Optional.empty();
	}

	/**
	 * Lets a connection with another URL than the lock's own show that it is to the same
	 * database all the same: through a pooler, or by another name of the host.
	 * @return statements that set a mark and look for it; empty, by default, where the
	 * URL decides
	 */
	default Optional<MarkSql> mark() {
		return Optional.empty();
	}

	/**
	 * Asks whether the table is there, without a statement that fails where it is not.
	 * @param table the table
	 * @return a query without parameters that yields one boolean
	 */
	String tableExists(String table);

	/**
	 * Makes the creation of the table safe where several processes attempt it at once.
	 * @param ddl a single {@code CREATE TABLE IF NOT EXISTS}
	 * @return what to execute; by default the same
	 */
	default String createOnce(String ddl) {
		return ddl;
	}

	/**
	 * Settings of a dedicated session, executed once when it is opened: how long the
	 * server lets a statement run or wait for a row, so that nothing waits on there after
	 * its caller has given up.
	 * @param bound how long a statement may take, positive
	 * @return statements, possibly none
	 */
	default List<String> sessionSettings(Duration bound) {
		return List.of();
	}

	/**
	 * Whether the settings are to be executed again where the wait for a row that a call
	 * is granted differs. For databases within the process, where a statement costs
	 * nothing and a network timeout means nothing.
	 * @return by default {@code false}
	 */
	default boolean boundsEachCall() {
		return false;
	}

	/**
	 * Whether a statement failed because there is no table.
	 * @param failure what the driver threw
	 * @return by default whether its SQL state is {@code 42P01} or {@code 42S02}
	 */
	default boolean isTableMissing(SQLException failure) {
		return "42P01".equals(failure.getSQLState()) || "42S02".equals(failure.getSQLState());
	}

	/**
	 * Whether a fence failed because the row has changed in a way that the isolation
	 * level of the transaction does not allow to look at.
	 * @param failure what the driver threw
	 * @return by default whether its SQL state is of class 40, a rollback
	 */
	default boolean isConflict(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && state.startsWith("40");
	}

	/**
	 * Whether a statement failed because another transaction has locked the row for too
	 * long. The session must be in order then; it is used again.
	 * @param failure what the driver threw
	 * @return by default whether its SQL state is {@code 55P03} or {@code HYT00}
	 */
	default boolean isLocked(SQLException failure) {
		return "55P03".equals(failure.getSQLState()) || "HYT00".equals(failure.getSQLState());
	}

	/**
	 * Whether the server has ended a statement because it took too long, or because the
	 * driver asked it to. The session must be in order then; it is used again.
	 * @param failure what the driver threw
	 * @return by default whether its SQL state is {@code 57014}
	 */
	default boolean isTimeout(SQLException failure) {
		return "57014".equals(failure.getSQLState());
	}

	/**
	 * Whether a statement failed because the table is there and cannot be used: other
	 * columns, a name that is a reserved word, no right to it. The session must be in
	 * order then; it is used again.
	 * @param failure what the driver threw
	 * @return by default whether its SQL state is of class 42, and the table is not
	 * missing
	 */
	default boolean isTableInvalid(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && state.startsWith("42") && !isTableMissing(failure);
	}

	/**
	 * Whether a write failed because the database takes none: a replica, for example.
	 * @param failure what the driver threw
	 * @return by default whether its SQL state is {@code 25006}
	 */
	default boolean isReadOnly(SQLException failure) {
		return "25006".equals(failure.getSQLState());
	}

	/**
	 * Whether an insert failed because there is a row already, in databases whose insert
	 * cannot exclude that.
	 * @param failure what the driver threw
	 * @return by default {@code false}
	 */
	default boolean isDuplicate(SQLException failure) {
		return false;
	}

}
