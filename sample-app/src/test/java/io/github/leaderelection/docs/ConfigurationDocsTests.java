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

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.autoconfigure.LeaderElectionAutoConfiguration;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationDocsTests {

	private static final String PREFIX = "leaderelection.";

	/** Boot's metadata has the map alone. */
	private static final String HEALTH_GROUP = "management\\.endpoint\\.health\\.group\\.[^.]+\\.include";

	static final Map<String, JsonNode> metadata = ConfigurationMetadata.properties();

	static Stream<Markdown.Block> blocks() {
		return Markdown.all()
			.stream()
			.flatMap((page) -> page.blocks("yaml").stream())
			.filter((block) -> !block.id().equals("liquibase"));
	}

	@Test
	void tableHasEachPropertyAndNoOther() {
		List<String> documented = properties().stream().map((row) -> PREFIX + Markdown.code(row.get(0))).toList();
		List<String> generated = metadata.keySet().stream().filter((name) -> name.startsWith(PREFIX)).toList();
		assertThat(documented).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(generated);
	}

	@Test
	void tableHasTheDefaults() {
		assertThat(properties()).allSatisfy((row) -> {
			JsonNode value = metadata.get(PREFIX + Markdown.code(row.get(0))).path("defaultValue");
			if (!value.isMissingNode()) {
				assertThat(Markdown.code(row.get(1))).as(row.get(0)).isEqualTo(value.asString());
			}
		});
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void everyKeyIsKnown(Markdown.Block block) {
		assertThat(Yaml.load(block).getPropertyNames()).allSatisfy((key) -> assertThat(isKnown(key)).as(key).isTrue());
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void configurationIsAccepted(Markdown.Block block) {
		new ApplicationContextRunner().withInitializer(Yaml.initializer(block))
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					LeaderElectionAutoConfiguration.class, LeaderElectionJdbcAutoConfiguration.class))
			.withPropertyValues("leaderelection.auto-start=false",
					"spring.datasource.url=jdbc:h2:mem:docs;DB_CLOSE_DELAY=-1")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(LeaderElections.class).names()).isNotEmpty();
			});
	}

	@Test
	void severalElectionsAreBound() {
		new ApplicationContextRunner().withInitializer(Yaml.initializer(Markdown.readme().block("yaml", "elections")))
			.withConfiguration(AutoConfigurations.of(LeaderElectionAutoConfiguration.class))
			.withPropertyValues("leaderelection.lock=memory")
			.run((context) -> assertThat(context.getBean(LeaderElections.class).names())
				.containsExactlyInAnyOrder("reports", "clean-up"));
	}

	@Test
	void theScriptForLiquibaseIsOnTheClassPath() {
		Markdown.Block block = Markdown.readme().block("yaml", "liquibase");
		Object path = Yaml.load(block).getProperty("databaseChangeLog[0].changeSet.changes[0].sqlFile.path");
		assertThat(new ClassPathResource(String.valueOf(path)).exists()).isTrue();
	}

	private static List<List<String>> properties() {
		return Markdown.readme().table("properties");
	}

	/** An election has keys of its own, named as those of all elections. */
	private static boolean isKnown(String key) {
		return metadata.containsKey(key.replaceFirst("^leaderelection\\.elections\\.[^.]+\\.", PREFIX))
				|| key.matches(HEALTH_GROUP);
	}

}
