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

package io.github.leaderelection.autoconfigure;

import java.util.Arrays;
import java.util.List;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.autoconfigure.actuate.LeaderElectionActuatorAutoConfiguration;
import io.github.leaderelection.autoconfigure.actuate.LeaderElectionHealthContributorAutoConfiguration;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import io.github.leaderelection.autoconfigure.metrics.LeaderElectionMetricsAutoConfiguration;
import io.github.leaderelection.autoconfigure.transaction.LeaderTransactionAutoConfiguration;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A parent with elections, and children that are auto-configured as it is. */
class ContextHierarchyTests {

	/** What is for the beans of one context, and looks at no more than these. */
	private static final String[] OF_EACH_CONTEXT = { "leaderElectionNames", "leaderElectionEmptyElectionConverter",
			"leaderelection-io.github.leaderelection.autoconfigure.LeaderElectionProperties",
			"leaderTransactionalTermAdvisor", "leaderTransactionalFenceAdvisor",
			"leaderTransactionalBeanPostProcessor" };

	private final ApplicationContextRunner runner = TestRunners.memory();

	@Test
	void theElectionsOfAParentOutliveItsChildren() {
		this.runner.run((parent) -> {
			LeaderElector elector = parent.getBean(LeaderElector.class);
			TestRunners.await(elector::isLeader);
			this.runner.withParent(parent).run((first) -> {
				assertThat(first.getBean(LeaderElector.class)).isSameAs(elector);
				this.runner.withParent(parent).run((second) -> assertThat(second).hasNotFailed());
				assertThat(elector.isLeader()).isTrue();
				assertThat(elector.leadership().orElseThrow().fencingToken()).isOne();
			});
			assertThat(elector.isLeader()).isTrue();
			assertThat(elector.isStarted()).isTrue();
			assertThat(elector.leadership().orElseThrow().fencingToken()).isOne();
		});
	}

	@Test
	void aJobOfAChildRunsWhereItsParentLeads() {
		this.runner.run((parent) -> this.runner.withParent(parent).withBean(Job.class).run((child) -> {
			TestRunners.await(() -> "done".equals(child.getBean(Job.class).run()));
			parent.getBean(LeaderElector.class).stop();
			assertThat(child.getBean(Job.class).run()).isNull();
		}));
	}

	@Test
	void electionsOfItsOwnLiveWithTheChild() {
		this.runner.run((parent) -> {
			LeaderElector parents = parent.getBean(LeaderElector.class);
			TestRunners.await(parents::isLeader);
			LeaderElections own = LeaderElections.create();
			LeaderElector elector = own
				.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create("mails", "me")).build());
			this.runner.withParent(parent)
				.withBean(LeaderElections.class, () -> own)
				.run((child) -> TestRunners.await(elector::isLeader));
			assertThat(elector.isStarted()).isFalse();
			assertThat(parents.isLeader()).isTrue();
		});
	}

	@Test
	void electionsOfAParentThatStartsNoneAreStarted() {
		LeaderElections plain = LeaderElections.create();
		LeaderElector elector = plain
			.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create("mails", "me")).build());
		new ApplicationContextRunner().withBean(LeaderElections.class, () -> plain)
			.run((parent) -> this.runner.withParent(parent).run((child) -> TestRunners.await(elector::isLeader)));
		assertThat(elector.isStarted()).isFalse();
	}

	@Test
	void aChildCreatesNoTableAndShowsAndCountsNothingASecondTime() {
		ApplicationContextRunner whole = TestRunners.bare()
			.withConfiguration(AutoConfigurations.of(LeaderElectionJdbcAutoConfiguration.class,
					LeaderTransactionAutoConfiguration.class, LeaderElectionMetricsAutoConfiguration.class,
					LeaderElectionActuatorAutoConfiguration.class,
					LeaderElectionHealthContributorAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withPropertyValues("spring.datasource.generate-unique-name=true",
					"management.endpoints.web.exposure.include=*", "management.info.leaderelection.enabled=true");
		whole.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((parent) -> {
			TestRunners.await(parent.getBean(LeaderElector.class)::isLeader);
			assertThat(own(parent)).contains(OF_EACH_CONTEXT)
				.contains("leaderElectionSchemaInitializer", "leaderElectionLeaseTableCheck", "leaderElectionLifecycle",
						"leaderElectionMetrics", "leaderElectionEndpoint", "leaderElectionInfoContributor",
						"leaderElectionHealthContributor");
			whole.withParent(parent).run((child) -> assertThat(own(child)).containsExactlyInAnyOrder(OF_EACH_CONTEXT));
			assertThat(parent.getBean(LeaderElector.class).isLeader()).isTrue();
		});
	}

	private static List<String> own(ApplicationContext context) {
		return Arrays.stream(context.getBeanDefinitionNames()).filter((name) -> name.startsWith("leader")).toList();
	}

	static class Job {

		@ConditionalOnLeader
		String run() {
			return "done";
		}

	}

}
