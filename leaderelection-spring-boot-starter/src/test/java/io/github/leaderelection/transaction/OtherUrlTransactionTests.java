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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionDataSource;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The leases are reached directly and transactions go another way, as through a pooler.
 */
class OtherUrlTransactionTests extends FencedTransactionFixture {

	@Override
	TestDatabase open() {
		return TestDatabases.postgres();
	}

	@Test
	void transactionsByAnotherUrlAreFenced() {
		transactionsOn(this.database);
		run((application) -> {
			application.reports().required(() -> application.write("required"));
			application.reports().serializable(() -> application.write("serializable"));
			assertThat(application.read()).containsExactly("required", "serializable");
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> application.reports().required(() -> writeAndBeReplaced(application)));
		});
		assertThat(entries()).containsExactly("required", "serializable");
	}

	/** At start-up nothing was to be found out. */
	@Test
	void soAreThoseOfADataSourceThatDoesNotTellItsUrl() {
		this.runner = this.runner.withUserConfiguration(TaciturnTransactions.class);
		transactionsOn(this.database);
		transactionsByAnotherUrlAreFenced();
	}

	@Test
	void anotherDatabaseOfTheServerIsRefusedAtStartUp() {
		try (TestDatabase other = open()) {
			transactionsOn(other);
			this.runner.run((context) -> assertThat(Analyses.of(context.getStartupFailure()).getDescription())
				.contains("whose transactions are on " + otherUrl(other)
						+ ", while the leases are in leader_election on " + this.database.jdbcUrl()));
		}
	}

	/** Not taken for another database, which it is not. */
	@Test
	void whatCannotBeToldAtStartUpIsLeftToTheFenceWhichSaysWhy() {
		this.database.execute("CREATE USER leases PASSWORD 'leases'", "GRANT ALL ON leader_election TO leases",
				"REVOKE EXECUTE ON FUNCTION pg_try_advisory_lock(bigint) FROM PUBLIC");
		transactionsOn(this.database);
		this.runner = this.runner.withPropertyValues("leases.username=leases", "leases.password=leases");
		try {
			run((application) -> assertThatExceptionOfType(DataAccessResourceFailureException.class)
				.isThrownBy(() -> application.reports().required(() -> application.write("unfenced")))
				.withMessageContaining("Could not find out whether " + otherUrl(this.database))
				.withMessageContaining("permission denied for function pg_try_advisory_lock"));
		}
		finally {
			this.database.execute("DROP OWNED BY leases", "DROP USER leases");
		}
		assertThat(entries()).isEmpty();
	}

	/** So is the connection that the mark would be set on. */
	@Test
	void transactionsThatAreRoutedToAnotherDatabaseAreRefused() {
		try (TestDatabase other = open()) {
			this.runner = this.runner.withUserConfiguration(RoutedTransactions.class)
				.withPropertyValues("leaderelection.jdbc.connection=pooled", "other.url=" + other.jdbcUrl());
			run((application) -> {
				TransactionTemplate routed = application.template();
				routed.setReadOnly(true);
				assertThatExceptionOfType(DataAccessResourceFailureException.class)
					.isThrownBy(() -> routed.executeWithoutResult((status) -> application.fence().protect("reports")))
					.withMessageContaining("the DataSource of the leases led to " + other.jdbcUrl());
				application.reports().required(() -> application.write("fenced"));
			});
		}
		assertThat(entries()).containsExactly("fenced");
	}

	@Test
	void anotherTransactionThatCannotBeAskedDoesNotKeepThisOneFromBeingFenced() {
		this.runner = this.runner.withUserConfiguration(TaciturnTransactions.class);
		transactionsOn(this.database);
		try (TestDatabase other = open()) {
			List<SingleConnectionDataSource> others = Stream
				.generate(
						() -> new SingleConnectionDataSource(otherUrl(other), other.username(), other.password(), true))
				.limit(8)
				.toList();
			writeFencedBeside(others, OtherUrlTransactionTests::bindAborted);
		}
		assertThat(entries()).containsExactly("fenced");
	}

	private static void bindAborted(SingleConnectionDataSource dataSource) {
		dataSource.setAutoCommit(false);
		bind(dataSource, new ArrayList<>());
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> new JdbcTemplate(dataSource).execute("SELECT 1 / 0"));
	}

	/** The other may be of any kind, and has nothing to do with it. */
	@Test
	void noOtherDatabaseOfATransactionIsAskedWhereAUrlTells() {
		List<String> asked = new ArrayList<>();
		List<SingleConnectionDataSource> others = Stream.iterate(0, (i) -> i + 1)
			.limit(8)
			.map((i) -> new SingleConnectionDataSource("jdbc:h2:mem:other" + i, "sa", "", true))
			.toList();
		writeFencedBeside(others, (other) -> bind(other, asked));
		assertThat(entries()).containsExactly("fenced");
		assertThat(asked).isEmpty();
	}

	/** In one transaction with others. */
	private void writeFencedBeside(List<SingleConnectionDataSource> others, Consumer<SingleConnectionDataSource> bind) {
		run((application) -> application.template().executeWithoutResult((status) -> {
			try {
				others.forEach(bind);
				application.fence().protect("reports");
				application.write("fenced");
			}
			finally {
				others.forEach(TransactionSynchronizationManager::unbindResourceIfPossible);
			}
		}));
		others.forEach(SingleConnectionDataSource::destroy);
	}

	private static void bind(SingleConnectionDataSource dataSource, List<String> asked) {
		dataSource.setAutoCommit(false);
		TransactionSynchronizationManager.bindResource(dataSource, new ConnectionHolder(recorded(dataSource, asked)));
	}

	private static Connection recorded(SingleConnectionDataSource dataSource, List<String> asked) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().startsWith("prepare") || method.getName().equals("setSavepoint")) {
						asked.add(dataSource.getUrl());
					}
					try {
						return method.invoke(dataSource.getConnection(), arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private void transactionsOn(TestDatabase database) {
		this.runner = this.runner.withUserConfiguration(Leases.class)
			.withPropertyValues("leases.url=" + this.database.jdbcUrl(), "spring.datasource.url=" + otherUrl(database));
	}

	private static String otherUrl(TestDatabase database) {
		return database.jdbcUrl().replace("127.0.0.1", "localhost");
	}

	@Configuration(proxyBeanMethods = false)
	static class Leases {

		@Bean(defaultCandidate = false)
		@LeaderElectionDataSource
		DataSource leases(@Value("${leases.url}") String url,
				@Value("${leases.username:${spring.datasource.username}}") String username,
				@Value("${leases.password:${spring.datasource.password}}") String password) {
			return new DriverManagerDataSource(url, username, password);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TaciturnTransactions {

		@Bean
		DataSource dataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String username,
				@Value("${spring.datasource.password}") String password) {
			return new JdbcFencedTransactionContract.Taciturn(new DriverManagerDataSource(url, username, password));
		}

		@Bean
		JdbcTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

	/** As where reads go to a replica, or to another database. */
	@Configuration(proxyBeanMethods = false)
	static class RoutedTransactions {

		@Bean
		DataSource dataSource(@Value("${spring.datasource.url}") String url, @Value("${other.url}") String other,
				@Value("${spring.datasource.username}") String username,
				@Value("${spring.datasource.password}") String password) {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return TransactionSynchronizationManager.isCurrentTransactionReadOnly();
				}

			};
			routing.setTargetDataSources(Map.of(false, new DriverManagerDataSource(url, username, password), true,
					new DriverManagerDataSource(other, username, password)));
			routing.afterPropertiesSet();
			return new LazyConnectionDataSourceProxy(routing);
		}

		@Bean
		JdbcTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

}
