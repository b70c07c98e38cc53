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

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.util.ClassUtils;

/** Looks at pools that the lock takes its connections from. */
final class PatientPool {

	private static final Logger logger = LoggerFactory.getLogger(PatientPool.class);

	private static final boolean HIKARI_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			PatientPool.class.getClassLoader());

	private PatientPool() {
	}

	/**
	 * Warns where a call may wait for a connection for longer than a term can spare, and
	 * refuses a pool whose connections do not share a database.
	 * @param dataSource what the lock takes its connections from
	 * @param bound half of the shortest renew deadline
	 */
	static void check(DataSource dataSource, Duration bound) {
		if (HIKARI_PRESENT) {
			Hikari.check(dataSource, bound);
		}
	}

	private static final class Hikari {

		static void check(DataSource dataSource, Duration bound) {
			HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariDataSource.class);
			if (pool == null) {
				return;
			}
			if (pool.getMaximumPoolSize() != 1) {
				InMemoryUrls.refusePrivate(pool.getJdbcUrl());
			}
			long timeout = pool.getConnectionTimeout();
			if (timeout > bound.toMillis()) {
				logger
					.warn("A renewal may wait {} ms for a connection of the pool '{}' (connectionTimeout), which is more "
							+ "than half of the shortest renew deadline ({} ms), so that an exhausted pool ends terms. "
							+ "Set its connectionTimeout to at most {} ms, or leaderelection.jdbc.connection=dedicated "
							+ "without a pool of its own", timeout,
							(pool.getPoolName() != null) ? pool.getPoolName() : pool.getJdbcUrl(),
							bound.multipliedBy(2).toMillis(), bound.toMillis());
			}
		}

	}

}
