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
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockSnapshot;

/**
 * Keeps a transaction of a term from committing once a later term has begun: shortly
 * before the commit it locks the row of the election in the <em>same</em> transaction and
 * looks whether the row is still of the term. From there to the commit nobody can take
 * the lease over, so it does not matter what time it is, or how long the thread is paused
 * in between. Obtained from {@link JdbcLockFactory#fence()}. Thread-safe.
 * <pre class="code">
 * connection.setAutoCommit(false);
 * // the work of the term
 * fence.check(connection, "reports", identity, fencingToken);
 * connection.commit();</pre>
 * <p>
 * Check last: the row is locked until the transaction ends, and a process that is frozen
 * meanwhile holds up a takeover for as long. Roll back when a check throws.
 * <p>
 * Holds under every isolation level. A transaction that is read-only has nothing to keep
 * from committing; its row is read, and locked where the database allows it.
 */
public final class JdbcFence {

	private static final Duration LOOK_UP_BOUND = Duration.ofSeconds(1);

	private final Database database;

	private final JdbcLockBatch batch;

	private final LeaseUrls urls;

	/** Not where it would take a second connection from the pool of the first. */
	private final boolean looksUp;

	JdbcFence(Database database, JdbcLockBatch batch, LeaseUrls urls, boolean looksUp) {
		this.database = database;
		this.batch = batch;
		this.urls = urls;
		this.looksUp = looksUp;
	}

	/**
	 * Locks the row of an election until the transaction ends, and looks whether it is
	 * still of a term. Waits for a takeover that is under way, as long as the session
	 * waits for locks.
	 * @param connection in a transaction, on the database of the leases; left open
	 * @param electionName the election
	 * @param identity who leads in the term
	 * @param fencingToken the token of the term
	 * @throws LeadershipLostException if the row is of another term, released or not
	 * there; the transaction has to be rolled back
	 * @throws IllegalStateException if the connection commits each statement by itself or
	 * is on another database; the message names both
	 * @throws LockException if the table cannot be seen, the lock's own database does not
	 * answer, or it cannot be told whether the connection is on it
	 * @throws SQLException if the row could not be locked; the transaction has to be
	 * rolled back
	 */
	public void check(Connection connection, String electionName, String identity, long fencingToken)
			throws SQLException {
		check(connection, electionName, identity, fencingToken, 0);
	}

	/**
	 * Does the same, and waits no longer than a query timeout allows.
	 * @param connection in a transaction, on the database of the leases; left open
	 * @param electionName the election
	 * @param identity who leads in the term
	 * @param fencingToken the token of the term
	 * @param timeoutSeconds how many seconds a statement may take; 0 for no bound of its
	 * own
	 * @throws LeadershipLostException if the row is of another term, released or not
	 * there; the transaction has to be rolled back
	 * @throws IllegalStateException if the connection commits each statement by itself or
	 * is on another database; the message names both
	 * @throws LockException if the table cannot be seen, the lock's own database does not
	 * answer, or it cannot be told whether the connection is on it
	 * @throws SQLException if the row could not be locked; the transaction has to be
	 * rolled back
	 */
	public void check(Connection connection, String electionName, String identity, long fencingToken,
			int timeoutSeconds) throws SQLException {
		if (connection.getAutoCommit()) {
			throw new IllegalStateException("The fence of the election '" + electionName
					+ "' needs a transaction, and the connection is in autocommit mode: "
					+ "call setAutoCommit(false) before the work, and commit after the check");
		}
		if (!isOnItsDatabase(connection)) {
			throw new IllegalStateException("The fence of the election '" + electionName + "' is "
					+ this.database.describe(electionName) + ", and the transaction is on " + describe(connection)
					+ ": only a transaction on the same database can be fenced");
		}
		LeaseStatements statements = this.database.statements(connection);
		Optional<FencedRow> found;
		try {
			found = statements.fence(connection, electionName, timeoutSeconds);
		}
		catch (SQLException ex) {
			if (statements.dialect().isTableMissing(ex)) {
				throw new LockException("The transaction does not see the table '" + this.database.tableName()
						+ "' of the leases on " + describe(connection)
						+ ": its connection may use another schema. Name the schema in the table's name", ex);
			}
			if (statements.dialect().isConflict(ex)) {
				refuseIfLost(electionName, identity, fencingToken, ex);
			}
			throw ex;
		}
		FencedRow row = found.orElseThrow(() -> new LeadershipLostException(electionName, fencingToken,
				"there is no " + this.database.describe(electionName), null));
		if (!row.isOf(identity, fencingToken)) {
			throw new LeadershipLostException(electionName, fencingToken, row.token(), row.holder(), null);
		}
	}

	/**
	 * Whether a connection is to the database of the leases: whether its URL is that of
	 * the lock's own connection, parameters and credentials aside, or the servers say so.
	 * They are asked once for each other URL, by a statement on the connection, which
	 * leaves its transaction as it is, and a mark on a further connection of the lock's,
	 * where the dialect has {@link SqlDialect#mark() one}. A replica or a copy is another
	 * database. Connects to the lock's own if nothing has done so before.
	 * @param connection an open connection
	 * @return {@code false} where it is to another database
	 * @throws LockException if the lock's own database does not answer, or it cannot be
	 * told whether the connection is on it; the message says why
	 * @throws SQLException if the connection cannot be asked
	 */
	public boolean isOnItsDatabase(Connection connection) throws SQLException {
		String url = connection.getMetaData().getURL();
		return isOnItsDatabase(url) || this.urls.addIfSame(connection, url);
	}

	/**
	 * Does the same for a connection that has not been opened, and asks nobody. Drivers
	 * may change a URL, and two URLs may lead to one database: where this is
	 * {@code false} the connection can still be on it.
	 * @param url the URL to connect to, or {@code null} where it is not known
	 * @return whether a connection to it is to the database of the leases
	 * @throws LockException if the lock's own database does not answer
	 */
	public boolean isOnItsDatabase(@Nullable String url) {
		if (this.urls.contains(url)) {
			return true;
		}
		if (this.database.reachedUrl() == null) {
			new JdbcResourceLock(this.database, this.batch, "-", "-").get(LOOK_UP_BOUND);
		}
		return this.urls.addIfOwn(url);
	}

	/**
	 * Describes the table of the leases for people.
	 * @return for example {@code leader_election on jdbc:postgresql://db/orders}
	 */
	public String describe() {
		return this.database.describe();
	}

	/**
	 * Describes the row of an election for people.
	 * @param electionName the election
	 * @return for example {@code leader_election/reports on jdbc:postgresql://db/orders}
	 */
	public String describe(String electionName) {
		return this.database.describe(electionName);
	}

	/**
	 * Describes the database of a connection for people.
	 * @param connection an open connection
	 * @return its URL without parameters and credentials
	 * @throws SQLException if the connection cannot be asked
	 */
	public static String describe(Connection connection) throws SQLException {
		String url = connection.getMetaData().getURL();
		return (url != null) ? JdbcUrls.withoutSecrets(url) : "a database whose driver does not tell its URL";
	}

	/** A conflict can also be of the transaction's own making, and be worth a retry. */
	private void refuseIfLost(String electionName, String identity, long fencingToken, SQLException conflict) {
		if (!this.looksUp) {
			return;
		}
		Optional<LockSnapshot> found;
		try {
			found = new JdbcResourceLock(this.database, this.batch, electionName, identity).get(LOOK_UP_BOUND);
		}
		catch (LockException ex) {
			conflict.addSuppressed(ex);
			return;
		}
		found.map(LockSnapshot::record)
			.filter((record) -> !isOf(record, identity, fencingToken))
			.ifPresent((record) -> {
				throw new LeadershipLostException(electionName, fencingToken, record.fencingToken(),
						record.holderIdentity(), conflict);
			});
	}

	private static boolean isOf(LeaderElectionRecord record, String identity, long fencingToken) {
		return new FencedRow(record.holderIdentity(), record.fencingToken()).isOf(identity, fencingToken);
	}

}
