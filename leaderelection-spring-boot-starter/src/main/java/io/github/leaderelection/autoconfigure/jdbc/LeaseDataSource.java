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
import java.util.Properties;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Where the lock gets its connections. It makes up for a table that could not be created
 * at start-up. Not a bean, so that it does not stand beside the application's
 * {@code DataSource}. It is based on a driver so that its URL, where that is known, can
 * be told before it connects.
 */
class LeaseDataSource extends AbstractDriverBasedDataSource {

	private final DataSource target;

	private volatile @Nullable BeforeConnecting beforeConnecting;

	private volatile @Nullable String reachedUrl;

	LeaseDataSource(DataSource target) {
		this.target = target;
		if (target instanceof DerivedDataSource derived) {
			setUrl(derived.url());
		}
		else if (target instanceof AbstractDriverBasedDataSource driverBased && driverBased.getUrl() != null) {
			setUrl(driverBased.getUrl());
		}
	}

	/**
	 * Postpones work to the next connection, and to each after it until the work has been
	 * done.
	 * @param work what to do
	 */
	void beforeConnecting(BeforeConnecting work) {
		this.beforeConnecting = work;
	}

	/**
	 * The {@code DataSource} behind this one, which does no postponed work.
	 * @return the target
	 */
	DataSource target() {
		return this.target;
	}

	/**
	 * What the driver says of the database, once there has been a connection.
	 * @return its URL, or {@code null} where nobody has said so far
	 */
	@Nullable String reachedUrl() {
		return this.reachedUrl;
	}

	@Override
	protected Connection getConnectionFromDriver(Properties props) throws SQLException {
		BeforeConnecting work = this.beforeConnecting;
		if (work != null) {
			work.run();
			this.beforeConnecting = null;
		}
		Connection connection = this.target.getConnection();
		if (this.reachedUrl == null) {
			this.reachedUrl = urlOf(connection);
		}
		return connection;
	}

	private static @Nullable String urlOf(Connection connection) {
		try {
			return connection.getMetaData().getURL();
		}
		catch (SQLException ex) {
			// Whoever needs the connection will find out what is wrong with it.
			return null;
		}
	}

	/** Work that has been postponed. */
	@FunctionalInterface
	interface BeforeConnecting {

		void run() throws SQLException;

	}

}
