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

import javax.sql.DataSource;

import io.github.leaderelection.Leadership;
import io.github.leaderelection.jdbc.JdbcFence;
import io.github.leaderelection.lock.LeadershipLostException;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Leases that are rows of the database of the transactions, so that a row stays locked
 * from the check to the end of the commit.
 *
 * @param fence locks and compares the row
 */
record DatabaseFence(JdbcFence fence) implements FencePlace {

	private static final SQLExceptionTranslator translator = new SQLExceptionSubclassTranslator();

	@Override
	public CommitCheck forCurrentTransaction(String electionName) {
		DataSource dataSource = FencedDataSource.find(this.fence, electionName);
		return (leadership) -> check(dataSource, leadership);
	}

	@Override
	public void check(Connection connection, Leadership leadership) throws SQLException {
		this.fence.check(connection, leadership.electionName(), leadership.identity(), leadership.fencingToken());
	}

	private void check(DataSource dataSource, Leadership leadership) {
		Connection connection = DataSourceUtils.getConnection(dataSource);
		try {
			this.fence.check(connection, leadership.electionName(), leadership.identity(), leadership.fencingToken(),
					secondsLeft(dataSource));
		}
		catch (SQLException ex) {
			if (!leadership.isValid()) {
				throw new LeadershipLostException(leadership.electionName(), leadership.fencingToken(),
						"the trust in that term is over, and its lease could not be checked: " + ex.getMessage(), ex);
			}
			RuntimeException translated = translator
				.translate("Fence of the election '" + leadership.electionName() + "'", null, ex);
			throw (translated != null) ? translated : new IllegalStateException(ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, dataSource);
		}
	}

	private static int secondsLeft(DataSource dataSource) {
		Object resource = TransactionSynchronizationManager.getResource(dataSource);
		if (!(resource instanceof ConnectionHolder holder) || !holder.hasTimeout()) {
			return 0;
		}
		try {
			return holder.getTimeToLiveInSeconds();
		}
		catch (TransactionTimedOutException ex) {
			// Spring takes a TransactionException for one of the commit itself, and would
			// not roll back.
			throw new QueryTimeoutException("The transaction has timed out before its commit", ex);
		}
	}

}
