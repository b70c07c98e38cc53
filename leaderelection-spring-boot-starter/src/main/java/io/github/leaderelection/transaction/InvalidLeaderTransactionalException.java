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

import java.util.List;

/**
 * {@link LeaderTransactional} stands where it cannot work, or names an election that does
 * not exist.
 */
public class InvalidLeaderTransactionalException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The violations. */
	@SuppressWarnings("serial") // the list is immutable and of strings
	private final List<String> violations;

	/**
	 * Creates an exception.
	 * @param violations what is wrong, each with its method or class
	 */
	public InvalidLeaderTransactionalException(List<String> violations) {
		super("Invalid @LeaderTransactional: " + String.join("; ", violations));
		this.violations = List.copyOf(violations);
	}

	/**
	 * What is wrong.
	 * @return at least one sentence, each with its method or class
	 */
	public List<String> getViolations() {
		return this.violations;
	}

}
