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

import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionDataSource;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import io.github.leaderelection.autoconfigure.transaction.LeaderTransactionAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/** Where transactions are is looked at when the application starts. */
class TransactionManagersTests {

	private final ApplicationContextRunner runner = TestRunners.bare()
		.withConfiguration(AutoConfigurations.of(LeaderElectionJdbcAutoConfiguration.class,
				LeaderTransactionAutoConfiguration.class, TransactionAutoConfiguration.class))
		.withUserConfiguration(Leases.class)
		.withPropertyValues("leaderelection.lease-duration=15s", "leaderelection.renew-deadline=10s");

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:fenced;DB_CLOSE_DELAY=-1", "jdbc:h2:mem:fenced;LOCK_TIMEOUT=99",
			"JDBC:H2:mem:fenced" })
	void theDatabaseOfTheLeasesIsRecognised(String url) {
		this.runner.withBean("main", PlatformTransactionManager.class, () -> manager(url))
			.withUserConfiguration(Job.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void anotherIsRefused() {
		this.runner.withBean("main", PlatformTransactionManager.class, () -> manager("jdbc:h2:mem:elsewhere"))
			.withUserConfiguration(Job.class)
			.run((context) -> assertThat(Analyses.of(context.getStartupFailure()).getDescription())
				.contains("Job.run() has a transaction manager whose transactions are on jdbc:h2:mem:elsewhere, "
						+ "while the leases are in leader_election on jdbc:h2:mem:fenced"));
	}

	@Test
	void theOneThatIsNamedCounts() {
		this.runner
			.withBean("main", PlatformTransactionManager.class, () -> manager("jdbc:h2:mem:elsewhere"),
					(definition) -> definition.setPrimary(true))
			.withBean("fenced", PlatformTransactionManager.class, () -> manager("jdbc:h2:mem:fenced"))
			.withUserConfiguration(NamingJob.class)
			.withPropertyValues("manager=fenced")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	/** As Spring does where the annotation names none. */
	@ParameterizedTest
	@ValueSource(classes = { QualifiedJob.class, OtherwiseQualifiedJob.class })
	void theQualifierOfTheClassIsTriedNext(Class<?> job) {
		this.runner
			.withBean("main", PlatformTransactionManager.class,
					() -> manager((job == QualifiedJob.class) ? "jdbc:h2:mem:elsewhere" : "jdbc:h2:mem:fenced"),
					(definition) -> definition.setPrimary(true))
			.withBean("fenced", PlatformTransactionManager.class, () -> manager("jdbc:h2:mem:fenced"))
			.withUserConfiguration(job)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void severalWithoutAPrimaryOneAreRefused() {
		this.runner.withBean("first", PlatformTransactionManager.class, () -> manager("jdbc:h2:mem:fenced"))
			.withBean("second", PlatformTransactionManager.class, () -> manager("jdbc:h2:mem:fenced"))
			.withUserConfiguration(Job.class)
			.run((context) -> assertThat(Analyses.of(context.getStartupFailure()).getDescription())
				.contains("Job.run() has a choice of transaction managers")
				.contains("first,second"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:tcp://localhost:1/none", "jdbc:unknown:none" })
	void whatDoesNotAnswerIsLeftToTheFence(String url) {
		this.runner.withBean("main", PlatformTransactionManager.class, () -> manager(url))
			.withUserConfiguration(Job.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void soIsWhatDoesNotTellWhereItConnects() {
		this.runner.withBean("main", PlatformTransactionManager.class, () -> new JdbcTransactionManager(new Silent()))
			.withUserConfiguration(Job.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static PlatformTransactionManager manager(String url) {
		return new JdbcTransactionManager(h2(url));
	}

	private static DataSource h2(String url) {
		return new DriverManagerDataSource(url, "sa", "");
	}

	@Configuration(proxyBeanMethods = false)
	static class Leases {

		@Bean(defaultCandidate = false)
		@LeaderElectionDataSource
		DataSource leases() {
			return h2("jdbc:h2:mem:fenced;DB_CLOSE_DELAY=-1");
		}

	}

	static class Job {

		@LeaderTransactional
		void run() {
		}

	}

	@Qualifier("fenced")
	static class QualifiedJob extends Job {

	}

	@Qualifier("something else")
	static class OtherwiseQualifiedJob extends Job {

	}

	static class NamingJob {

		@LeaderTransactional(transactionManager = "${manager}")
		void run() {
		}

	}

	static class Silent extends AbstractDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException("Nobody answers");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
