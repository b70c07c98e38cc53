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

import java.util.Set;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.UnknownElectionException;

import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/** Tells which election an annotation means. */
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

}
