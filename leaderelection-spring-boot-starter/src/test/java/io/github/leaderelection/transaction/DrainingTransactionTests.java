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

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.autoconfigure.LeaderElectionAutoConfiguration;
import io.github.leaderelection.autoconfigure.Rival;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import io.github.leaderelection.autoconfigure.transaction.LeaderTransactionAutoConfiguration;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.NotLeaderException;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A leader-only call that runs when its term is given up may finish. */
@Timeout(60)
class DrainingTransactionTests {

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private TestDatabase database;

	private ApplicationContextRunner runner;

	@BeforeEach
	void createTables() throws Exception {
		this.database = TestDatabases.h2();
		this.database.execute("CREATE TABLE ledger (entry VARCHAR(64) PRIMARY KEY)");
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LeaderElectionAutoConfiguration.class,
					LeaderElectionJdbcAutoConfiguration.class, LeaderTransactionAutoConfiguration.class,
					DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
					TransactionManagerCustomizationAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + this.database.jdbcUrl(),
					"spring.datasource.username=" + this.database.username(),
					"spring.datasource.password=" + this.database.password(),
					"leaderelection.elections.reports.drain-timeout=30s", "leaderelection.retry-period=1s",
					"leaderelection.jdbc.initialize-schema=always", "which.election=reports")
			.withBean(Reports.class)
			.withBean(Jobs.class);
	}

	@AfterEach
	void close() {
		this.executor.shutdownNow();
		this.database.close();
	}

	@Test
	void aRunningCallFinishesItsTransactionsBeforeTheLeaseIsReleased() {
		this.runner.run((context) -> {
			Application application = new Application(context).awaitLeadership();
			Jobs jobs = context.getBean(Jobs.class);
			Rival observer = observer(context.getBean(JdbcLockFactory.class));
			String identity = application.elector().identity();
			ConfigurableApplicationContext running = context.getSourceApplicationContext();
			jobs.run(() -> {
				Future<?> stop = this.executor.submit(running::stop);
				TestRunners.await(() -> application.elector().status().state() == CandidateState.DRAINING);
				application.reports().required(() -> application.write("by annotation"));
				application.fence()
					.executeWithoutResult(application.template(), "reports",
							(status) -> application.write("by template"));
				application.reports().unfenced(() -> {
					application.fence().protect("reports");
					application.write("joined");
				});
				assertThat(stop).isNotDone();
				assertThat(observer.holder()).isEqualTo(identity);
			});
			TestRunners.await(() -> observer.holder().isEmpty());
			assertThat(application.read()).containsExactly("by annotation", "by template", "joined");
		});
	}

	/** As when an instance is stopped in the very moment in which a job begins. */
	@Test
	void aCallIsNotRefusedWhereItsTermIsGivenUpWhileItsTransactionBegins() {
		this.runner.withBean(StepDownBeforeBegin.class).run((context) -> {
			Application application = new Application(context).awaitLeadership();
			context.getBean(Jobs.class).runFenced(() -> {
				assertThat(application.elector().isLeader()).isFalse();
				application.write("done");
			});
			assertThat(application.read()).containsExactly("done");
		});
	}

	@Test
	void whoeverIsNotPartOfTheCallIsRefused() {
		this.runner.run((context) -> {
			Application application = new Application(context).awaitLeadership();
			context.getBean(Jobs.class).run(() -> {
				application.elector().stepDown(Duration.ZERO);
				Future<?> other = this.executor
					.submit(() -> application.reports().required(() -> application.write("other")));
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> other.get(20, TimeUnit.SECONDS))
					.withCauseExactlyInstanceOf(NotLeaderException.class);
			});
			assertThat(application.read()).isEmpty();
		});
	}

	@Test
	void afterTheCallItsThreadIsRefused() throws Exception {
		this.runner.withPropertyValues("leaderelection.lease-duration=60s").run((context) -> {
			Application application = new Application(context).awaitLeadership();
			Jobs jobs = context.getBean(Jobs.class);
			jobs.run(() -> jobs.run(() -> {
			}));
			application.elector().stop();
			assertThatThrownBy(() -> application.reports().required(() -> application.write("late")))
				.isExactlyInstanceOf(NotLeaderException.class);
			assertThat(application.read()).isEmpty();
		});
	}

	/** What is allowed while the term drains is no more than what G2 allows. */
	@Test
	void aRunningCallCommitsNothingOnceItsLeaseIsTaken() {
		this.runner.run((context) -> {
			Application application = new Application(context).awaitLeadership();
			Rival rival = observer(context.getBean(JdbcLockFactory.class));
			CountDownLatch lost = new CountDownLatch(1);
			context.getBean(Jobs.class).run(() -> {
				application.elector().stepDown(Duration.ZERO);
				rival.seizes();
				assertThatExceptionOfType(LeadershipLostException.class)
					.isThrownBy(() -> application.reports().required(() -> application.write("late")));
				lost.countDown();
			});
			assertThat(lost.getCount()).isZero();
			assertThat(application.read()).isEmpty();
		});
	}

	private static Rival observer(JdbcLockFactory locks) {
		return new Rival(locks, Application.ELECTION);
	}

	static class Jobs {

		@ConditionalOnLeader("reports")
		void run(Runnable work) {
			work.run();
		}

		@ConditionalOnLeader("reports")
		@LeaderTransactional("reports")
		void runFenced(Runnable work) {
			work.run();
		}

	}

	static class StepDownBeforeBegin implements TransactionExecutionListener {

		private final ObjectProvider<LeaderElections> elections;

		StepDownBeforeBegin(ObjectProvider<LeaderElections> elections) {
			this.elections = elections;
		}

		@Override
		public void beforeBegin(TransactionExecution transaction) {
			this.elections.getObject().get("reports").stepDown(Duration.ZERO);
		}

	}

}
