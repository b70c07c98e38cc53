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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.leaderelection.ElectionListener;
import io.github.leaderelection.ElectionMonitor;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LeaderElectionAutoConfigurationTests {

	@Test
	void anApplicationWithoutANameTakesPartInOneElection() {
		TestRunners.memory().run((context) -> {
			assertThat(context.getBean(LeaderElections.class).names()).containsExactly("application");
			LeaderElector elector = context.getBean(LeaderElector.class);
			assertThat(elector).isSameAs(context.getBean(LeaderElections.class).get("application"));
			TestRunners.await(elector::isLeader);
		});
	}

	@Test
	void theElectionIsNamedAfterTheApplication() {
		TestRunners.memory()
			.withPropertyValues("spring.application.name=orders")
			.run((context) -> assertThat(context.getBean(LeaderElector.class).electionName()).isEqualTo("orders"));
	}

	@Test
	void aNameOfItsOwnGoesBeforeThatOfTheApplication() {
		TestRunners.memory()
			.withPropertyValues("spring.application.name=orders", "leaderelection.name=reports")
			.run((context) -> assertThat(context.getBean(LeaderElector.class).electionName()).isEqualTo("reports"));
	}

	@Test
	void theOnlyNamedElectionHasAnElector() {
		TestRunners.memory()
			.withPropertyValues("leaderelection.elections.reports.retry-period=50ms")
			.run((context) -> assertThat(context.getBean(LeaderElector.class).electionName()).isEqualTo("reports"));
	}

	@Test
	void amongSeveralElectionsThereIsNoOneElector() {
		TestRunners.memory()
			.withPropertyValues("leaderelection.elections.reports.auto-start=true",
					"leaderelection.elections.mails.auto-start=true")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(LeaderElector.class);
				assertThat(context.getBean(LeaderElections.class).names()).containsExactlyInAnyOrder("reports",
						"mails");
			});
	}

	@Test
	void anElectionCanBeNamedWithoutSettingsOfItsOwn() {
		TestRunners.memory()
			.withPropertyValues("leaderelection.elections.reports=", "leaderelection.elections.mails=")
			.run((context) -> assertThat(context.getBean(LeaderElections.class).names())
				.containsExactlyInAnyOrder("reports", "mails"));
	}

	@Test
	void twoInstancesWithTheSameIdentityAreToldApart() {
		InMemoryLockStore store = new InMemoryLockStore();
		TestRunners.memory()
			.withPropertyValues("leaderelection.identity=orders")
			.withBean(ResourceLockFactory.class, () -> store)
			.run((first) -> {
				LeaderElector leader = first.getBean(LeaderElector.class);
				TestRunners.await(leader::isLeader);
				TestRunners.memory()
					.withPropertyValues("leaderelection.identity=orders")
					.withBean(ResourceLockFactory.class, () -> store)
					.run((second) -> {
						LeaderElector follower = second.getBean(LeaderElector.class);
						TestRunners.await(() -> follower.getLeader().equals(Optional.of(leader.identity())));
						assertThat(follower.isLeader()).isFalse();
						assertThat(leader.identity()).matches("orders_[0-9a-f]{8}");
						assertThat(follower.identity()).matches("orders_[0-9a-f]{8}").isNotEqualTo(leader.identity());
						leader.stop();
						TestRunners.await(follower::isLeader);
						assertThat(leader.isLeader()).isFalse();
					});
			});
	}

	@Test
	void beansOfTheApplicationGoBefore() {
		LeaderElections own = LeaderElections.create();
		own.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create("application", "me")).build());
		TestRunners.memory().withBean(LeaderElections.class, () -> own).run((context) -> {
			assertThat(context.getBean(LeaderElections.class)).isSameAs(own);
			assertThat(context.getBean(LeaderElector.class).identity()).isEqualTo("me");
		});
	}

	@Test
	void theElectorIsTheOnlyOneThatTheApplicationRegistered() {
		TestRunners.bare().withBean(LeaderElections.class, () -> own("mails")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(LeaderElectionSettings.class);
			LeaderElector elector = context.getBean(LeaderElector.class);
			assertThat(elector.electionName()).isEqualTo("mails");
			TestRunners.await(elector::isLeader);
		});
	}

	@Test
	void amongSeveralElectionsOfTheApplicationThereIsNoOneElector() {
		TestRunners.bare().withBean(LeaderElections.class, () -> own("mails", "reports")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanProvider(LeaderElector.class).getIfAvailable()).isNull();
			TestRunners.await(() -> context.getBean(LeaderElections.class).isLeader("reports"));
		});
	}

	private static LeaderElections own(String... names) {
		LeaderElections own = LeaderElections.create();
		for (String name : names) {
			own.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create(name, "me")).build());
		}
		return own;
	}

	@Test
	void aNameBesideNamedElectionsIsToldToBeIgnored(CapturedOutput output) {
		TestRunners.memory()
			.withPropertyValues("leaderelection.name=orders", "leaderelection.elections.reports=")
			.run((context) -> assertThat(context.getBean(LeaderElections.class).names()).containsExactly("reports"));
		assertThat(output).containsOnlyOnce(
				"leaderelection.name (orders) is ignored, since leaderelection.elections names [reports]");
	}

	@Test
	void listenersMonitorsAndCustomizersOfTheApplicationTakePart() {
		List<String> seen = new CopyOnWriteArrayList<>();
		TestRunners.memory().withBean(ElectionListener.class, () -> new ElectionListener() {
			@Override
			public void leaderChanged(String electionName, Optional<String> previous, Optional<String> current) {
				seen.add("listener");
			}
		})
			.withBean("first", ElectionMonitor.class, () -> monitor(seen, "first monitor"))
			.withBean("second", ElectionMonitor.class, () -> monitor(seen, "second monitor"))
			.withBean(LeaderElectionConfigCustomizer.class, () -> (name, config) -> seen.add("customizer of " + name))
			.run((context) -> TestRunners.await(() -> seen
				.containsAll(List.of("customizer of application", "listener", "first monitor", "second monitor"))));
	}

	private static ElectionMonitor monitor(List<String> seen, String name) {
		return new ElectionMonitor() {
			@Override
			public void termStarted(String electionName, long fencingToken) {
				seen.add(name);
			}
		};
	}

	@Test
	void withoutAPlaceForLeasesItIsRefusedWithAdvice() {
		TestRunners.bare()
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(BeanCreationException.class)
				.rootCause()
				.isInstanceOf(MissingResourceLockException.class)
				.hasMessageContaining("there is no DataSource"));
	}

	@BeforeEach
	void logAtInfo() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.github.leaderelection", LogLevel.INFO);
	}

	@AfterEach
	void logAsBefore() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.github.leaderelection", null);
	}

	@Test
	void switchedOffThereAreNeitherBeansNorThreadsAndItSaysSoOnce(CapturedOutput output) {
		TestRunners.memory()
			.withPropertyValues("leaderelection.enabled=false")
			.withUserConfiguration(Job.class)
			.run((context) -> {
				assertThat(context).doesNotHaveBean(LeaderElections.class);
				assertThat(context).doesNotHaveBean(LeaderElector.class);
				assertThat(context).doesNotHaveBean(ResourceLockFactory.class);
				assertThat(context).doesNotHaveBean(LeaderElectionLifecycle.class);
				assertThat(context.getBean(Job.Work.class).run()).isEqualTo("done");
				assertThat(Thread.getAllStackTraces().keySet())
					.noneMatch((thread) -> thread.isAlive() && thread.getName().startsWith("leaderelection-stop"));
				assertThat(output.getOut().split("leaderelection.enabled=false", -1)).hasSize(2);
				assertThat(output).contains("methods annotated with @ConditionalOnLeader run on every instance");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Job {

		@Bean
		Work work() {
			return new Work();
		}

		static class Work {

			@ConditionalOnLeader("any")
			String run() {
				return "done";
			}

		}

	}

}
