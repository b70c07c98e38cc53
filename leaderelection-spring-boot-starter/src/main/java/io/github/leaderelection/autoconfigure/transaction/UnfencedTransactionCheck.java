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

package io.github.leaderelection.autoconfigure.transaction;

import java.util.List;

import io.github.leaderelection.annotation.AnnotationCheck;
import io.github.leaderelection.autoconfigure.LeaderElectionConfigurationException;
import io.github.leaderelection.transaction.LeaderTransactionalBeanPostProcessor;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Refuses {@code @LeaderTransactional} where it would be a transaction without a fence.
 */
class UnfencedTransactionCheck extends AnnotationCheck {

	private final Environment environment;

	UnfencedTransactionCheck(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		super(beanFactory);
		this.environment = environment;
	}

	@Override
	protected List<String> misplaced(Class<?> beanType) {
		return LeaderTransactionalBeanPostProcessor.annotatedMethods(beanType);
	}

	@Override
	protected List<String> unresolved(Class<?> beanType, ConfigurableListableBeanFactory beanFactory) {
		return List.of();
	}

	@Override
	protected RuntimeException refusal(List<String> violations) {
		return new LeaderElectionConfigurationException(
				"@LeaderTransactional stands on methods whose transactions cannot be fenced, because "
						+ reason(this.environment) + ": " + String.join(", ", violations) + ".",
				action(this.environment));
	}

	static String reason(Environment environment) {
		if (isDisabled(environment)) {
			return "leader election is switched off by leaderelection.enabled=false";
		}
		if ("memory".equals(environment.getProperty("leaderelection.lock"))) {
			return "leaderelection.lock=memory keeps no lease in the database";
		}
		return "the leases are not kept in a database (there is no JdbcLockFactory)";
	}

	static String action(Environment environment) {
		if (isDisabled(environment)) {
			return "Remove leaderelection.enabled=false. Set leaderelection.auto-start=false on an instance "
					+ "that is not to lead: its fenced transactions are refused. H2 has fences as well, for tests.";
		}
		return "Set leaderelection.lock=jdbc, with the DataSource that the transactions are on. "
				+ "H2 has fences as well, for development and tests.";
	}

	private static boolean isDisabled(Environment environment) {
		return !environment.getProperty("leaderelection.enabled", Boolean.class, true);
	}

}
