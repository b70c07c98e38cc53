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

package io.github.leaderelection;

import java.util.List;

/** A configuration that could break a guarantee, with every rule that it breaks. */
public class InvalidLeaderElectionConfigException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	/** Every rule that is broken. */
	@SuppressWarnings("serial") // the list is immutable and of strings
	private final List<String> violations;

	/**
	 * Creates an exception.
	 * @param violations every rule that is broken, with the value that breaks it
	 */
	public InvalidLeaderElectionConfigException(List<String> violations) {
		super("Invalid leader election configuration: " + String.join("; ", violations));
		this.violations = List.copyOf(violations);
	}

	/**
	 * Every rule that is broken.
	 * @return at least one
	 */
	public List<String> getViolations() {
		return this.violations;
	}

}
