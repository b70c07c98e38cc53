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

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.leaderelection.election.ElectionTimings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	private final Map<String, JsonNode> properties = read("META-INF/spring-configuration-metadata.json", "properties");

	@Test
	void everyPropertyHasADescription() {
		assertThat(this.properties).hasSizeGreaterThan(18)
			.allSatisfy(
					(name, property) -> assertThat(property.path("description").asString("")).as(name).isNotBlank());
	}

	@Test
	void everyPropertyHasADefaultOrTellsWhereItComesFrom() {
		assertThat(this.properties).allSatisfy((name, property) -> {
			if (property.path("defaultValue").isMissingNode()) {
				assertThat(property.path("description").asString()).as(name)
					.containsAnyOf("Defaults to", "by default", "Elections by name");
			}
		});
	}

	@Test
	void defaultsWrittenByHandAreThoseOfTheClasses() {
		LeaderElectionProperties classes = new LeaderElectionProperties();
		assertThat(duration("leaderelection.lease-duration")).isEqualTo(classes.getLeaseDuration())
			.isEqualTo(ElectionTimings.DEFAULT_LEASE_DURATION);
		assertThat(duration("leaderelection.renew-deadline")).isEqualTo(classes.getRenewDeadline());
		assertThat(duration("leaderelection.retry-period")).isEqualTo(classes.getRetryPeriod());
		assertThat(duration("leaderelection.term-limit")).isEqualTo(classes.getTermLimit());
	}

	@Test
	void keysAreThoseOfTheContract() {
		assertThat(this.properties.keySet()).contains("leaderelection.enabled", "leaderelection.name",
				"leaderelection.identity", "leaderelection.lease-duration", "leaderelection.renew-deadline",
				"leaderelection.retry-period", "leaderelection.term-limit", "leaderelection.drain-timeout",
				"leaderelection.release-on-shutdown", "leaderelection.auto-start", "leaderelection.elections",
				"leaderelection.lock", "leaderelection.jdbc.table-name", "leaderelection.jdbc.platform",
				"leaderelection.jdbc.schema", "leaderelection.jdbc.initialize-schema", "leaderelection.jdbc.connection",
				"leaderelection.jdbc.trust-database-clock", "leaderelection.jdbc.notifications",
				"management.health.leaderelection.enabled", "management.info.leaderelection.enabled");
	}

	@Test
	void choicesAreHinted() {
		Map<String, JsonNode> hints = read("META-INF/spring-configuration-metadata.json", "hints");
		assertThat(hints.keySet()).contains("leaderelection.lock", "leaderelection.jdbc.connection",
				"leaderelection.jdbc.notifications", "leaderelection.jdbc.initialize-schema",
				"leaderelection.jdbc.platform", "leaderelection.name");
	}

	private Object duration(String name) {
		return DurationStyle.detectAndParse(this.properties.get(name).path("defaultValue").asString());
	}

	private static Map<String, JsonNode> read(String file, String section) {
		try {
			var resources = ConfigurationMetadataTests.class.getClassLoader().getResources(file);
			while (resources.hasMoreElements()) {
				try (InputStream stream = resources.nextElement().openStream()) {
					JsonNode root = JsonMapper.builder().build().readTree(stream);
					Map<String, JsonNode> found = root.path(section)
						.valueStream()
						.collect(Collectors.toMap((node) -> node.path("name").asString(), Function.identity()));
					if (found.keySet().stream().anyMatch((name) -> name.startsWith("leaderelection."))) {
						return found;
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		throw new IllegalStateException("No metadata of leaderelection in " + file);
	}

}
