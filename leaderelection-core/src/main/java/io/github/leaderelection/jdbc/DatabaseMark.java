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

import javax.sql.DataSource;

/**
 * Finds out whether a connection is to the database of the leases by a mark that is set
 * there for a moment, on a connection of its own: renewals do not wait for it.
 */
final class DatabaseMark implements LeaseUrls.Question {

	/** For each statement. */
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
		if (sql == null || !this.database.isOfProduct(connection)) {
			return false;
		}
		try (MarkSession session = MarkSession.open(this.dataSource, this.database, sql, BOUND)) {
			return isSeen(sql, connection, session.mark(), session.seconds());
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

	static boolean yields(Connection connection, String sql, long mark, int seconds) throws SQLException {
		try (PreparedStatement statement = new NamedSql(sql).prepare(connection, Map.of("mark", mark), seconds);
				ResultSet resultSet = statement.executeQuery()) {
			return resultSet.next() && resultSet.getBoolean(1);
		}
	}

}
