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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** Where the annotation can work, and where it could be ignored without a word. */
final class ConditionalOnLeaderRules {

	private static final String KOTLIN_CONTINUATION = "kotlin.coroutines.Continuation";

	private ConditionalOnLeaderRules() {
	}

	/**
	 * The methods of a class that the annotation concerns.
	 * @param beanType the class, or a generated subclass of it
	 * @return the methods, in a stable order, and what the annotation says of them
	 */
	static Map<Method, ConditionalCall> callsOf(Class<?> beanType) {
		Map<Method, ConditionalCall> calls = new TreeMap<>(Comparator.comparing(Method::toString));
		Class<?> userClass = ClassUtils.getUserClass(beanType);
		if (AnnotationUtils.isCandidateClass(userClass, ConditionalOnLeader.class)) {
			calls.putAll(MethodIntrospector.<ConditionalCall>selectMethods(userClass,
					(Method method) -> ConditionalCall.find(method, userClass)));
		}
		return calls;
	}

	/**
	 * What is wrong with the places of the annotation in a class.
	 * @param beanType the class
	 * @param calls its methods that the annotation concerns
	 * @return a sentence for each, with the method
	 */
	static List<String> violations(Class<?> beanType, Map<Method, ConditionalCall> calls) {
		return ProxiedMethods.violations(beanType, calls.keySet(), ConditionalOnLeaderRules::unskippable);
	}

	private static @Nullable String unskippable(Method method) {
		Class<?> result = method.getReturnType();
		if (result.isPrimitive() && result != void.class) {
			return "returns the primitive '%s', so that a call that is skipped has nothing to return; return '%s' or an Optional"
				.formatted(result, ClassUtils.resolvePrimitiveIfNecessary(result).getSimpleName());
		}
		if (isSuspending(method)) {
			return "is a suspend function, whose work goes on after the call; annotate a plain function that does the work";
		}
		return null;
	}

	private static boolean isSuspending(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		return parameters.length > 0 && parameters[parameters.length - 1].getName().equals(KOTLIN_CONTINUATION);
	}

}
