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

package io.github.leaderelection.docs;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.LeaderElectionAutoConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.leader.Context;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The steps in between, where two mechanisms run side by side. */
class MigrationDocsTests {

	private static final Markdown PAGE = Markdown.read(Markdown.ROOT.resolve("docs/migrating.md"));

	@TempDir
	Path directory;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LeaderElectionAutoConfiguration.class))
		.withPropertyValues("leaderelection.lock=memory", "leaderelection.auto-start=false");

	@Test
	void whoLeadsBySpringIntegrationCampaignsForAsLong() throws Exception {
		try (URLClassLoader loader = Snippets.compile(PAGE.block("java", "spring-integration-bridge"),
				this.directory)) {
			this.runner.withUserConfiguration(loader.loadClass("snippet.Bridge"))
				.withClassLoader(loader)
				.run((context) -> {
					LeaderElector elector = context.getBean(LeaderElector.class);
					assertThat(elector.isLeader()).isFalse();
					Context leading = () -> true;
					context.publishEvent(new OnGrantedEvent(this, leading, "reports"));
					Awaitility.await().until(elector::isLeader);
					context.publishEvent(new OnRevokedEvent(this, leading, "reports"));
					assertThat(elector.isLeader()).isFalse();
				});
		}
	}

	@Test
	void aFollowerTakesNoLockOfShedLock() throws Exception {
		List<String> taken = new CopyOnWriteArrayList<>();
		AtomicBoolean free = new AtomicBoolean(true);
		LockProvider locks = (configuration) -> {
			taken.add(configuration.getName());
			SimpleLock lock = () -> {
			};
			return free.get() ? Optional.of(lock) : Optional.empty();
		};
		try (URLClassLoader loader = Snippets.compile(PAGE.block("java", "shedlock-bridge"), this.directory)) {
			Class<?> reports = loader.loadClass("snippet.Reports");
			this.runner.withUserConfiguration(Locking.class, reports)
				.withBean(LockProvider.class, () -> locks)
				.withClassLoader(loader)
				.run((context) -> {
					LeaderElector elector = context.getBean(LeaderElector.class);
					ReflectionTestUtils.invokeMethod(context.getBean(reports), "send");
					assertThat(taken).as("on a follower").isEmpty();
					elector.start();
					Awaitility.await().until(elector::isLeader);
					ReflectionTestUtils.invokeMethod(context.getBean(reports), "send");
					assertThat(taken).as("on the leader").containsExactly("reports");
				});
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableSchedulerLock(defaultLockAtMostFor = "PT1M")
	static class Locking {

	}

}
