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

import io.github.leaderelection.annotation.ElectionNames;
import io.github.leaderelection.annotation.OncePerMethod;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/** Refuses a call where this instance does not lead, and notes the term for the fence. */
class TermInterceptor implements MethodInterceptor {

	private final Supplier<LeaderFence> fence;

	private final ElectionNames names;

	private final OncePerMethod<Resolved> calls = new OncePerMethod<>(this::resolve);

	TermInterceptor(Supplier<LeaderFence> fence, ElectionNames names) {
		this.fence = fence;
		this.names = names;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Resolved call = this.calls.of(invocation);
		FencedAttempt attempt = FencedAttempt.begin(call.fence().leadership(call.electionName()));
		attempt.attachTo((ProxyMethodInvocation) invocation);
		return invocation.proceed();
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
