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
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.WriteCondition;

/**
 * Lives the life of an election on a row of its own, in a transaction that is taken back:
 * a right that is missing, a column that is too narrow or a key that is not there would
 * otherwise show in the first term, or by a second leader.
 */
final class TableTrial {

	/** For what the database accepts and the library cannot use. */
	static final String UNUSABLE = "22L02";

	/** Wider than an INTEGER. */
	private static final long TOKEN = 1L << 40;

	private static final Duration LEASE = Duration.ofMillis(1L << 40);

	private final LeaseStatements statements;

	private final int querySeconds;

	private final String electionName = longest("trial-" + UUID.randomUUID(), JdbcLockFactory.MAX_ELECTION_NAME_LENGTH);

	private final String identity = longest("trial", JdbcLockFactory.MAX_IDENTITY_LENGTH);

	TableTrial(LeaseStatements statements, int querySeconds) {
		this.statements = statements;
		this.querySeconds = querySeconds;
	}

	private static String longest(String text, int length) {
		return text + "-".repeat(length - text.length());
	}

	/**
	 * Tries the table out.
	 * @param time after which no statement is begun
	 * @throws SQLException what the database objects to, or with the state
	 * {@value #UNUSABLE} what is wrong otherwise
	 */
	void perform(Connection connection, Duration time) throws SQLException {
		ShortTransaction transaction = ShortTransaction.begin(connection, time);
		try {
			live(transaction);
		}
		catch (SQLException | RuntimeException ex) {
			transaction.rollback(ex);
			throw ex;
		}
		transaction.rollback(new SQLException("The trial of the table is over"));
		if (read(connection).isPresent()) {
			throw unusable("it keeps what a transaction has taken back, so that nothing can be fenced: "
					+ "its storage engine must know transactions (ENGINE = InnoDB). A row '" + this.electionName
					+ "' is left in it");
		}
	}

	private void live(ShortTransaction transaction) throws SQLException {
		LeaderElectionRecord first = LeaderElectionRecord.heldBy(this.identity, TOKEN, LEASE);
		LockOperation create = new LockOperation.Create(first);
		if (!write(transaction, create)) {
			throw unusable("it does not take a row of an election");
		}
		if (write(transaction, create)) {
			throw unusable("it takes two rows of one election: election_name must be its primary key");
		}
		WriteCondition held = new WriteCondition.HeldBy(this.identity, TOKEN);
		boolean renewed = write(transaction, new LockOperation.Update(first, held));
		LockSnapshot snapshot = read(transaction.connection())
			.orElseThrow(() -> unusable("it does not find the row that was written: election_name must hold "
					+ JdbcLockFactory.MAX_ELECTION_NAME_LENGTH + " characters"));
		LeaderElectionRecord found = snapshot.record();
		if (!found.holderIdentity().equals(this.identity)) {
			throw unusable("it shortens what is written: holder_identity must hold "
					+ JdbcLockFactory.MAX_IDENTITY_LENGTH + " characters");
		}
		boolean released = write(transaction,
				new LockOperation.Update(LeaderElectionRecord.released(TOKEN, LEASE), held));
		boolean acquired = write(transaction,
				new LockOperation.Update(LeaderElectionRecord.heldBy(this.identity, TOKEN + 1, LEASE),
						new WriteCondition.AtVersion(snapshot.version() + 1)));
		if (found.fencingToken() != TOKEN || !found.leaseDuration().equals(LEASE) || !renewed || !released
				|| !acquired) {
			throw unusable("it does not keep what is written: fencing_token, version and lease_duration_ms must be "
					+ "of type BIGINT");
		}
	}

	private boolean write(ShortTransaction transaction, LockOperation operation) throws SQLException {
		return perform(transaction.connection(), operation) instanceof LockReply.Applied;
	}

	private Optional<LockSnapshot> read(Connection connection) throws SQLException {
		return (perform(connection, new LockOperation.Get()) instanceof LockReply.Read read) ? read.snapshot()
				: Optional.empty();
	}

	private LockReply perform(Connection connection, LockOperation operation) throws SQLException {
		return this.statements.perform(connection, this.electionName, operation, this.querySeconds,
				JdbcLockBatch.LOCK_WAIT);
	}

	private static SQLException unusable(String reason) {
		return new SQLDataException(reason, UNUSABLE);
	}

}
