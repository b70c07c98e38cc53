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
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a connection is to the database of the leases by a mark that is set
 * there for a moment, on a connection of its own: renewals do not wait for it.
 */
final class DatabaseMark implements LeaseUrls.Question {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseMark.class);

	/** For connecting and for each statement. */
	private static final Duration BOUND = Duration.ofSeconds(5);

	private final DataSource dataSource;

	private final Database database;

	DatabaseMark(DataSource dataSource, Database database) {
		this.dataSource = dataSource;
		this.database = database;
	}

	@Override
	public boolean isOnItsDatabase(Connection connection) throws SQLException {
		SqlDialect dialect = this.database.dialect();
		MarkSql sql = (dialect != null) ? dialect.mark().orElse(null) : null;
		return sql != null && isSeen(sql, connection);
	}

	private boolean isSeen(MarkSql sql, Connection connection) throws SQLException {
		PooledConnections connections = new PooledConnections(this.dataSource);
		Connection own = connections.take(BOUND, BOUND);
		boolean intact = false;
		try {
			int seconds = connections.querySeconds(BOUND);
			long mark = UUID.randomUUID().getLeastSignificantBits();
			// A pooler in between keeps to one session until a transaction ends.
			own.setAutoCommit(false);
			boolean set = yields(own, sql.set(), mark, seconds);
			try {
				return set && isSeen(sql, connection, mark, seconds);
			}
			finally {
				yields(own, sql.clear(), mark, seconds);
				own.rollback();
				own.setAutoCommit(true);
				intact = true;
			}
		}
		finally {
			if (!intact) {
				cutOff(own);
			}
			connections.giveBack(own, intact);
		}
	}

	/** The mark goes with its session. */
	private static void cutOff(Connection own) {
		try {
			own.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not abort a connection", ex);
		}
	}

	/** A statement that fails must not end a transaction of the application's with it. */
	private static boolean isSeen(MarkSql sql, Connection connection, long mark, int seconds) throws SQLException {
		if (connection.getAutoCommit()) {
			return yields(connection, sql.seen(), mark, seconds);
		}
		Savepoint savepoint = connection.setSavepoint();
		try {
			return yields(connection, sql.seen(), mark, seconds);
		}
		finally {
			connection.rollback(savepoint);
			connection.releaseSavepoint(savepoint);
		}
	}

	private static boolean yields(Connection connection, String sql, long mark, int seconds) throws SQLException {
		try (PreparedStatement statement = new NamedSql(sql).prepare(connection, Map.of("mark", mark), seconds);
				ResultSet resultSet = statement.executeQuery()) {
			return resultSet.next() && resultSet.getBoolean(1);
		}
	}

}
