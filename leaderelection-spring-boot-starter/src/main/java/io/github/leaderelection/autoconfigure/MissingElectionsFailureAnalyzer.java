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

import java.util.Set;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Says why there is no {@link LeaderElector} or no {@link LeaderElections}, before Boot
 * advises to declare one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingElectionsFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final Environment environment;

	MissingElectionsFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> missing = cause.getBeanType();
		if (missing != LeaderElector.class && missing != LeaderElections.class) {
			return null;
		}
		String name = missing.getSimpleName();
		if (!this.environment.getProperty("leaderelection.enabled", Boolean.class, true)) {
			return new FailureAnalysis(
					"There is no %s, because leader election is switched off by leaderelection.enabled=false."
						.formatted(name),
					"Take an ObjectProvider<%s>, and do without where it is empty. Or remove leaderelection.enabled=false; leaderelection.auto-start=false keeps an instance from leading."
						.formatted(name),
					cause);
		}
		Set<String> elections = new ElectionKeys(this.environment).names();
		if (missing != LeaderElector.class || elections.size() < 2) {
			return null;
		}
		return new FailureAnalysis(
				"There is no one LeaderElector, because there are several elections: " + String.join(", ", elections)
						+ ".",
				"Take LeaderElections, and ask it for the elector by its name: elections.get(\"%s\")."
					.formatted(elections.iterator().next()),
				cause);
	}

}
