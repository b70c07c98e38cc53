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
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What the annotation says of one method.
 *
 * @param election the name as it was written, empty where it was left out
 * @param interruptOnRevocation whether running calls are interrupted
 * @param onMethod whether the method itself is annotated, or else its class
 */
record ConditionalCall(String election, boolean interruptOnRevocation, boolean onMethod) implements ElectionCall {

	// By name, since not all of them are on every class path.
	private static final List<String> CALLED_FROM_OUTSIDE = List.of(
			"org.springframework.scheduling.annotation.Scheduled",
			"org.springframework.scheduling.annotation.Schedules", "org.springframework.scheduling.annotation.Async",
			"org.springframework.context.event.EventListener",
			"org.springframework.transaction.annotation.Transactional", "jakarta.transaction.Transactional");

	/**
	 * Finds out what the annotation says of a method, if anything.
	 * @param method the method, of an interface or a class
	 * @param targetClass the class of the object that it is called on
	 * @return what it says, or {@code null} if the method is not concerned
	 */
	static @Nullable ConditionalCall find(Method method, Class<?> targetClass) {
		if (method.getDeclaringClass() == Object.class) {
			return null;
		}
		Method specific = AopUtils.getMostSpecificMethod(method, targetClass);
		ConditionalOnLeader onMethod = AnnotatedElementUtils.findMergedAnnotation(specific, ConditionalOnLeader.class);
		if (onMethod == null && !specific.equals(method)) {
			onMethod = AnnotatedElementUtils.findMergedAnnotation(method, ConditionalOnLeader.class);
		}
		if (onMethod != null) {
			return of(onMethod, true);
		}
		if (!isOfBean(specific)) {
			return null;
		}
		ConditionalOnLeader onClass = AnnotatedElementUtils.findMergedAnnotation(targetClass,
				ConditionalOnLeader.class);
		return (onClass != null) ? of(onClass, false) : null;
	}

	/**
	 * What the annotation on a class concerns: every method that a proxy sees, and every
	 * method that ought to be seen, so that it is refused where it is not. Any other
	 * helper is called from within the bean alone.
	 */
	private static boolean isOfBean(Method method) {
		if (ReflectionUtils.isObjectMethod(method) || isHookOfObject(method) || !ClassUtils.isUserLevelMethod(method)) {
			return false;
		}
		int modifiers = method.getModifiers();
		boolean helper = Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)
				|| (Modifier.isFinal(modifiers) && !Modifier.isPublic(modifiers));
		return !helper || isCalledFromOutside(method);
	}

	private static boolean isHookOfObject(Method method) {
		return method.getParameterCount() == 0
				&& (method.getName().equals("finalize") || method.getName().equals("clone"));
	}

	private static boolean isCalledFromOutside(Method method) {
		MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		return CALLED_FROM_OUTSIDE.stream().anyMatch(annotations::isPresent);
	}

	private static ConditionalCall of(ConditionalOnLeader annotation, boolean onMethod) {
		return new ConditionalCall(annotation.value(), annotation.interruptOnRevocation(), onMethod);
	}

}
