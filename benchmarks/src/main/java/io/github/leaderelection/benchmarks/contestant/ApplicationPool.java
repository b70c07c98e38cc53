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

package io.github.leaderelection.benchmarks.contestant;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The pool that an application has, with its defaults: what peers use. */
final class ApplicationPool {

	private ApplicationPool() {
	}

	/**
	 * Opens it in full, so that its connections and threads are not counted as a peer's.
	 */
	static HikariDataSource open(ContestantSettings settings) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(settings.url());
		config.setUsername(settings.username());
		config.setPassword(settings.password());
		HikariDataSource dataSource = new HikariDataSource(config);
		try (Connection connection = dataSource.getConnection()) {
			while (dataSource.getHikariPoolMXBean().getTotalConnections() < dataSource.getMaximumPoolSize()) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
			}
			connection.clearWarnings();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database does not answer", ex);
		}
		return dataSource;
	}

}
