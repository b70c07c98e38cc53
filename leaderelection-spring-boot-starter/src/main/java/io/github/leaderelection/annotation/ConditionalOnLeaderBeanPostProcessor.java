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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.leaderelection.LeaderElections;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Refuses {@link ConditionalOnLeader} at start-up where it cannot work: before a bean is
 * proxied, since the proxy of a final class fails with less to say, and once more for all
 * beans, since lazy ones are not made yet and elections are known only then.
 */
public final class ConditionalOnLeaderBeanPostProcessor
		implements MergedBeanDefinitionPostProcessor, SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Supplier<LeaderElections> elections;

	/**
	 * Creates a post-processor.
	 * @param beanFactory has the beans that are looked at
	 * @param elections the elections of this instance; not asked before all beans are
	 * made
	 */
	public ConditionalOnLeaderBeanPostProcessor(ConfigurableListableBeanFactory beanFactory,
			Supplier<LeaderElections> elections) {
		this.beanFactory = beanFactory;
		this.elections = elections;
	}

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition beanDefinition, Class<?> beanType, String beanName) {
		refuse(ConditionalOnLeaderRules.violations(beanType, ConditionalOnLeaderRules.callsOf(beanType)));
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<String> violations = new ArrayList<>();
		for (String beanName : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> beanType = typeOf(beanName);
			if (beanType != null) {
				check(beanType, violations);
			}
		}
		refuse(violations.stream().distinct().toList());
	}

	private @Nullable Class<?> typeOf(String beanName) {
		try {
			return AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		}
		catch (RuntimeException | LinkageError ex) {
			// A type that cannot be told without making the bean is looked at when it is.
			return null;
		}
	}

	private void check(Class<?> beanType, List<String> violations) {
		Map<Method, ConditionalCall> calls = ConditionalOnLeaderRules.callsOf(beanType);
		if (calls.isEmpty()) {
			return;
		}
		violations.addAll(ConditionalOnLeaderRules.violations(beanType, calls));
		ElectionNames names = new ElectionNames(this.beanFactory::resolveEmbeddedValue);
		LeaderElections known = this.elections.get();
		calls.forEach((method, call) -> {
			try {
				names.resolve(call.election(), known);
			}
			catch (IllegalArgumentException ex) {
				String place = call.onMethod() ? ConditionalOnLeaderRules.describe(beanType, method)
						: beanType.getName();
				violations.add(place + ": " + ex.getMessage());
			}
		});
	}

	private static void refuse(List<String> violations) {
		if (!violations.isEmpty()) {
			throw new InvalidConditionalOnLeaderException(violations);
		}
	}

}
