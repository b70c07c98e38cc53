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
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;

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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
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

	/**
	 * In a process of its own, since it must neither end with the last line of
	 * {@code main}, nor leave its lease behind when it is told to end.
	 */
	@Test
	void theCoreRunsWithoutSpring() throws Exception {
		Snippets.compile(Markdown.readme().block("java", "core"), this.directory).close();
		try (TestDatabase database = TestDatabases.h2File(this.directory); Connection kept = database.connect()) {
			LeaderElectionSchema.create(database.dataSource(), SqlDialects.forPlatform("h2"), "leader_election");
			JdbcClient row = JdbcClient.create(new SingleConnectionDataSource(kept, true));
			try (SnippetProcess program = SnippetProcess.launch(this.directory, Snippets.PACKAGE + ".Statements",
					List.of(database.jdbcUrl()))) {
				program.awaitOutput("Reports of term 1");
				program.await(() -> row.sql("SELECT renewed_at > acquired_at FROM leader_election")
					.query(Boolean.class)
					.single());
				program.terminate();
			}
			assertThat(row.sql("SELECT holder_identity IS NULL FROM leader_election").query(Boolean.class).single())
				.isTrue();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

	}

}
