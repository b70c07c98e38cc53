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
import java.util.function.Supplier;

import io.github.leaderelection.LeaderElections;
import org.aopalliance.aop.Advice;

import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Applies {@link ConditionalOnLeader} to beans.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public final class ConditionalOnLeaderAdvisor implements PointcutAdvisor, Ordered {

	/**
	 * Goes before transactions, caches and the like wherever an application has put them:
	 * the work of a term has to contain its commit.
	 */
	public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1000;

	private final Pointcut pointcut = new ConditionalOnLeaderPointcut();

	private final Advice advice;

	/**
	 * Creates an advisor. The suppliers are not asked before the first call.
	 * @param elections the elections of this instance
	 * @param names tells which election is meant
	 * @param monitor is told of each call
	 */
	public ConditionalOnLeaderAdvisor(Supplier<LeaderElections> elections, ElectionNames names,
			Supplier<ExecutionMonitor> monitor) {
		this.advice = new ConditionalOnLeaderInterceptor(elections, names, monitor);
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
		return ORDER;
	}

	private static final class ConditionalOnLeaderPointcut extends StaticMethodMatcherPointcut {

		ConditionalOnLeaderPointcut() {
			setClassFilter((type) -> AnnotationUtils.isCandidateClass(type, ConditionalOnLeader.class));
		}

		@Override
		public boolean matches(Method method, Class<?> targetClass) {
			return ConditionalCall.find(method, targetClass) != null;
		}

	}

}
