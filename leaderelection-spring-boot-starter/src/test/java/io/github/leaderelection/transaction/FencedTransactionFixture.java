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

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.leaderelection.autoconfigure.LeaderElectionAutoConfiguration;
import io.github.leaderelection.autoconfigure.Rival;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import io.github.leaderelection.autoconfigure.transaction.LeaderTransactionAutoConfiguration;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialects;
import io.github.leaderelection.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** An application with fenced transactions, and its rival. */
abstract class FencedTransactionFixture {

	TestDatabase database;

	private JdbcLockFactory rivals;

	Rival rival;

	ApplicationContextRunner runner;

	abstract TestDatabase open();

	@BeforeEach
	void createTables() throws Exception {
		this.database = open();
		LeaderElectionSchema.create(this.database.dataSource(), SqlDialects.forPlatform(this.database.platform()),
				LeaderElectionSchema.DEFAULT_TABLE_NAME);
		this.database.execute("CREATE TABLE ledger (entry VARCHAR(64) PRIMARY KEY)");
		this.rivals = JdbcLockFactory.builder(this.database.dataSource()).build();
		this.rival = new Rival(this.rivals, Application.ELECTION);
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LeaderElectionAutoConfiguration.class,
					LeaderElectionJdbcAutoConfiguration.class, LeaderTransactionAutoConfiguration.class,
					DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
					TransactionManagerCustomizationAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + this.database.jdbcUrl(),
					"spring.datasource.username=" + this.database.username(),
					"spring.datasource.password=" + this.database.password(),
					"leaderelection.elections.reports.drain-timeout=300ms", "leaderelection.retry-period=1s",
					"which.election=reports")
			.withBean(Application.BeginRecorder.class)
			.withBean(SwitchableElections.class)
			.withBean(Reports.class)
			.withBean(ClassReports.class);
	}

	@AfterEach
	void drop() {
		if (this.rivals != null) {
			this.rivals.close();
		}
		if (this.database != null) {
			this.database.close();
		}
	}

	Future<?> blockedTakeover(ExecutorService executor) {
		Future<?> takeover = executor.submit(this.rival::seizes);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> takeover.get(500, TimeUnit.MILLISECONDS));
		return takeover;
	}

	void writeAndBeReplaced(Application application) {
		application.write("written");
		this.rival.seizes();
	}

	void awaitRenewals(Application application) {
		long version = this.rival.version();
		TestRunners.await(() -> this.rival.version() >= version + 3);
	}

	List<String> entries() {
		return new JdbcTemplate(this.database.dataSource()).queryForList("SELECT entry FROM ledger ORDER BY entry",
				String.class);
	}

	/** After the fence: callbacks of the same order are called as they registered. */
	static void atCommit(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				action.run();
			}

		});
	}

	static void afterCommit(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				action.run();
			}

		});
	}

	void run(Work work) {
		this.runner.run((context) -> work.run(new Application(context).awaitLeadership()));
	}

	static void inBackground(BackgroundWork work) throws Exception {
		ExecutorService executor = Executors.newCachedThreadPool();
		try {
			work.run(executor);
		}
		finally {
			executor.shutdownNow();
		}
	}

	static void awaitLatch(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a test does with an application that leads. */
	@FunctionalInterface
	interface Work {

		void run(Application application) throws Exception;

	}

	@FunctionalInterface
	interface BackgroundWork {

		void run(ExecutorService executor) throws Exception;

	}

}
