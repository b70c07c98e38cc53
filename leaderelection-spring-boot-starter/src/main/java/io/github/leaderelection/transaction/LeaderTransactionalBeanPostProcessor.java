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

package io.github.leaderelection.transaction;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.annotation.AnnotationCheck;
import io.github.leaderelection.annotation.ElectionNames;
import io.github.leaderelection.annotation.ProxiedMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.transaction.annotation.Propagation;

/**
 * Refuses {@link LeaderTransactional} at start-up where it cannot work.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public final class LeaderTransactionalBeanPostProcessor extends AnnotationCheck {

	private final Supplier<LeaderElections> elections;

	private final ElectionNames names;

	private final TransactionManagers transactionManagers;

	/**
	 * Creates a post-processor.
	 * @param beanFactory has the beans that are looked at
	 * @param elections the elections of this instance; not asked before all beans are
	 * made
	 * @param names tells which election is meant
	 * @param fence the fence of transactions; not asked before all beans are made
	 */
	public LeaderTransactionalBeanPostProcessor(ConfigurableListableBeanFactory beanFactory,
			Supplier<LeaderElections> elections, ElectionNames names, Supplier<LeaderFence> fence) {
		super(beanFactory);
		this.elections = elections;
		this.names = names;
		this.transactionManagers = new TransactionManagers(beanFactory, () -> fence.get().ofDatabase());
	}

	/**
	 * The methods of a class that the annotation concerns.
	 * @param beanType the class, or a generated subclass of it
	 * @return a description of each
	 */
	public static List<String> annotatedMethods(Class<?> beanType) {
		return FencedCall.of(beanType)
			.keySet()
			.stream()
			.map((method) -> ProxiedMethods.describe(beanType, method))
			.toList();
	}

	@Override
	protected List<String> misplaced(Class<?> beanType) {
		Map<Method, FencedCall> calls = FencedCall.of(beanType);
		return ProxiedMethods.violations(beanType, calls.keySet(), (method) -> unfenceable(calls.get(method)));
	}

	private static @Nullable String unfenceable(@Nullable FencedCall call) {
		if (call != null
				&& (call.propagation() == Propagation.NEVER || call.propagation() == Propagation.NOT_SUPPORTED)) {
			return "has the propagation " + call.propagation()
					+ ", so that there is no transaction to be fenced; use REQUIRED or REQUIRES_NEW";
		}
		return null;
	}

	@Override
	protected List<String> unresolved(Class<?> beanType, ConfigurableListableBeanFactory beanFactory) {
		Map<Method, FencedCall> calls = FencedCall.of(beanType);
		List<String> violations = new ArrayList<>(this.names.violations(beanType, calls, this.elections));
		calls.forEach((method, call) -> {
			String violation = this.transactionManagers.violation(beanType, call);
			if (violation != null) {
				violations.add((call.onMethod() ? ProxiedMethods.describe(beanType, method) : beanType.getName()) + " "
						+ violation);
			}
		});
		return violations;
	}

	@Override
	protected RuntimeException refusal(List<String> violations) {
		return new InvalidLeaderTransactionalException(violations);
	}

}
