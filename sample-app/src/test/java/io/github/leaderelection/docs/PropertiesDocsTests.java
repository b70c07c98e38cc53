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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The appendix is what the metadata say. */
class PropertiesDocsTests {

	private static final String HEAD = """
			# Properties

			Generated from the metadata that editors complete from; a test keeps it so. What to choose: [timings](timings.md),
			[databases](databases.md). What is refused: [troubleshooting](troubleshooting.md#it-does-not-start).

			Durations are written `500ms`, `15s`, `1h` or as ISO-8601, in whole milliseconds. An election below `leaderelection.elections.<name>` may have `lease-duration`,
			`renew-deadline`, `retry-period`, `term-limit`, `drain-timeout` and `auto-start`, and inherits what it leaves out.
			""";

	private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

	private static final Map<String, String> SECTIONS = sections();

	private static Map<String, String> sections() {
		Map<String, String> sections = new TreeMap<>();
		sections.put("leaderelection.", "Elections");
		sections.put("leaderelection.jdbc.", "The database");
		sections.put("management.", "Actuator");
		return sections;
	}

	@Test
	void theAppendixIsCurrent() {
		StringBuilder page = new StringBuilder(HEAD);
		SECTIONS.forEach((prefix, title) -> {
			page.append("\n## ").append(title).append("\n\n| property | default | |\n|---|---|---|\n");
			new TreeMap<>(ConfigurationMetadata.properties()).forEach((name, property) -> {
				if (prefix.equals(section(name))) {
					page.append(row(name, property));
				}
			});
		});
		Generated.page("docs/properties.md", page.toString());
	}

	/** The longest prefix, and none for what is not of this library. */
	private static String section(String name) {
		if (!name.contains("leaderelection.")) {
			return "";
		}
		return SECTIONS.keySet().stream().filter(name::startsWith).reduce("", (one, other) -> other);
	}

	private static String row(String name, JsonNode property) {
		JsonNode value = property.path("defaultValue");
		return "| `%s` | %s | %s |\n".formatted(name, value.isMissingNode() ? "" : "`" + value.asString() + "`",
				property.path("description").asString() + values(name));
	}

	private static String values(String name) {
		JsonNode hint = ConfigurationMetadata.hints().get(name);
		if (hint == null) {
			return "";
		}
		List<String> values = new ArrayList<>();
		hint.path("values").values().forEach((value) -> {
			String description = value.path("description").asString("");
			values.add("`" + value.path("value").asString() + "`"
					+ (description.isEmpty() ? "" : ": " + description.replaceFirst("\\.$", "")));
		});
		return "<br>" + String.join("<br>", values);
	}

	/** Names of properties in prose. */
	@Test
	void descriptionsNameNoPropertyThatDoesNotExist() {
		Map<String, JsonNode> known = ConfigurationMetadata.properties();
		known.forEach((name, property) -> {
			if (!section(name).isEmpty()) {
				assertThat(QUOTED.matcher(property.path("description").asString("")).results())
					.extracting((match) -> match.group(1))
					.allMatch((mentioned) -> mentioned.equals("application") || known.containsKey(mentioned)
							|| known.containsKey("leaderelection." + mentioned)
							|| known.containsKey("leaderelection.jdbc." + mentioned));
			}
		});
	}

}
