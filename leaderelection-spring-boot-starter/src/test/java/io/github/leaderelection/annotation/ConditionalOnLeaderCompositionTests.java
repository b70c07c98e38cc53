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

package io.github.leaderelection.annotation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.autoconfigure.Rival;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.test.util.AopTestUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionalOnLeaderCompositionTests {

	private final InMemoryLockStore store = new InMemoryLockStore();

	private final Rival rival = new Rival(this.store, "application");

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = TestRunners.memory()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
		.withBean(ResourceLockFactory.class, () -> this.store)
		.withBean(ExecutionMonitor.class, () -> (name, outcome) -> this.seen.add(outcome.name()));

	@Test
	void aScheduledMethodRunsWhileItsInstanceLeads() {
		this.rival.holds();
		this.runner.withUserConfiguration(SchedulingConfiguration.class).run((context) -> {
			ScheduledJob job = AopTestUtils.getTargetObject(context.getBean(ScheduledJob.class));
			TestRunners.await(() -> this.seen.size() >= 3);
			assertThat(job.tokens).isEmpty();
			this.rival.releases();
			TestRunners.await(() -> job.tokens.size() >= 3);
			assertThat(job.tokens).containsOnly(2L);
			this.rival.seizes();
			TestRunners.await(() -> !context.getBean(LeaderElections.class).isLeader("application"));
			this.seen.clear();
			TestRunners.await(() -> this.seen.size() >= 3);
			// The first of them may have begun while this instance led.
			List<String> later = List.copyOf(this.seen);
			assertThat(later.subList(1, later.size())).containsOnly("SKIPPED");
		});
	}

	@Test
	void aScheduledMethodThatIsNotPublicIsSkippedByTheAnnotationOfItsClass() {
		this.rival.holds();
		this.runner.withUserConfiguration(SchedulingConfiguration.class)
			.withBean(ScheduledClassJob.class)
			.run((context) -> {
				ScheduledClassJob job = AopTestUtils.getTargetObject(context.getBean(ScheduledClassJob.class));
				TestRunners.await(() -> this.seen.size() >= 6);
				assertThat(job.ran).isEmpty();
				this.rival.releases();
				TestRunners.await(() -> job.ran.contains("package-private") && job.ran.contains("protected"));
			});
	}

	@Test
	void anAsyncMethodAsksOnTheThreadThatDoesTheWork() {
		this.runner.withUserConfiguration(AsyncConfiguration.class).run((context) -> {
			TestRunners.await(() -> context.getBean(LeaderElections.class).isLeader("application"));
			AsyncJob job = context.getBean(AsyncJob.class);
			for (CompletableFuture<String> result : List.of(job.first(), job.second())) {
				assertThat(result.get(10, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread().getName());
			}
			// Counted on that thread, after the future has been completed.
			TestRunners.await(() -> this.seen.equals(List.of("EXECUTED", "EXECUTED")));
		});
	}

	@Test
	void theFutureOfAnAsyncMethodThatIsSkippedCompletesWithNull() {
		this.rival.holds();
		this.runner.withUserConfiguration(AsyncConfiguration.class).run((context) -> {
			AsyncJob job = context.getBean(AsyncJob.class);
			assertThat(job.first().get(10, TimeUnit.SECONDS)).isNull();
			assertThat(job.second().get(10, TimeUnit.SECONDS)).isNull();
			assertThat(this.seen).containsExactly("SKIPPED", "SKIPPED");
		});
	}

	@Test
	void theWorkOfATermContainsItsCommit() {
		this.runner.withUserConfiguration(TransactionConfiguration.class)
			.withBean(PlatformTransactionManager.class, () -> new RecordingTransactionManager(this.seen))
			.run((context) -> {
				TestRunners.await(() -> context.getBean(LeaderElections.class).isLeader("application"));
				TransactionalJob job = context.getBean(TransactionalJob.class);
				assertThat(job.first()).isEqualTo("in a transaction");
				assertThat(job.second()).isEqualTo("in a transaction");
				assertThat(this.seen).containsExactly("begin", "commit", "EXECUTED", "begin", "commit", "EXECUTED");
			});
	}

	@Test
	void aCallThatIsSkippedBeginsNoTransaction() {
		this.rival.holds();
		this.runner.withUserConfiguration(TransactionConfiguration.class)
			.withBean(PlatformTransactionManager.class, () -> new RecordingTransactionManager(this.seen))
			.run((context) -> {
				assertThat(context.getBean(TransactionalJob.class).first()).isNull();
				assertThat(this.seen).containsExactly("SKIPPED");
			});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void beansAreProxiedByClassAndByInterface(boolean proxyTargetClass) {
		this.rival.holds();
		this.runner.withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass)
			.withUserConfiguration(InterfaceConfiguration.class)
			.run((context) -> {
				Reports reports = context.getBean(Reports.class);
				assertThat(AopUtils.isJdkDynamicProxy(reports)).isEqualTo(!proxyTargetClass);
				assertThat(reports.annotatedHere()).isNull();
				assertThat(reports.annotatedThere()).isNull();
				assertThat(reports.notAnnotated()).isEqualTo("done");
				this.rival.releases();
				TestRunners.await(() -> reports.annotatedHere() != null);
				assertThat(reports.annotatedThere()).isEqualTo("done");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class SchedulingConfiguration {

		@Bean
		ScheduledJob scheduledJob(LeaderElections elections) {
			return new ScheduledJob(elections);
		}

	}

	@ConditionalOnLeader
	static class ScheduledClassJob {

		private final List<String> ran = new CopyOnWriteArrayList<>();

		@Scheduled(fixedRate = 20)
		void packagePrivate() {
			this.ran.add("package-private");
		}

		@Scheduled(fixedRate = 20)
		protected void protectedOne() {
			this.ran.add("protected");
		}

	}

	static class ScheduledJob {

		private final List<Long> tokens = new CopyOnWriteArrayList<>();

		private final LeaderElections elections;

		ScheduledJob(LeaderElections elections) {
			this.elections = elections;
		}

		@ConditionalOnLeader
		@Scheduled(fixedDelay = 10)
		void run() {
			this.elections.get("application")
				.leadership()
				.ifPresent((leadership) -> this.tokens.add(leadership.fencingToken()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class AsyncConfiguration {

		@Bean
		AsyncJob asyncJob() {
			return new AsyncJob();
		}

	}

	static class AsyncJob {

		@Async
		@ConditionalOnLeader
		CompletableFuture<String> first() {
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		@ConditionalOnLeader
		@Async
		CompletableFuture<String> second() {
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class TransactionConfiguration {

		@Bean
		TransactionalJob transactionalJob() {
			return new TransactionalJob();
		}

	}

	static class TransactionalJob {

		@Transactional
		@ConditionalOnLeader
		public String first() {
			return TransactionSynchronizationManager.isActualTransactionActive() ? "in a transaction" : "without";
		}

		@ConditionalOnLeader
		@Transactional
		public String second() {
			return TransactionSynchronizationManager.isActualTransactionActive() ? "in a transaction" : "without";
		}

	}

	static class RecordingTransactionManager extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		private final transient List<String> seen;

		RecordingTransactionManager(List<String> seen) {
			this.seen = seen;
		}

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.seen.add("begin");
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.seen.add("commit");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.seen.add("rollback");
		}

	}

	interface Reports {

		String annotatedHere();

		@ConditionalOnLeader
		String annotatedThere();

		String notAnnotated();

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceConfiguration {

		@Bean
		Reports reports() {
			return new DefaultReports();
		}

	}

	static class DefaultReports implements Reports {

		@Override
		@ConditionalOnLeader
		public String annotatedHere() {
			return "done";
		}

		@Override
		public String annotatedThere() {
			return "done";
		}

		@Override
		public String notAnnotated() {
			return "done";
		}

	}

}
