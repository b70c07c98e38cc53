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

package io.github.leaderelection.autoconfigure.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.github.leaderelection.autoconfigure.LeaderElectionConfigurationException;
import io.github.leaderelection.jdbc.InvalidTableException;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.jdbc.MissingTableException;
import io.github.leaderelection.jdbc.ReadOnlyDatabaseException;
import io.github.leaderelection.jdbc.UnsupportedDatabaseException;
import io.github.leaderelection.lock.LockException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.StringUtils;

/**
 * Looks once, when all beans are made and before anything is started, whether leases can
 * be kept. A database that does not answer is no reason not to start.
 */
class LeaseTableCheck implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(LeaseTableCheck.class);

	private final JdbcLockFactory locks;

	private final LeaseDatabase database;

	private final @Nullable String platform;

	private final boolean unreachable;

	private final Duration timeout;

	/**
	 * Creates a check.
	 * @param locks what is checked
	 * @param database where the leases are
	 * @param platform what the database is said to be
	 * @param unreachable whether the database has already been found not to answer
	 * @param timeout how long it has to answer
	 */
	LeaseTableCheck(JdbcLockFactory locks, LeaseDatabase database, @Nullable String platform, boolean unreachable,
			Duration timeout) {
		this.locks = locks;
		this.database = database;
		this.platform = platform;
		this.unreachable = unreachable;
		this.timeout = timeout;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.unreachable) {
			return;
		}
		try {
			checkPlatform();
			this.locks.checkTable(this.timeout);
			InMemoryUrls.warn(this.database.dataSource().reachedUrl());
		}
		catch (MissingTableException ex) {
			throw new LeaderElectionConfigurationException(
					"The table '%s' of the leases does not exist in the database.".formatted(ex.getTableName()),
					"Create it, for example in a migration, or set leaderelection.jdbc.initialize-schema=always:\n\n"
							+ ex.getDdl(),
					ex);
		}
		catch (InvalidTableException ex) {
			throw new LeaderElectionConfigurationException(
					"The table '%s' cannot be used for the leases: %s".formatted(ex.getTableName(),
							ex.getDatabaseMessage()),
					"The user needs SELECT, INSERT and UPDATE on it, its name (leaderelection.jdbc.table-name) must be no "
							+ "reserved word, and it must be as this creates it:\n\n" + ex.getDdl(),
					ex);
		}
		catch (ReadOnlyDatabaseException ex) {
			throw LeaseRefusals.readOnly(ex);
		}
		catch (UnsupportedDatabaseException ex) {
			throw LeaseRefusals.unsupported(ex);
		}
		catch (LockException | SQLException ex) {
			LeaderElectionConfigurationException refusal = LeaseRefusals.ofConnection(ex);
			if (refusal != null) {
				throw refusal;
			}
			logger.warn("The database of the leases does not answer; this instance follows until it does: {}",
					ex.toString());
		}
	}

	/** Before its statements are used, of which the first may fail for that reason. */
	private void checkPlatform() throws SQLException {
		if (StringUtils.hasText(this.platform)) {
			try (Connection connection = this.database.dataSource().getConnection()) {
				LeaseRefusals.checkPlatform(this.platform, this.database.dialect(), connection);
			}
		}
	}

}
