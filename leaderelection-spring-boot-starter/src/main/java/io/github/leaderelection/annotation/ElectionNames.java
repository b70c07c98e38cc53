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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.UnknownElectionException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/**
 * Tells which election an annotation means. Thread-safe.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public final class ElectionNames {

	private final StringValueResolver placeholders;

	private final Supplier<Set<String>> configured;

	/** What an annotation without a name means, once that has been asked. */
	private volatile @Nullable String single;

	/**
	 * Creates a resolver of names.
	 * @param placeholders resolves placeholders
	 * @param configured the names of the elections that are configured; none where the
	 * application makes its elections itself
	 */
	public ElectionNames(StringValueResolver placeholders, Supplier<Set<String>> configured) {
		this.placeholders = placeholders;
		this.configured = configured;
	}

	/**
	 * Resolves placeholders, and the one election where the name was left out.
	 * @param written the name as it was written
	 * @param elections the elections that there are
	 * @return the name of an election
	 * @throws IllegalArgumentException if there is none of that name, or no name and not
	 * exactly one election
	 */
	public String resolve(String written, LeaderElections elections) {
		if (!StringUtils.hasText(written)) {
			return single(elections).orElseThrow(() -> new IllegalArgumentException(
					"It names no election, and there is not exactly one. Known elections: " + list(elections.names())));
		}
		String name = this.placeholders.resolveStringValue(written);
		Set<String> known = elections.names();
		if (name == null || !known.contains(name)) {
			throw new UnknownElectionException((name != null) ? name : written, known);
		}
		return name;
	}

	private static String list(Set<String> names) {
		return names.isEmpty() ? "none" : String.join(", ", names);
	}

	/**
	 * The one election: the only one that is configured, or else that there is. Decided
	 * when it is asked first, which is at start-up, so that what is registered later
	 * changes the meaning of no annotation.
	 * @param elections the elections that there are
	 * @return its name, or empty where there is not exactly one
	 */
	public Optional<String> single(LeaderElections elections) {
		String decided = this.single;
		if (decided == null) {
			Set<String> known = elections.names();
			// Settings of a parent context are not about elections of a child's own.
			List<String> configured = this.configured.get().stream().filter(known::contains).toList();
			Collection<String> candidates = configured.isEmpty() ? known : configured;
			if (candidates.size() == 1) {
				decided = candidates.iterator().next();
				this.single = decided;
			}
		}
		return Optional.ofNullable(decided);
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
