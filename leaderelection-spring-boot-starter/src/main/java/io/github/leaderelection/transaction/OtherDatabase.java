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
import java.time.Duration;

import javax.sql.DataSource;

import io.github.leaderelection.jdbc.DedicatedDataSource;
import io.github.leaderelection.jdbc.JdbcFence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * Tells at start-up what a fence would tell at each call: that a transaction is on
 * another database. Where a {@code DataSource} does not tell its URL, or it cannot be
 * found out, it is left to the fence.
 */
final class OtherDatabase {

	private static final Logger logger = LoggerFactory.getLogger(OtherDatabase.class);

	private static final boolean BUILDER_PRESENT = ClassUtils
		.isPresent("org.springframework.boot.jdbc.DataSourceBuilder", OtherDatabase.class.getClassLoader());

	/** Drivers count it in seconds. */
	private static final Duration BOUND = Duration.ofSeconds(2);

	private OtherDatabase() {
	}

	/**
	 * Describes the database of a {@code DataSource}, if it is not that of a fence.
	 * @return its URL without secrets, or {@code null}
	 */
	static @Nullable String describe(DataSource dataSource, JdbcFence fence) {
		SimpleDriverDataSource derived = BUILDER_PRESENT ? derive(dataSource) : null;
		if (derived == null || derived.getUrl() == null) {
			return null;
		}
		try {
			if (fence.isOnItsDatabase(derived.getUrl())) {
				return null;
			}
			// Two URLs may be of one database: the servers tell, outside of any
			// transaction.
			try (Connection connection = derived.getConnection()) {
				return fence.isOnItsDatabase(connection) ? null : JdbcFence.describe(connection);
			}
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not tell whether transactions are on the database of the leases", ex);
			return null;
		}
	}

	private static @Nullable SimpleDriverDataSource derive(DataSource dataSource) {
		try {
			SimpleDriverDataSource derived = DataSourceBuilder.derivedFrom(dataSource)
				.type(SimpleDriverDataSource.class)
				.build();
			DedicatedDataSource.bound(derived, BOUND);
			return derived;
		}
		catch (RuntimeException ex) {
			logger.debug("Could not tell where {} connects to", dataSource, ex);
			return null;
		}
	}

}
