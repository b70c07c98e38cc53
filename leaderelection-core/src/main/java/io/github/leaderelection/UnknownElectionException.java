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

import java.util.Collection;

/** An election was asked for that this process takes no part in. */
public class UnknownElectionException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	/** The name that was asked for. */
	private final String electionName;

	/**
	 * Creates an exception.
	 * @param electionName the name that was asked for
	 * @param known the names that there are
	 */
	public UnknownElectionException(String electionName, Collection<String> known) {
		super("There is no election '" + electionName + "'. Known elections: "
				+ (known.isEmpty() ? "none" : String.join(", ", known)));
		this.electionName = electionName;
	}

	/**
	 * The name that was asked for.
	 * @return the name
	 */
	public String getElectionName() {
		return this.electionName;
	}

}
