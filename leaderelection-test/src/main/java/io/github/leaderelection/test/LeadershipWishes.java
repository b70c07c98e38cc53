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

package io.github.leaderelection.test;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ReflectionUtils;

/** What {@link WithLeadership} says of a test. */
final class LeadershipWishes {

	private LeadershipWishes() {
	}

	/** Whether a class, or one that it is nested in, has the annotation anywhere. */
	static boolean concern(Class<?> testClass) {
		if (!ofClass(testClass).isEmpty() || anyMethodOf(testClass)) {
			return true;
		}
		return TestContextAnnotationUtils.searchEnclosingClass(testClass) && concern(testClass.getEnclosingClass());
	}

	private static boolean anyMethodOf(Class<?> testClass) {
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(testClass,
				(method) -> method.getDeclaringClass() != Object.class)) {
			if (MergedAnnotations.from(method).isPresent(WithLeadership.class)
					|| MergedAnnotations.from(method).isPresent(WithLeadership.List.class)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The elections to lead when a test method starts.
	 * @param testClass its class
	 * @param testMethod the method
	 * @param resolve resolves a name as it was written, empty where it was left out
	 */
	static Set<String> elections(Class<?> testClass, Method testMethod, UnaryOperator<String> resolve) {
		Set<String> led = new LinkedHashSet<>();
		List<WithLeadership> wishes = new ArrayList<>(ofClass(testClass));
		wishes.addAll(MergedAnnotations.from(testMethod, SearchStrategy.TYPE_HIERARCHY)
			.stream(WithLeadership.class)
			.map(MergedAnnotation::synthesize)
			.toList());
		for (WithLeadership wish : wishes) {
			if (wish.value().length == 0 && !wish.leading()) {
				led.clear();
			}
			for (String written : (wish.value().length == 0 && wish.leading()) ? new String[] { "" } : wish.value()) {
				String name = resolve.apply(written);
				if (wish.leading()) {
					led.add(name);
				}
				else {
					led.remove(name);
				}
			}
		}
		return led;
	}

	/** Of the class, or else of those that it is nested in. */
	private static Set<WithLeadership> ofClass(Class<?> testClass) {
		return TestContextAnnotationUtils.getMergedRepeatableAnnotations(testClass, WithLeadership.class);
	}

}
