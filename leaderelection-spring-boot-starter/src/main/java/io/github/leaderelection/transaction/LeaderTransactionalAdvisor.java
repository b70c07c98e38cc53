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
import java.util.function.Supplier;

import io.github.leaderelection.annotation.ConditionalOnLeaderAdvisor;
import io.github.leaderelection.annotation.ElectionNames;
import org.aopalliance.aop.Advice;

import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Applies {@link LeaderTransactional} to beans: once around the transaction, to refuse it
 * before it is opened, and once within it.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public final class LeaderTransactionalAdvisor implements PointcutAdvisor, Ordered {

	private final Pointcut pointcut = new LeaderTransactionalPointcut();

	private final Advice advice;

	private final int order;

	private LeaderTransactionalAdvisor(Advice advice, int order) {
		this.advice = advice;
		this.order = order;
	}

	/**
	 * The advisor that goes before the transaction, and after a skip.
	 * @param fence the fence; not asked before the first call
	 * @param names tells which election is meant
	 * @return the advisor
	 */
	public static LeaderTransactionalAdvisor aroundTransaction(Supplier<LeaderFence> fence, ElectionNames names) {
		return new LeaderTransactionalAdvisor(new TermInterceptor(fence, names), ConditionalOnLeaderAdvisor.ORDER + 10);
	}

	/**
	 * The advisor that goes after the transaction has begun. Among advisors of the same
	 * order the one that is declared last goes last; a call finds out whether it did.
	 * @param fence the fence; not asked before the first call
	 * @return the advisor
	 */
	public static LeaderTransactionalAdvisor withinTransaction(Supplier<LeaderFence> fence) {
		return new LeaderTransactionalAdvisor(new FenceInterceptor(fence), Ordered.LOWEST_PRECEDENCE);
	}

	@Override
	public Pointcut getPointcut() {
		return this.pointcut;
	}

	@Override
	public Advice getAdvice() {
		return this.advice;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	private static final class LeaderTransactionalPointcut extends StaticMethodMatcherPointcut {

		LeaderTransactionalPointcut() {
			setClassFilter((type) -> AnnotationUtils.isCandidateClass(type, LeaderTransactional.class));
		}

		@Override
		public boolean matches(Method method, Class<?> targetClass) {
			return FencedCall.find(method, targetClass) != null;
		}

	}

}
