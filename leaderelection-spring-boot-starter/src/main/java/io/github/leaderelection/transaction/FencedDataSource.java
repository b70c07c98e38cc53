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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.sql.DataSource;

import io.github.leaderelection.jdbc.JdbcFence;
import io.github.leaderelection.lock.LockException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Finds the connection of a transaction: that of JDBC, or that beneath JPA. */
final class FencedDataSource {

	private FencedDataSource() {
	}

	/**
	 * The {@code DataSource} whose connection the calling thread's transaction has on the
	 * database of the leases.
	 * @throws IllegalStateException if there is none; the message names the databases
	 * @throws DataAccessResourceFailureException if that cannot be told
	 */
	static DataSource find(JdbcFence fence, String electionName) {
		Set<String> others = new TreeSet<>();
		List<Exception> failures = new ArrayList<>();
		DataSource found;
		try {
			found = first((connection) -> fence.isOnItsDatabase(connection.getMetaData().getURL()), others);
			if (found == null && !others.isEmpty()) {
				// No URL tells, so that servers may have to be asked.
				found = first((connection) -> isOnItsDatabase(fence, connection, failures), others);
			}
		}
		catch (SQLException ex) {
			throw untold(electionName, ex);
		}
		if (found == null && !failures.isEmpty()) {
			throw untold(electionName, failures.get(0));
		}
		if (found == null) {
			throw new IllegalStateException("The fence of the election '" + electionName + "' is "
					+ fence.describe(electionName) + ", and the transaction is on "
					+ (others.isEmpty() ? "no JDBC connection at all" : String.join(", ", others))
					+ ": only a transaction on the same database can be fenced, by a JDBC or a JPA transaction manager");
		}
		return found;
	}

	/** One that cannot be asked may have nothing to do with the leases: the next may. */
	private static boolean isOnItsDatabase(JdbcFence fence, Connection connection, List<Exception> failures) {
		try {
			return fence.isOnItsDatabase(connection);
		}
		catch (SQLException | LockException ex) {
			failures.add(ex);
			return false;
		}
	}

	private static DataAccessResourceFailureException untold(String electionName, Exception failure) {
		return new DataAccessResourceFailureException(
				"Could not tell which database the transaction is on, for the fence of the election '" + electionName
						+ "': " + failure.getMessage(),
				failure);
	}

	/**
	 * The first whose connection is as wanted.
	 * @param others gets the databases of those that are not
	 */
	private static @Nullable DataSource first(Wish wish, Set<String> others) throws SQLException {
		for (Map.Entry<Object, Object> resource : copyOfResources()) {
			if (resource.getKey() instanceof DataSource dataSource && resource.getValue() instanceof ConnectionHolder) {
				Connection connection = DataSourceUtils.getConnection(dataSource);
				try {
					// One without a transaction has only been used within it.
					if (!connection.getAutoCommit()) {
						if (wish.isGranted(connection)) {
							return dataSource;
						}
						others.add(JdbcFence.describe(connection));
					}
				}
				finally {
					DataSourceUtils.releaseConnection(connection, dataSource);
				}
			}
		}
		return null;
	}

	private static List<Map.Entry<Object, Object>> copyOfResources() {
		return new ArrayList<>(TransactionSynchronizationManager.getResourceMap().entrySet());
	}

	/** What is wanted of a connection. */
	@FunctionalInterface
	private interface Wish {

		boolean isGranted(Connection connection) throws SQLException;

	}

}
