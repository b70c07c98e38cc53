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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.leaderelection.annotation.ElectionNames;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;

/** Refuses a call where this instance does not lead, and notes the term for the fence. */
class TermInterceptor implements MethodInterceptor {

	private final Supplier<LeaderFence> fence;

	private final ElectionNames names;

	// Annotations, placeholders and beans are looked up once a method.
	private final Map<MethodClassKey, Resolved> resolved = new ConcurrentHashMap<>();

	TermInterceptor(Supplier<LeaderFence> fence, ElectionNames names) {
		this.fence = fence;
		this.names = names;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Resolved call = resolve(invocation);
		FencedAttempt attempt = FencedAttempt.begin(call.fence().leadership(call.electionName()));
		attempt.attachTo((ProxyMethodInvocation) invocation);
		return invocation.proceed();
	}

	private Resolved resolve(MethodInvocation invocation) {
		Method method = invocation.getMethod();
		Object target = invocation.getThis();
		Class<?> targetClass = (target != null) ? AopUtils.getTargetClass(target) : method.getDeclaringClass();
		MethodClassKey key = new MethodClassKey(method, targetClass);
		Resolved known = this.resolved.get(key);
		return (known != null) ? known : this.resolved.computeIfAbsent(key, (missing) -> resolve(method, targetClass));
	}

	private Resolved resolve(Method method, Class<?> targetClass) {
		FencedCall call = FencedCall.find(method, targetClass);
		if (call == null) {
			throw new IllegalStateException("No @LeaderTransactional on " + method);
		}
		LeaderFence fence = this.fence.get();
		return new Resolved(fence, this.names.resolve(call.election(), fence.elections()));
	}

	private record Resolved(LeaderFence fence, String electionName) {

	}

}
