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
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** Where the annotation can work, and where it could be ignored without a word. */
final class ConditionalOnLeaderRules {

	private static final String REACTIVE_STREAMS_PUBLISHER = "org.reactivestreams.Publisher";

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
		List<String> found = new ArrayList<>();
		Class<?> userClass = ClassUtils.getUserClass(beanType);
		boolean finalClass = Modifier.isFinal(userClass.getModifiers()) && !Proxy.isProxyClass(userClass);
		for (Method method : calls.keySet()) {
			String place = describe(userClass, method);
			if (finalClass) {
				found.add(place + ": its class is final, so that no proxy can see the call; remove 'final'");
			}
			String violation = violation(method);
			if (violation != null) {
				found.add(place + " " + violation);
			}
		}
		return found;
	}

	static String describe(Class<?> type, Method method) {
		List<String> parameters = new ArrayList<>();
		for (Class<?> parameter : method.getParameterTypes()) {
			parameters.add(ClassUtils.getShortName(parameter));
		}
		return ClassUtils.getUserClass(type).getName() + "." + method.getName() + "(" + String.join(", ", parameters)
				+ ")";
	}

	private static @Nullable String violation(Method method) {
		int modifiers = method.getModifiers();
		if (Modifier.isPrivate(modifiers)) {
			return "is private, so that no proxy can see the call; make it at least package-private";
		}
		if (Modifier.isStatic(modifiers)) {
			return "is static, so that no proxy can see the call; make it a method of the bean";
		}
		if (Modifier.isFinal(modifiers)) {
			return "is final, so that no proxy can see the call; remove 'final'";
		}
		Class<?> result = method.getReturnType();
		if (result.isPrimitive() && result != void.class) {
			return "returns the primitive '%s', so that a call that is skipped has nothing to return; return '%s' or an Optional"
				.formatted(result, ClassUtils.resolvePrimitiveIfNecessary(result).getSimpleName());
		}
		if (isPublisher(result)) {
			return "returns a reactive publisher (%s), whose work begins after the call; annotate what does the work"
				.formatted(result.getSimpleName());
		}
		return null;
	}

	private static boolean isPublisher(Class<?> type) {
		return Flow.Publisher.class.isAssignableFrom(type) || type.getName().equals(REACTIVE_STREAMS_PUBLISHER)
				|| ClassUtils.getAllInterfacesForClassAsSet(type)
					.stream()
					.anyMatch((candidate) -> candidate.getName().equals(REACTIVE_STREAMS_PUBLISHER));
	}

}
