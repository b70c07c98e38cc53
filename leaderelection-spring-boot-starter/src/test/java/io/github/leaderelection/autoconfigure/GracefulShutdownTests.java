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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.leaderelection.LeaderCallbacks;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A job that runs when the application is closed finishes, and only then another leads.
 */
@Timeout(60)
class GracefulShutdownTests {

	private static final Duration LEASE = Duration.ofSeconds(20);

	private static final Duration DEADLINE = Duration.ofSeconds(10);

	private static final Duration RETRY = Duration.ofMillis(100);

	private final InMemoryLockStore store = new InMemoryLockStore();

	private final Rival observer = new Rival(this.store, "application");

	private final List<String> order = new CopyOnWriteArrayList<>();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch mayFinish = new CountDownLatch(1);

	private final ApplicationContextRunner runner = TestRunners.memory()
		.withBean(ResourceLockFactory.class, () -> this.store)
		.withBean(Job.class, () -> new Job(this.order, this.begun, this.mayFinish))
		.withPropertyValues("leaderelection.lease-duration=" + LEASE, "leaderelection.renew-deadline=" + DEADLINE,
				"leaderelection.retry-period=" + RETRY, "leaderelection.drain-timeout=30s");

	static Stream<Arguments> schedulers() {
		return Stream.of(Arguments.of("by default", ThreadPoolTaskScheduler.class, Scheduling.class, new String[0]),
				Arguments.of("told to wait", ThreadPoolTaskScheduler.class, Scheduling.class,
						new String[] { "spring.task.scheduling.shutdown.await-termination=true",
								"spring.task.scheduling.shutdown.await-termination-period=1m" }),
				Arguments.of("with a thread for each run", SimpleAsyncTaskScheduler.class, AsyncScheduling.class,
						new String[0]));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("schedulers")
	void aRunningJobFinishesBeforeTheLeaseIsReleased(String name, Class<?> scheduler, Class<?> configuration,
			String[] properties) {
		this.runner.withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
			.withUserConfiguration(configuration)
			.withPropertyValues(properties)
			.run((context) -> {
				assertThat(context.getBean(TaskScheduler.class)).isInstanceOf(scheduler);
				LeaderElector elector = context.getBean(LeaderElector.class);
				this.begun.await();
				try (LeaderElector other = other()) {
					other.start();
					Thread closing = close(context.getSourceApplicationContext());
					TestRunners.await(() -> elector.status().state() == CandidateState.DRAINING);
					long version = this.observer.version();
					TestRunners.await(() -> this.observer.version() >= version + 3);
					assertThat(this.observer.holder()).isEqualTo(elector.identity());
					this.mayFinish.countDown();
					TestRunners.await(() -> this.order.contains("another leads"));
					closing.join();
				}
				assertThat(this.order).containsExactly("begun", "finished", "another leads");
			});
	}

	/** The higher phase stops first, and is waited for. */
	@Test
	void electionsStopBeforeTheWebServerAndBeforeTheSchedulers() {
		TestRunners.memory().run((context) -> {
			int phase = context.getBean(LeaderElectionLifecycle.class).getPhase();
			assertThat(phase).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
				.isGreaterThan(new ThreadPoolTaskScheduler().getPhase())
				.isGreaterThan(new SimpleAsyncTaskScheduler().getPhase())
				.isGreaterThanOrEqualTo(SmartLifecycle.DEFAULT_PHASE);
		});
	}

	private LeaderElector other() {
		return LeaderElector.create(LeaderElectionConfig.builder()
			.lock(this.store.create("application", "other"))
			.leaseDuration(LEASE)
			.renewDeadline(DEADLINE)
			.retryPeriod(RETRY)
			.callbacks(new LeaderCallbacks() {

				@Override
				public void onStartedLeading(Leadership leadership) {
					GracefulShutdownTests.this.order.add("another leads");
				}

			})
			.build());
	}

	private static Thread close(ConfigurableApplicationContext context) {
		Thread closing = new Thread(context::close);
		closing.start();
		return closing;
	}

	static class Job {

		private final List<String> order;

		private final CountDownLatch begun;

		private final CountDownLatch mayFinish;

		Job(List<String> order, CountDownLatch begun, CountDownLatch mayFinish) {
			this.order = order;
			this.begun = begun;
			this.mayFinish = mayFinish;
		}

		@Scheduled(fixedDelay = 1)
		@ConditionalOnLeader
		void run() {
			this.order.add("begun");
			this.begun.countDown();
			try {
				this.mayFinish.await();
				this.order.add("finished");
			}
			catch (InterruptedException ex) {
				this.order.add("interrupted");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

	}

	/** As Boot's where virtual threads are switched on. */
	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class AsyncScheduling {

		@Bean
		TaskScheduler taskScheduler() {
			return new SimpleAsyncTaskScheduler();
		}

	}

}
