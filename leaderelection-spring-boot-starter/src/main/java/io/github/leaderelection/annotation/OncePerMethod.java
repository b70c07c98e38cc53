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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import org.aopalliance.intercept.MethodInvocation;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;

/**
 * What an interceptor needs to know of a method: annotations, placeholders and beans are
 * looked up once for each. Thread-safe.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @param <T> what is known
 * @hidden
 */
public final class OncePerMethod<T> {

	private final BiFunction<Method, Class<?>, T> lookUp;

	private final Map<MethodClassKey, T> known = new ConcurrentHashMap<>();

	/**
	 * Creates it empty.
	 * @param lookUp finds out about a method, as called on objects of a class
	 */
	public OncePerMethod(BiFunction<Method, Class<?>, T> lookUp) {
		this.lookUp = lookUp;
	}

	/**
	 * What is known of the method that is called.
	 * @param invocation the call
	 * @return what the look-up found; whatever it throws is thrown, and it is asked again
	 */
	public T of(MethodInvocation invocation) {
		Method method = invocation.getMethod();
		Object target = invocation.getThis();
		Class<?> targetClass = (target != null) ? AopUtils.getTargetClass(target) : method.getDeclaringClass();
		MethodClassKey key = new MethodClassKey(method, targetClass);
		T found = this.known.get(key);
		return (found != null) ? found
				: this.known.computeIfAbsent(key, (missing) -> this.lookUp.apply(method, targetClass));
	}

}
