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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Where an annotation could be ignored without a word, because no proxy sees the call.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public final class ProxiedMethods {

	private static final String REACTIVE_STREAMS_PUBLISHER = "org.reactivestreams.Publisher";

	private ProxiedMethods() {
	}

	/**
	 * What is wrong with annotated methods.
	 * @param beanType their class, or a generated subclass of it
	 * @param methods the methods
	 * @param further tells what else is wrong with a method, or {@code null}
	 * @return a sentence for each, with the method
	 */
	public static List<String> violations(Class<?> beanType, Collection<Method> methods,
			Function<Method, @Nullable String> further) {
		List<String> found = new ArrayList<>();
		Class<?> userClass = ClassUtils.getUserClass(beanType);
		boolean finalClass = Modifier.isFinal(userClass.getModifiers()) && !Proxy.isProxyClass(userClass);
		for (Method method : methods) {
			String place = describe(userClass, method);
			if (finalClass) {
				found.add(place + ": its class is final, so that no proxy can see the call; remove 'final'");
			}
			String violation = violation(userClass, method);
			violation = (violation != null) ? violation : further.apply(method);
			if (violation != null) {
				found.add(place + " " + violation);
			}
		}
		return found;
	}

	/**
	 * Names a method for people.
	 * @param type the class, or a generated subclass of it
	 * @param method the method
	 * @return the class, the method and the types of its parameters
	 */
	public static String describe(Class<?> type, Method method) {
		List<String> parameters = new ArrayList<>();
		for (Class<?> parameter : method.getParameterTypes()) {
			parameters.add(ClassUtils.getShortName(parameter));
		}
		return ClassUtils.getUserClass(type).getName() + "." + method.getName() + "(" + String.join(", ", parameters)
				+ ")";
	}

	private static @Nullable String violation(Class<?> userClass, Method method) {
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
		if (isPackagePrivate(modifiers)
				&& !method.getDeclaringClass().getPackageName().equals(userClass.getPackageName())) {
			return "is package-private in another package (%s), so that no proxy can see the call; make it protected"
				.formatted(method.getDeclaringClass().getPackageName());
		}
		if (isPublisher(method.getReturnType())) {
			return "returns a reactive publisher (%s), whose work begins after the call; annotate what does the work"
				.formatted(method.getReturnType().getSimpleName());
		}
		return null;
	}

	private static boolean isPackagePrivate(int modifiers) {
		return !Modifier.isPublic(modifiers) && !Modifier.isProtected(modifiers) && !Modifier.isPrivate(modifiers);
	}

	private static boolean isPublisher(Class<?> type) {
		return Flow.Publisher.class.isAssignableFrom(type) || type.getName().equals(REACTIVE_STREAMS_PUBLISHER)
				|| ClassUtils.getAllInterfacesForClassAsSet(type)
					.stream()
					.anyMatch((candidate) -> candidate.getName().equals(REACTIVE_STREAMS_PUBLISHER));
	}

}
