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

import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.autoconfigure.Rival;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import io.github.leaderelection.autoconfigure.transaction.LeaderTransactionAutoConfiguration;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Where there is no fence, and where a fence stands beside other annotations. */
@ExtendWith(OutputCaptureExtension.class)
class UnfencedTransactionTests {

	private final ApplicationContextRunner runner = TestRunners.bare()
		.withConfiguration(AutoConfigurations.of(LeaderElectionJdbcAutoConfiguration.class,
				LeaderTransactionAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true", "leaderelection.lease-duration=15s",
				"leaderelection.renew-deadline=10s");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					leaderelection.enabled=false | leader election is switched off by leaderelection.enabled=false | Remove leaderelection.enabled=false
					leaderelection.lock=memory   | leaderelection.lock=memory keeps no lease in the database | Set leaderelection.lock=jdbc
					""")
	void withoutALeaseInADatabaseItIsRefusedAtStartUp(String property, String reason, String advice) {
		for (Class<?> bean : new Class<?>[] { Job.class, LazyJob.class }) {
			this.runner.withPropertyValues(property).withUserConfiguration(bean).run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = Analyses.of(context.getStartupFailure(), property);
				assertThat(analysis.getDescription()).contains("@LeaderTransactional", reason,
						bean.getName() + ".run()");
				assertThat(analysis.getAction()).contains(advice);
			});
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			leaderelection.enabled=false | There is no LeaderFence, because leader election is switched off
			leaderelection.lock=memory   | There is no LeaderFence, because leaderelection.lock=memory
			""")
	void soIsWhoeverNeedsTheFence(String property, String description, CapturedOutput output) {
		assertThatExceptionOfType(UnsatisfiedDependencyException.class)
			.isThrownBy(() -> new SpringApplicationBuilder(WholeApplication.class).web(WebApplicationType.NONE)
				.properties(property, "spring.datasource.generate-unique-name=true")
				.run()
				.close());
		assertThat(output).contains("APPLICATION FAILED TO START").contains(description);
	}

	@Test
	void anApplicationWithoutFencesNeedsNone() {
		for (String property : new String[] { "leaderelection.enabled=false", "leaderelection.lock=memory" }) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LeaderFence.class));
		}
	}

	@Test
	void aFenceOfTheApplicationGoesFirst() {
		this.runner.withBean("mine", LeaderFence.class, () -> new LeaderFence(null, null))
			.withUserConfiguration(Job.class)
			.run((context) -> assertThat(context).hasSingleBean(LeaderFence.class).hasBean("mine"));
	}

	@Test
	void aFenceOfTheApplicationIsUsedWhereTheLeasesAreNotInTheDatabase() {
		List<String> checked = new ArrayList<>();
		this.runner.withPropertyValues("leaderelection.lock=memory")
			.withUserConfiguration(Job.class, FenceForTests.class)
			.withBean("checked", List.class, () -> checked)
			.run((context) -> {
				LeaderElections elections = context.getBean(LeaderElections.class);
				TestRunners.await(() -> elections.isLeader("application"));
				context.getBean(Job.class).run();
				assertThat(checked).containsExactly("application 1");
			});
	}

	@Test
	void aFencedMethodWithoutANameKeepsItsElectionThoughOthersAreRegistered() {
		List<String> checked = new ArrayList<>();
		this.runner.withPropertyValues("leaderelection.lock=memory")
			.withUserConfiguration(Job.class, FenceForTests.class)
			.withBean("checked", List.class, () -> checked)
			.run((context) -> callsAfterAnother(context.getBean(LeaderElections.class), context.getBean(Job.class)));
		assertThat(checked).containsExactly("application 1");
	}

	@Test
	void soItDoesWhereLeaderElectionIsSwitchedOff() {
		List<String> checked = new ArrayList<>();
		LeaderElections own = LeaderElections.create();
		register(own, "application").start();
		this.runner.withPropertyValues("leaderelection.enabled=false")
			.withBean(LeaderElections.class, () -> own)
			.withUserConfiguration(Job.class, FenceForTests.class)
			.withBean("checked", List.class, () -> checked)
			.run((context) -> callsAfterAnother(own, context.getBean(Job.class)));
		assertThat(checked).containsExactly("application 1");
	}

	private static void callsAfterAnother(LeaderElections elections, Job job) {
		register(elections, "another");
		TestRunners.await(() -> elections.isLeader("application"));
		job.run();
	}

	private static LeaderElector register(LeaderElections elections, String name) {
		return elections
			.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create(name, "me")).build());
	}

	@Test
	void aSkippedCallThrowsNothing() {
		this.runner.withUserConfiguration(SkippedJob.class)
			.withPropertyValues("leaderelection.auto-start=false")
			.run((context) -> {
				SkippedJob job = context.getBean(SkippedJob.class);
				assertThat(AopUtils.isAopProxy(job)).isTrue();
				assertThat(job.run()).isNull();
				LeaderElections elections = context.getBean(LeaderElections.class);
				elections.get("application").start();
				TestRunners.await(() -> elections.isLeader("application"));
				assertThat(job.run()).isEqualTo("in a transaction");
				new Rival(context.getBean(JdbcLockFactory.class), "application").seizes();
				TestRunners.await(() -> !elections.isLeader("application"));
				assertThat(job.run()).isNull();
			});
	}

	static class Job {

		@LeaderTransactional
		public void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FenceForTests {

		@Bean
		LeaderFence fence(LeaderElections elections, @Qualifier("checked") List<String> checked) {
			return LeaderFence.forTests(elections, (name, identity, token) -> checked.add(name + " " + token));
		}

	}

	@Lazy
	static class LazyJob {

		@LeaderTransactional
		public void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(FenceUser.class)
	static class WholeApplication {

	}

	static class FenceUser {

		FenceUser(LeaderFence fence) {
			assertThat(fence).isNotNull();
		}

	}

	static class SkippedJob {

		@ConditionalOnLeader
		@LeaderTransactional
		String run() {
			return TransactionSynchronizationManager.isActualTransactionActive() ? "in a transaction" : "without";
		}

	}

}
