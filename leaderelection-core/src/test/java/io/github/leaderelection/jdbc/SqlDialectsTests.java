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

import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SqlDialectsTests {

	@ParameterizedTest
	@CsvSource({ "PostgreSQL, 17.6, postgresql", "MariaDB, 11.8.3-MariaDB, mariadb", "H2, 2.4.240, h2",
			"MySQL, 9.1.0, mysql", "MySQL, 5.5.5-11.8.3-MariaDB, mariadb" })
	void detectsByTheNameThatTheDriverGives(String product, String version, String platform) throws SQLException {
		assertThat(SqlDialects.detect(connection(product, version)).platform()).isEqualTo(platform);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "Oracle", "Microsoft SQL Server", "postgresql", "" })
	void refusesAnyOtherByName(String product) {
		assertThatExceptionOfType(UnsupportedDatabaseException.class)
			.isThrownBy(() -> SqlDialects.detect(connection(product, "1")))
			.withMessageContaining("'" + product + "'")
			.withMessageContaining("SqlDialect")
			.satisfies((ex) -> assertThat(ex.getProductName()).isEqualTo(String.valueOf(product)));
	}

	@Test
	void aLockRefusesItAtTheFirstCallAndNotBefore() {
		JdbcLockFactory factory = JdbcLockFactory.builder(dataSource("Oracle")).build();
		assertThat(factory.create("reports", "a").describe()).contains("not reached so far");
		assertThat(factory.dialect()).isEmpty();

		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(UnsupportedDatabaseException.class)
				.isThrownBy(() -> factory.checkTable(Duration.ofSeconds(1)))
				.withMessageContaining("'Oracle'");
		}
	}

	@Test
	void aDialectThatIsGivenIsNotQuestioned() throws SQLException {
		SqlDialect given = SqlDialects.forPlatform("PostgreSQL");
		Database database = new Database(dataSource("Oracle"), "leader_election", given);

		assertThat(database.dialect()).isSameAs(given);
		assertThat(database.statements(connection("Oracle", "1")).dialect()).isSameAs(given);
	}

	@Test
	void knowsItsPlatforms() {
		assertThatIllegalArgumentException().isThrownBy(() -> SqlDialects.forPlatform("oracle"))
			.withMessageContaining("'oracle'")
			.withMessageContaining("postgresql, mariadb, mysql, h2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb", "mysql", "h2" })
	void eachHasASchemaFile(String platform) {
		SqlDialect dialect = SqlDialects.forPlatform(platform);

		assertThat(dialect.platform()).isEqualTo(platform);
		assertThat(LeaderElectionSchema.ddl(dialect, "ops.leases"))
			.startsWith("CREATE TABLE IF NOT EXISTS ops.leases (")
			.contains("election_name     VARCHAR(128)", "holder_identity   VARCHAR(255)")
			.doesNotContain("leader_election", "--")
			.endsWith(";");
	}

	@Test
	void aDialectWithoutASchemaFileIsToldWhichIsMissing() {
		SqlDialect dialect = (SqlDialect) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { SqlDialect.class }, (proxy, method, arguments) -> "derby");

		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> LeaderElectionSchema.ddl(dialect, "leases"))
			.withMessageContaining("schema-derby.sql");
	}

	private static DataSource dataSource(String product) {
		return new AbstractDataSource() {

			@Override
			public Connection getConnection() {
				return connection(product, "1");
			}

			@Override
			public Connection getConnection(String username, String password) {
				return getConnection();
			}

		};
	}

	private static Connection connection(String product, String version) {
		DatabaseMetaData metaData = stub(DatabaseMetaData.class, null, product, version);
		return stub(Connection.class, metaData, product, version);
	}

	private static <T> T stub(Class<T> type, DatabaseMetaData metaData, String product, String version) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "getMetaData" -> metaData;
					case "getDatabaseProductName" -> product;
					case "getDatabaseProductVersion" -> version;
					case "getAutoCommit" -> true;
					default -> null;
				}));
	}

}
