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

import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** With the transaction manager of JDBC. */
abstract class JdbcFencedTransactionContract extends FencedTransactionContract {

	@Test
	void aNestedTransactionIsFencedAtTheCommitOfTheOuterOne() {
		run((application) -> {
			application.reports().unfenced(() -> {
				application.write("outer");
				application.reports().nested(() -> application.write("inner"));
			});
			assertThat(application.read()).containsExactly("inner", "outer");
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> application.reports().unfenced(() -> {
					application.write("third");
					application.reports().nested(() -> application.write("fourth"));
					this.rival.seizes();
				}));
			assertThat(application.read()).containsExactly("inner", "outer");
		});
	}

	@Test
	void aTransactionOnAnotherDatabaseIsRefusedByName() {
		try (TestDatabase other = TestDatabases.h2()) {
			this.runner = this.runner.withPropertyValues("elsewhere.url=" + other.jdbcUrl())
				.withUserConfiguration(TwoDatabases.class);
			run((application) -> {
				assertThatIllegalStateException()
					.isThrownBy(() -> application.bean(Elsewhere.class).run(() -> application.write("never")))
					.withMessageContaining(application.elector().status().lock())
					.withMessageContaining("the transaction is on " + other.jdbcUrl().replaceFirst(";.*", ""));
				assertThat(application.read()).isEmpty();
			});
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDatabases {

		@Bean
		@Primary
		JdbcTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		JdbcTransactionManager elsewhere(@Value("${elsewhere.url}") String url) {
			return new JdbcTransactionManager(new Taciturn(new DriverManagerDataSource(url, "sa", "")));
		}

		@Bean
		Elsewhere job() {
			return new Elsewhere();
		}

	}

	static class Elsewhere {

		@LeaderTransactional(value = "reports", transactionManager = "elsewhere")
		void run(Runnable work) {
			work.run();
		}

	}

	/** Does not tell where it connects to: that would be refused at start-up. */
	static class Taciturn extends AbstractDataSource {

		private final DataSource target;

		Taciturn(DataSource target) {
			this.target = target;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.target.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.target.getConnection(username, password);
		}

	}

}
