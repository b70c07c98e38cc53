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

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors know of properties: that of everything on the class path. */
final class ConfigurationMetadata {

	private static final List<JsonNode> FILES = read();

	private ConfigurationMetadata() {
	}

	/** By name. */
	static Map<String, JsonNode> properties() {
		return byName("properties");
	}

	/** By the name of the property. */
	static Map<String, JsonNode> hints() {
		return byName("hints");
	}

	private static Map<String, JsonNode> byName(String kind) {
		Map<String, JsonNode> found = new LinkedHashMap<>();
		FILES.forEach(
				(file) -> file.path(kind).values().forEach((entry) -> found.put(entry.path("name").asString(), entry)));
		return found;
	}

	private static List<JsonNode> read() {
		try {
			return new TreeSet<>(Collections
				.list(ConfigurationMetadata.class.getClassLoader()
					.getResources("META-INF/spring-configuration-metadata.json"))
				.stream()
				.map(Object::toString)
				.toList()).stream().map(ConfigurationMetadata::parse).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JsonNode parse(String file) {
		try (InputStream stream = URI.create(file).toURL().openStream()) {
			return JsonMapper.builder().build().readTree(stream);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
