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

package io.github.leaderelection.lock;

import org.jspecify.annotations.Nullable;

/** Work that only the leader of an election may do was asked of another. */
public class NotLeaderException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The election name. */
	private final String electionName;

	/**
	 * Creates an exception for work that was refused before it began.
	 * @param electionName the election that is not led
	 */
	public NotLeaderException(String electionName) {
		this(electionName, "This instance does not lead the election '" + electionName
				+ "', so the work was refused before it began. The leader can do it; here it can be tried again after the next grant",
				null);
	}

	/**
	 * Creates an exception.
	 * @param electionName the election that is not led
	 * @param message what was refused
	 * @param cause why, or {@code null} where nothing failed before
	 */
	protected NotLeaderException(String electionName, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.electionName = electionName;
	}

	/**
	 * The election.
	 * @return its name
	 */
	public String getElectionName() {
		return this.electionName;
	}

}
