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

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialect;
import io.github.leaderelection.jdbc.SqlDialects;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Which dialect the leases are kept in. */
class LeaseDialectTests {

	private final ApplicationContextRunner bare = JdbcRunners.bare();

	private final ApplicationContextRunner runner = JdbcRunners.embedded();

	@Test
	void aDatabaseWithoutADialectIsRefusedByName() {
		this.bare.withBean(DataSource.class, () -> database("Oracle"))
			.withPropertyValues("leaderelection.jdbc.connection=pooled", "leaderelection.jdbc.initialize-schema=never")
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("The leases cannot be kept in the database 'Oracle': there is no dialect for it.")
				.contains("Declare a bean of type SqlDialect"));
	}

	@Test
	void aDatabaseWithoutADialectIsRefusedByNameWhereItsSchemaIsInitialized() {
		this.bare.withBean(DataSource.class, () -> database("Oracle"))
			.withPropertyValues("leaderelection.jdbc.connection=pooled", "leaderelection.jdbc.initialize-schema=always")
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("The leases cannot be kept in the database 'Oracle'"));
	}

	@Test
	void aDialectOfTheApplicationIsUsed() {
		this.runner.withBean(SqlDialect.class, () -> SqlDialects.forPlatform("h2"))
			.run((context) -> assertThat(context.getBean(JdbcLockFactory.class).dialect())
				.containsSame(context.getBean(SqlDialect.class)));
	}

	@Test
	void aPlatformWithoutADialectIsRefused() {
		this.runner.withPropertyValues("leaderelection.jdbc.platform=postgres")
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("leaderelection.jdbc.platform: There is no dialect for the platform 'postgres'"));
	}

	@Test
	void aDialectWithoutAScriptIsRefusedWithAdvice() {
		this.runner.withBean(SqlDialect.class, () -> dialect("cockroach"))
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("brings no script for its platform 'cockroach'")
				.contains("Put io/github/leaderelection/jdbc/schema-cockroach.sql on the class path")
				.contains("leaderelection.jdbc.schema"));
	}

	@Test
	void aDialectNeedsNoScriptWhereTheTableIsThere() {
		String table = LeaderElectionSchema.ddl(SqlDialects.forPlatform("h2"), "leader_election");
		new JdbcTemplate(h2("scripted")).execute(table);
		this.bare.withBean(SqlDialect.class, () -> dialect("cockroach"))
			.withBean(DataSource.class, () -> h2("scripted"))
			.run((context) -> TestRunners.await(context.getBean(LeaderElector.class)::isLeader));
	}

	@Test
	void severalDialectsAreRefused() {
		this.runner.withBean("first", SqlDialect.class, () -> SqlDialects.forPlatform("h2"))
			.withBean("second", SqlDialect.class, () -> SqlDialects.forPlatform("mysql"))
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("there are several beans of type SqlDialect: first, second")
				.contains("mark it with @Primary"));
	}

	@Test
	void thePrimaryOfSeveralDialectsIsUsed() {
		SqlDialect primary = SqlDialects.forPlatform("h2");
		this.runner.withBean("first", SqlDialect.class, () -> primary, (definition) -> definition.setPrimary(true))
			.withBean("second", SqlDialect.class, () -> SqlDialects.forPlatform("mysql"))
			.run((context) -> assertThat(context.getBean(JdbcLockFactory.class).dialect()).containsSame(primary));
	}

	/** That of H2 by another name. */
	private static SqlDialect dialect(String platform) {
		SqlDialect h2 = SqlDialects.forPlatform("h2");
		return (SqlDialect) Proxy.newProxyInstance(SqlDialect.class.getClassLoader(),
				new Class<?>[] { SqlDialect.class }, (proxy, method, arguments) -> method.getName().equals("platform")
						? platform : method.invoke(h2, arguments));
	}

	private static DataSource h2(String name) {
		return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	private static DataSource database(String product) {
		try {
			DataSource dataSource = mock(DataSource.class);
			Connection connection = mock(Connection.class);
			DatabaseMetaData metaData = mock(DatabaseMetaData.class);
			given(dataSource.getConnection()).willReturn(connection);
			given(connection.getAutoCommit()).willReturn(true);
			given(connection.getMetaData()).willReturn(metaData);
			given(metaData.getDatabaseProductName()).willReturn(product);
			given(metaData.getURL()).willReturn("jdbc:" + product);
			return dataSource;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
