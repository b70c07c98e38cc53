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

/**
 * A call of a method that is annotated with {@code @ConditionalOnLeader}, and what became
 * of it.
 *
 * @param electionName the election that it depends on
 * @param type the class of the bean
 * @param methodName the name of the method
 * @param outcome what became of it
 */
public record JobCall(String electionName, Class<?> type, String methodName, Outcome outcome) {

	boolean isOf(Class<?> type, String methodName) {
		return type.isAssignableFrom(this.type) && this.methodName.equals(methodName);
	}

	@Override
	public String toString() {
		return this.type.getSimpleName() + "." + this.methodName + " " + this.outcome.text + " (election '"
				+ this.electionName + "')";
	}

	/** What became of a call. */
	public enum Outcome {

		/** It has run, whether it returned or threw. */
		RAN("ran"),

		/** It has not run: this instance did not lead. */
		SKIPPED("was skipped"),

		/** It has run, and was interrupted since the term was revoked meanwhile. */
		INTERRUPTED("was interrupted");

		private final String text;

		Outcome(String text) {
			this.text = text;
		}

	}

}
