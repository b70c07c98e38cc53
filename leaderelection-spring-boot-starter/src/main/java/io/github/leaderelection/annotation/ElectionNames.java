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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.UnknownElectionException;

import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/**
 * Tells which election an annotation means.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public final class ElectionNames {

	private final StringValueResolver placeholders;

	/**
	 * Creates a resolver of names.
	 * @param placeholders resolves placeholders
	 */
	public ElectionNames(StringValueResolver placeholders) {
		this.placeholders = placeholders;
	}

	/**
	 * Resolves placeholders, and the one election where the name was left out.
	 * @param written the name as it was written
	 * @param elections the elections that there are
	 * @return the name of an election that exists
	 * @throws IllegalArgumentException if there is none of that name, or no name and not
	 * exactly one election
	 */
	public String resolve(String written, LeaderElections elections) {
		Set<String> known = elections.names();
		if (!StringUtils.hasText(written)) {
			if (known.size() == 1) {
				return known.iterator().next();
			}
			throw new IllegalArgumentException("It names no election, and there is not exactly one. Known elections: "
					+ (known.isEmpty() ? "none" : String.join(", ", known)));
		}
		String name = this.placeholders.resolveStringValue(written);
		if (name == null || !known.contains(name)) {
			throw new UnknownElectionException((name != null) ? name : written, known);
		}
		return name;
	}

	/**
	 * What is wrong with the names that a class mentions.
	 * @param beanType the class
	 * @param calls its methods that an annotation concerns
	 * @param elections the elections that there are; not asked where there are no calls
	 * @return a sentence for each, with the method, or with the class where that is
	 * annotated
	 */
	public List<String> violations(Class<?> beanType, Map<Method, ? extends ElectionCall> calls,
			Supplier<LeaderElections> elections) {
		List<String> violations = new ArrayList<>();
		calls.forEach((method, call) -> {
			try {
				resolve(call.election(), elections.get());
			}
			catch (IllegalArgumentException ex) {
				String place = call.onMethod() ? ProxiedMethods.describe(beanType, method) : beanType.getName();
				violations.add(place + ": " + ex.getMessage());
			}
		});
		return violations;
	}

}
