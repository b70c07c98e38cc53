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

package io.github.leaderelection.autoconfigure.jdbc;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.event.LeadershipGrantedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever closes the context, the lease is released and nobody waits for himself. */
class ClosingContextTests {

	private final ApplicationContextRunner runner = TestRunners.bare()
		.withConfiguration(
				AutoConfigurations.of(LeaderElectionJdbcAutoConfiguration.class, DataSourceAutoConfiguration.class))
		// Longer than any of these tests may take.
		.withPropertyValues("leaderelection.lease-duration=60s", "leaderelection.renew-deadline=20s",
				"leaderelection.drain-timeout=30s");

	@Test
	void workOfATermClosesTheContext() {
		url("closing-job").withBean(Job.class).run((context) -> {
			TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
			long before = System.nanoTime();
			context.getBean(Job.class).close(context.getSourceApplicationContext(ConfigurableApplicationContext.class));
			assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
		});
		awaitRelease("closing-job");
	}

	@Test
	void aListenerClosesTheContext() {
		CountDownLatch closed = new CountDownLatch(1);
		url("closing-listener").withBean(ClosingListener.class, () -> new ClosingListener(closed))
			.run((context) -> assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue());
		awaitRelease("closing-listener");
	}

	@Test
	void anybodyElseClosesTheContext() {
		url("closing-other").run((context) -> TestRunners.await(context.getBean(LeaderElector.class)::isLeader));
		assertThat(holder("closing-other")).isNull();
	}

	private ApplicationContextRunner url(String name) {
		return this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1",
				"spring.datasource.username=sa");
	}

	private static void awaitRelease(String database) {
		TestRunners.await(() -> holder(database) == null);
	}

	private static @Nullable String holder(String database) {
		return new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1", "sa", ""))
			.queryForObject("SELECT holder_identity FROM leader_election", String.class);
	}

	static class Job {

		@ConditionalOnLeader
		void close(ConfigurableApplicationContext context) {
			context.close();
		}

	}

	static class ClosingListener implements ApplicationListener<LeadershipGrantedEvent>, ApplicationContextAware {

		private final CountDownLatch closed;

		private @Nullable ApplicationContext context;

		ClosingListener(CountDownLatch closed) {
			this.closed = closed;
		}

		@Override
		public void setApplicationContext(ApplicationContext context) {
			this.context = context;
		}

		@Override
		public void onApplicationEvent(LeadershipGrantedEvent event) {
			if (this.context instanceof ConfigurableApplicationContext closeable) {
				closeable.close();
				this.closed.countDown();
			}
		}

	}

}
