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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Refuses annotations at start-up where they cannot work: before a bean is proxied, since
 * the proxy of a final class fails with less to say, and once more for all beans, since
 * lazy ones are not made yet and elections are known only then.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public abstract class AnnotationCheck implements MergedBeanDefinitionPostProcessor, SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Creates a check.
	 * @param beanFactory has the beans that are looked at
	 */
	protected AnnotationCheck(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * What is wrong with the places of the annotation in a class, whatever elections
	 * there are.
	 * @param beanType the class
	 * @return a sentence for each, with the method
	 */
	protected abstract List<String> misplaced(Class<?> beanType);

	/**
	 * What else is wrong with the annotations in a class. Called when all beans are made.
	 * @param beanType the class
	 * @param beanFactory resolves placeholders
	 * @return a sentence for each, with the method or the class
	 */
	protected abstract List<String> unresolved(Class<?> beanType, ConfigurableListableBeanFactory beanFactory);

	/**
	 * Makes the exception that ends the start.
	 * @param violations what is wrong, at least one sentence
	 * @return the exception to throw
	 */
	protected abstract RuntimeException refusal(List<String> violations);

	@Override
	public final void postProcessMergedBeanDefinition(RootBeanDefinition beanDefinition, Class<?> beanType,
			String beanName) {
		refuse(misplaced(beanType));
	}

	@Override
	public final void afterSingletonsInstantiated() {
		List<String> violations = new ArrayList<>();
		for (String beanName : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> beanType = typeOf(beanName);
			if (beanType != null) {
				violations.addAll(misplaced(beanType));
				violations.addAll(unresolved(beanType, this.beanFactory));
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

	private void refuse(List<String> violations) {
		if (!violations.isEmpty()) {
			throw refusal(violations);
		}
	}

}
