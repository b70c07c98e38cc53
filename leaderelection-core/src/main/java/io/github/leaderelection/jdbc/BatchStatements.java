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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs the statements for one row on many, as one JDBC batch in one short
 * transaction. The rows are locked before, by a statement that waits for none, so that
 * the batch does not wait either. Whatever goes wrong leaves the calls to be performed by
 * themselves, unless it may have been committed. Used under the lock of the batch.
 */
final class BatchStatements implements ManyRows {

	private static final Logger logger = LoggerFactory.getLogger(BatchStatements.class);

	/**
	 * Others wait for these rows until the transaction ends. Also, a driver may send all
	 * before it reads the first answer: the answers have to fit into its buffers.
	 */
	private static final int MOST = 500;

	/**
	 * The batch has been sent when the first of it finds its row locked, and each would
	 * wait.
	 */
	private static final Duration NO_WAIT = Duration.ofMillis(1);

	/** Syntax that the server does not have, or a right that is missing. */
	private static final String NOT_POSSIBLE = "42000";

	private final NamedSql select;

	private final NamedSql lock;

	/** Those for one row. */
	private final LeaseStatements single;

	private final Set<CallKind> impossible = EnumSet.noneOf(CallKind.class);

	BatchStatements(BatchSql sql, LeaseStatements single) {
		this.select = new NamedSql(sql.select());
		this.lock = new NamedSql(sql.lock());
		this.single = single;
	}

	@Override
	public int most() {
		return MOST;
	}

	@Override
	public @Nullable LockReply[] perform(Connection connection, List<LockCall> calls, Bounds bounds)
			throws SQLException {
		CallKind kind = CallKind.of(calls.get(0).operation());
		if (kind == CallKind.GET) {
			return read(connection, calls, bounds.querySeconds());
		}
		// Rows must not stay locked for as long as the server keeps a client that is
		// gone.
		if (!bounds.transactions() || this.impossible.contains(kind)) {
			return new LockReply[calls.size()];
		}
		ShortTransaction transaction = ShortTransaction.begin(connection, bounds.time());
		try {
			@Nullable LockReply[] replies = write(transaction, kind, calls, bounds.querySeconds());
			transaction.commit();
			return replies;
		}
		catch (SQLException | RuntimeException ex) {
			transaction.rollback(ex);
			note(kind, calls.size(), ex);
			return new LockReply[calls.size()];
		}
	}

	private void note(CallKind kind, int calls, Exception failure) {
		if (failure instanceof UnknownCountException || (failure instanceof SQLException ex
				&& NOT_POSSIBLE.equals(ex.getSQLState()) && this.single.dialect().isTableInvalid(ex))) {
			this.impossible.add(kind);
			logger.info("Calls that {} go one by one from now on, which is slower where there are many elections: {}",
					kind.verb(), failure.getMessage());
		}
		else {
			logger.debug("{} calls could not be performed together and go one by one", calls, failure);
		}
	}

	private @Nullable LockReply[] read(Connection connection, List<LockCall> calls, int timeout) throws SQLException {
		Map<String, @Nullable LockSnapshot> found = new HashMap<>();
		try (PreparedStatement statement = this.select.prepare(connection, names(calls), timeout);
				ResultSet resultSet = statement.executeQuery()) {
			while (resultSet.next()) {
				found.put(resultSet.getString(1), LeaseStatements.usableSnapshot(resultSet, 1));
			}
		}
		// The table may take two names for one.
		boolean exact = calls.stream().map((call) -> call.lock().electionName()).filter(found::containsKey).count() //
				== found.size();
		return calls.stream().map((call) -> call.lock().electionName()).map((name) -> {
			LockSnapshot snapshot = found.get(name);
			boolean known = (snapshot != null) || (exact && !found.containsKey(name));
			return known ? new LockReply.Read(Optional.ofNullable(snapshot)) : null;
		}).toArray(LockReply[]::new);
	}

	private @Nullable LockReply[] write(ShortTransaction transaction, CallKind kind, List<LockCall> calls, int timeout)
			throws SQLException {
		List<LockCall> free = calls;
		if (kind != CallKind.CREATE) {
			Set<String> locked = lock(transaction, calls, timeout);
			free = calls.stream().filter((call) -> locked.contains(call.lock().electionName())).toList();
		}
		@Nullable LockReply[] replies = new LockReply[calls.size()];
		if (!free.isEmpty()) {
			Map<String, LockReply> given = execute(transaction, free, timeout);
			Arrays.setAll(replies, (i) -> given.get(calls.get(i).lock().electionName()));
		}
		return replies;
	}

	private Set<String> lock(ShortTransaction transaction, List<LockCall> calls, int timeout) throws SQLException {
		Set<String> locked = new HashSet<>();
		try (PreparedStatement statement = this.lock.prepare(transaction.connection(), names(calls), timeout);
				ResultSet resultSet = statement.executeQuery()) {
			while (resultSet.next()) {
				locked.add(resultSet.getString(1));
			}
		}
		return locked;
	}

	private Map<String, LockReply> execute(ShortTransaction transaction, List<LockCall> calls, int timeout)
			throws SQLException {
		List<Map<String, @Nullable Object>> parameters = calls.stream()
			.map((call) -> LeaseStatements.parameters(call.lock().electionName(), call.operation(), NO_WAIT))
			.toList();
		NamedSql sql = this.single.write(calls.get(0).operation());
		try (PreparedStatement statement = sql.prepareBatch(transaction.connection(), parameters, timeout)) {
			int[] counts = statement.executeBatch();
			Map<String, LockReply> replies = new HashMap<>();
			for (int i = 0; i < calls.size(); i++) {
				replies.put(calls.get(i).lock().electionName(), LockReply.ofWrite(known(counts, i) == 1));
			}
			return replies;
		}
	}

	private static int known(int[] counts, int index) throws UnknownCountException {
		if (index >= counts.length || counts[index] == Statement.SUCCESS_NO_INFO) {
			throw new UnknownCountException();
		}
		return counts[index];
	}

	private static Map<String, @Nullable Object> names(List<LockCall> calls) {
		return Map.of("names", calls.stream().map((call) -> call.lock().electionName()).toList());
	}

	/** Without counts it is not known who leads. */
	private static final class UnknownCountException extends SQLException {

		private static final long serialVersionUID = 1L;

		UnknownCountException() {
			super("the driver does not tell how many rows each statement of a batch wrote;"
					+ " MariaDB's does with useBulkStmts=false&useBulkStmtsForInserts=false");
		}

	}

}
