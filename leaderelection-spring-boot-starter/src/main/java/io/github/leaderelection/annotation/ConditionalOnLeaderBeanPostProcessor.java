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

package io.github.leaderelection.annotation;

import java.util.List;
import java.util.function.Supplier;

import io.github.leaderelection.LeaderElections;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Refuses {@link ConditionalOnLeader} at start-up where it cannot work.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public final class ConditionalOnLeaderBeanPostProcessor extends AnnotationCheck {

	private final Supplier<LeaderElections> elections;

	private final ElectionNames names;

	/**
	 * Creates a post-processor.
	 * @param beanFactory has the beans that are looked at
	 * @param elections the elections of this instance; not asked before all beans are
	 * made
	 * @param names tells which election is meant
	 */
	public ConditionalOnLeaderBeanPostProcessor(ConfigurableListableBeanFactory beanFactory,
			Supplier<LeaderElections> elections, ElectionNames names) {
		super(beanFactory);
		this.elections = elections;
		this.names = names;
	}

	@Override
	protected List<String> misplaced(Class<?> beanType) {
		return ConditionalOnLeaderRules.violations(beanType, ConditionalOnLeaderRules.callsOf(beanType));
	}

	@Override
	protected List<String> unresolved(Class<?> beanType, ConfigurableListableBeanFactory beanFactory) {
		return this.names.violations(beanType, ConditionalOnLeaderRules.callsOf(beanType), this.elections);
	}

	@Override
	protected RuntimeException refusal(List<String> violations) {
		return new InvalidConditionalOnLeaderException(violations);
	}

}
