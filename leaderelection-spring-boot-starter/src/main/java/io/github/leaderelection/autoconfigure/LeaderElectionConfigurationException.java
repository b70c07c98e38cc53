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

/**
 * The application cannot take part in elections as it is configured. Shown as a failure
 * analysis at start-up.
 */
public class LeaderElectionConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** What to do. */
	private final String action;

	/**
	 * Creates an exception.
	 * @param message what is wrong, with the value that is
	 * @param action what to do
	 */
	public LeaderElectionConfigurationException(String message, String action) {
		super(message);
		this.action = action;
	}

	/**
	 * Creates an exception.
	 * @param message what is wrong, with the value that is
	 * @param action what to do
	 * @param cause what was found
	 */
	public LeaderElectionConfigurationException(String message, String action, Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * What to do.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
