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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DerivedDataSourceTests {

	private static final Duration BOUND = Duration.ofSeconds(5);

	@Test
	void connectionsAreNotThoseOfThePool() throws SQLException {
		try (HikariDataSource pool = pool("beside"); Connection first = pool.getConnection()) {
			assertThat(first.isClosed()).isFalse();
			DerivedDataSource derived = new DerivedDataSource(new DelegatingDataSource(pool), BOUND);
			assertThat(derived.url()).isEqualTo(pool.getJdbcUrl());
			try (Connection connection = derived.getConnection()) {
				assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
				assertThat(connection.getClass().getName()).startsWith("org.h2.");
			}
		}
	}

	@Test
	void credentialsThatWereRotatedAreUsed() throws SQLException {
		try (HikariDataSource pool = pool("rotated")) {
			DerivedDataSource derived = new DerivedDataSource(pool, BOUND);
			try (Connection connection = derived.getConnection(); Statement statement = connection.createStatement()) {
				statement.execute("ALTER USER sa SET PASSWORD 'new'");
				assertThatExceptionOfType(SQLException.class).isThrownBy(derived::getConnection);
				pool.getHikariConfigMXBean().setPassword("new");
				try (Connection second = derived.getConnection()) {
					assertThat(second.isValid(1)).isTrue();
				}
			}
		}
	}

	@Test
	void whatThePoolDoesToItsConnectionsIsDoneToThese() throws SQLException {
		try (HikariDataSource pool = pool("prepared")) {
			pool.addDataSourceProperty("NON_KEYWORDS", "VALUE");
			pool.setConnectionInitSql("SET @initialized = 42");
			pool.setSchema("INFORMATION_SCHEMA");
			try (Connection connection = new DerivedDataSource(pool, BOUND).getConnection();
					Statement statement = connection.createStatement()) {
				assertThat(connection.getSchema()).isEqualTo("INFORMATION_SCHEMA");
				assertThat(first(statement, "SELECT @initialized")).isEqualTo("42");
				assertThat(first(statement, "SELECT VALUE FROM (SELECT 7 AS VALUE)")).isEqualTo("7");
			}
		}
	}

	private static String first(Statement statement, String query) throws SQLException {
		try (ResultSet result = statement.executeQuery(query)) {
			result.next();
			return result.getString(1);
		}
	}

	private static HikariDataSource pool(String name) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
		pool.setUsername("sa");
		pool.setPassword("");
		pool.setMaximumPoolSize(1);
		return pool;
	}

}
