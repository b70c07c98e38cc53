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
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

import io.github.leaderelection.annotation.ElectionCall;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.util.ClassUtils;

/**
 * What the annotation says of one method. It is looked for where Spring looks for
 * {@code @Transactional}.
 *
 * @param election the name as it was written, empty where it was left out
 * @param propagation how it stands to a transaction that there is already
 * @param transactionManager the qualifier of the transaction manager, or empty
 * @param onMethod whether the method itself is annotated, or else its class
 */
record FencedCall(String election, Propagation propagation, String transactionManager,
		boolean onMethod) implements ElectionCall {

	/**
	 * Finds out what the annotation says of a method, if anything.
	 * @param method the method, of an interface or a class
	 * @param targetClass the class of the object that it is called on
	 * @return what it says, or {@code null} if the method is not concerned
	 */
	static @Nullable FencedCall find(Method method, Class<?> targetClass) {
		if (method.getDeclaringClass() == Object.class) {
			return null;
		}
		Method specific = AopUtils.getMostSpecificMethod(method, targetClass);
		LeaderTransactional onMethod = AnnotatedElementUtils.findMergedAnnotation(specific, LeaderTransactional.class);
		if (onMethod == null && !specific.equals(method)) {
			onMethod = AnnotatedElementUtils.findMergedAnnotation(method, LeaderTransactional.class);
		}
		if (onMethod != null) {
			return of(onMethod, true);
		}
		if (!isOfBean(specific)) {
			return null;
		}
		LeaderTransactional onClass = AnnotatedElementUtils.findMergedAnnotation(specific.getDeclaringClass(),
				LeaderTransactional.class);
		if (onClass == null && !specific.equals(method)) {
			onClass = AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), LeaderTransactional.class);
		}
		return (onClass != null) ? of(onClass, false) : null;
	}

	/** A helper that no proxy can see is no concern of an annotation on the class. */
	private static boolean isOfBean(Method method) {
		int modifiers = method.getModifiers();
		return !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers)
				&& (Modifier.isPublic(modifiers) || !Modifier.isFinal(modifiers))
				&& ClassUtils.isUserLevelMethod(method);
	}

	private static FencedCall of(LeaderTransactional annotation, boolean onMethod) {
		return new FencedCall(annotation.value(), annotation.propagation(), annotation.transactionManager(), onMethod);
	}

	/**
	 * The methods of a class that the annotation concerns.
	 * @param beanType the class, or a generated subclass of it
	 * @return the methods, in a stable order, and what the annotation says of them
	 */
	static Map<Method, FencedCall> of(Class<?> beanType) {
		Map<Method, FencedCall> calls = new TreeMap<>(Comparator.comparing(Method::toString));
		Class<?> userClass = ClassUtils.getUserClass(beanType);
		if (AnnotationUtils.isCandidateClass(userClass, LeaderTransactional.class)) {
			calls.putAll(MethodIntrospector.<FencedCall>selectMethods(userClass,
					(Method method) -> find(method, userClass)));
		}
		return calls;
	}

}
