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

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.EnumerablePropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that has nothing but the listener of the README. */
class KeepAliveDocsTests {

	@TempDir
	Path directory;

	private TestDatabase database;

	private Connection kept;

	@BeforeEach
	void setUp() throws Exception {
		this.database = TestDatabases.h2File(this.directory);
		this.kept = this.database.connect();
		Snippets.compile(Markdown.readme().block("java", "listener"), this.directory).close();
	}

	@AfterEach
	void tearDown() throws Exception {
		this.kept.close();
		this.database.close();
	}

	@Test
	void endsRightAfterItHasStarted() throws Exception {
		try (SnippetProcess application = launch(List.of())) {
			assertThat(application.awaitExitValue()).isZero();
			assertThat(application.output()).contains("Listening: Started ");
		}
	}

	@Test
	void goesOnWhereItIsKeptAlive() throws Exception {
		EnumerablePropertySource<?> shown = Yaml
			.load(Markdown.read(Markdown.ROOT.resolve("docs/operating.md")).block("yaml", "keep-alive"));
		try (SnippetProcess application = launch(Arrays.stream(shown.getPropertyNames())
			.map((name) -> "--" + name + "=" + shown.getProperty(name))
			.toList())) {
			application.awaitOutput("Connecting in term 1");
			application.await(() -> wasRenewed());
			application.terminate();
			assertThat(application.output()).contains("Disconnecting: STOPPED");
		}
	}

	private boolean wasRenewed() throws Exception {
		try (var statement = this.kept.createStatement();
				var rows = statement.executeQuery("SELECT renewed_at > acquired_at FROM leader_election")) {
			return rows.next() && rows.getBoolean(1);
		}
	}

	private SnippetProcess launch(List<String> properties) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("--spring.config.name=none", "--logging.level.root=INFO",
				"--spring.main.sources=" + Snippets.PACKAGE + ".Feed",
				"--spring.datasource.url=" + this.database.jdbcUrl(), "--spring.datasource.username=sa",
				"--leaderelection.jdbc.initialize-schema=always"));
		arguments.addAll(properties);
		return SnippetProcess.launch(this.directory, Listening.class.getName(), arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Listening {

		public static void main(String[] args) {
			new SpringApplicationBuilder(Listening.class).web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.run(args);
		}

	}

}
