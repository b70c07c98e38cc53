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

import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.leaderelection.autoconfigure.LeaderElectionAutoConfiguration;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import io.github.leaderelection.autoconfigure.metrics.LeaderElectionMetricsAutoConfiguration;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialects;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

import static org.assertj.core.api.Assertions.assertThat;

class JavaSnippetTests {

	@TempDir
	Path directory;

	static Stream<Markdown.Block> blocks() {
		return Markdown.all().stream().flatMap((page) -> page.blocks("java").stream());
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void compiles(Markdown.Block block) throws Exception {
		Snippets.compile(block, this.directory).close();
		assertThat(Snippets.classes(this.directory)).isNotEmpty();
	}

	@Test
	void theQuickStartRuns() throws Exception {
		Markdown readme = Markdown.readme();
		try (URLClassLoader loader = Snippets.compile(readme.block("java", "quick-start"), this.directory)) {
			Class<?> job = loader.loadClass(Snippets.classes(this.directory).get(0));
			new ApplicationContextRunner().withInitializer(Yaml.initializer(readme.block("yaml", "quick-start")))
				.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
						LeaderElectionAutoConfiguration.class, LeaderElectionJdbcAutoConfiguration.class,
						LeaderElectionMetricsAutoConfiguration.class))
				.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
				.withUserConfiguration(Scheduling.class, job)
				.withClassLoader(loader)
				.run((context) -> {
					Counter calls = context.getBean(MeterRegistry.class)
						.get("leaderelection.executions")
						.tags("election", "orders", "outcome", "executed")
						.counter();
					Awaitility.await().until(() -> calls.count() > 0);
				});
		}
	}

	@Test
	void theCoreRunsWithoutSpring() throws Exception {
		try (TestDatabase database = TestDatabases.h2();
				URLClassLoader loader = Snippets.compile(Markdown.readme().block("java", "core"), this.directory)) {
			LeaderElectionSchema.create(database.dataSource(), SqlDialects.forPlatform("h2"), "leader_election");
			Class<?> statements = loader.loadClass(Snippets.PACKAGE + ".Statements");
			BlockingQueue<Object> tokens = new LinkedBlockingQueue<>();
			Class<?> consumer = loader.loadClass(Snippets.PACKAGE + ".Statements$LongConsumer");
			statements.getField("reports")
				.set(null, Proxy.newProxyInstance(loader, new Class<?>[] { consumer },
						(proxy, method, arguments) -> tokens.add(arguments[0]) ? null : null));
			AutoCloseable running = (AutoCloseable) statements.getMethod("run", DataSource.class)
				.invoke(null, database.dataSource());
			try {
				assertThat(tokens.poll(10, TimeUnit.SECONDS)).isEqualTo(1L);
			}
			finally {
				running.close();
			}
			assertThat(List.copyOf(tokens)).isEmpty();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

	}

}
