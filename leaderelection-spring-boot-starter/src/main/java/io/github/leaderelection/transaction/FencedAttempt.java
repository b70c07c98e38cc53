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

import io.github.leaderelection.Leadership;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * What is passed along from before a transaction into it: the term, and what Spring's
 * transaction interceptor had under way by then.
 */
final class FencedAttempt {

	private static final String ATTRIBUTE = FencedAttempt.class.getName();

	private final Leadership leadership;

	private final @Nullable TransactionStatus outer;

	private FencedAttempt(Leadership leadership, @Nullable TransactionStatus outer) {
		this.leadership = leadership;
		this.outer = outer;
	}

	static FencedAttempt begin(Leadership leadership) {
		return new FencedAttempt(leadership, Interception.innermost());
	}

	void attachTo(ProxyMethodInvocation invocation) {
		invocation.setUserAttribute(ATTRIBUTE, this);
	}

	static @Nullable FencedAttempt of(ProxyMethodInvocation invocation) {
		return (FencedAttempt) invocation.getUserAttribute(ATTRIBUTE);
	}

	Leadership leadership() {
		return this.leadership;
	}

	/**
	 * What the transaction interceptor has made of this call.
	 * @return the status, or {@code null} where it has not been called
	 */
	@SuppressWarnings("ReferenceEquality") // the very status, not one that is equal
	@Nullable TransactionStatus status() {
		TransactionStatus innermost = Interception.innermost();
		return (innermost != this.outer) ? innermost : null;
	}

	/** A way to what the transaction interceptor knows of the calling thread. */
	private abstract static class Interception extends TransactionAspectSupport {

		static @Nullable TransactionStatus innermost() {
			TransactionInfo info = currentTransactionInfo();
			return (info != null) ? info.getTransactionStatus() : null;
		}

	}

}
