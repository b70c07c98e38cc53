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

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What the annotation says of one method.
 *
 * @param election the name as it was written, empty where it was left out
 * @param interruptOnRevocation whether running calls are interrupted
 * @param onMethod whether the method itself is annotated, or else its class
 */
record ConditionalCall(String election, boolean interruptOnRevocation, boolean onMethod) {

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
		if (!isPublicOfBean(specific)) {
			return null;
		}
		ConditionalOnLeader onClass = AnnotatedElementUtils.findMergedAnnotation(targetClass,
				ConditionalOnLeader.class);
		return (onClass != null) ? of(onClass, false) : null;
	}

	private static boolean isPublicOfBean(Method method) {
		int modifiers = method.getModifiers();
		return Modifier.isPublic(modifiers) && !Modifier.isStatic(modifiers) && !ReflectionUtils.isObjectMethod(method);
	}

	private static ConditionalCall of(ConditionalOnLeader annotation, boolean onMethod) {
		return new ConditionalCall(annotation.value(), annotation.interruptOnRevocation(), onMethod);
	}

}
