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
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Does something with each connection before it hands it out, and remembers the last. */
final class ConfiguredDataSource extends DelegatingDataSource {

	private final Customizer customizer;

	volatile Connection last;

	/** How many connections it has handed out. */
	volatile int opened;

	ConfiguredDataSource(DataSource target, Customizer customizer) {
		super(target);
		this.customizer = customizer;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		this.customizer.customize(connection);
		this.last = connection;
		this.opened++;
		return connection;
	}

	/** What is done with a connection. */
	interface Customizer {

		void customize(Connection connection) throws SQLException;

	}

}
