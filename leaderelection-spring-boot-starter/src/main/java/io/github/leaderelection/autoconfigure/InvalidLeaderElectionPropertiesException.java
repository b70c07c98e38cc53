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

package io.github.leaderelection.autoconfigure;

import java.util.List;

/** Properties that could break a guarantee, with every rule that they break. */
public class InvalidLeaderElectionPropertiesException extends LeaderElectionConfigurationException {

	private static final long serialVersionUID = 1L;

	/** Each with its property and value. */
	@SuppressWarnings("serial") // the list is immutable and of strings
	private final List<String> violations;

	/**
	 * Creates an exception.
	 * @param violations every rule that is broken, with the property and its value
	 */
	public InvalidLeaderElectionPropertiesException(List<String> violations) {
		super(describe(violations), "Correct the " + ((violations.size() == 1) ? "property." : "properties."));
		this.violations = List.copyOf(violations);
	}

	private static String describe(List<String> violations) {
		StringBuilder text = new StringBuilder(
				"Leader election is configured so that it could not keep its guarantees:\n");
		violations.forEach((violation) -> text.append("\n    - ").append(violation));
		return text.toString();
	}

	/**
	 * Every rule that is broken.
	 * @return at least one
	 */
	public List<String> getViolations() {
		return this.violations;
	}

}
