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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Properties out of the documentation. */
final class Yaml {

	private Yaml() {
	}

	static EnumerablePropertySource<?> load(Markdown.Block block) {
		try {
			List<PropertySource<?>> sources = new YamlPropertySourceLoader().load(block.toString(),
					new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8)));
			return (EnumerablePropertySource<?>) sources.get(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Behind everything else, so that a test can have its own database. */
	static ApplicationContextInitializer<ConfigurableApplicationContext> initializer(Markdown.Block block) {
		return (context) -> context.getEnvironment().getPropertySources().addLast(load(block));
	}

}
