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

import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionStatus;

/** Fences the transaction that has been begun, or joined, for a call. */
class FenceInterceptor implements MethodInterceptor {

	private final Supplier<LeaderFence> fence;

	FenceInterceptor(Supplier<LeaderFence> fence) {
		this.fence = fence;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		FencedAttempt attempt = FencedAttempt.of((ProxyMethodInvocation) invocation);
		TransactionStatus status = (attempt != null) ? attempt.status() : null;
		if (attempt == null || status == null) {
			throw new IllegalTransactionStateException("No transaction has been begun for the call of "
					+ invocation.getMethod() + ", so that it cannot be fenced. "
					+ "Switch transaction management on (@EnableTransactionManagement, by proxies), "
					+ "and let its advisor go before those of the lowest precedence that are declared later");
		}
		this.fence.get().protect(attempt.leadership(), status.isNewTransaction());
		return invocation.proceed();
	}

}
