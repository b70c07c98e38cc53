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

import io.github.leaderelection.annotation.InvalidConditionalOnLeaderException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows where {@code @ConditionalOnLeader} cannot work. */
class InvalidConditionalOnLeaderFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConditionalOnLeaderException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConditionalOnLeaderException cause) {
		StringBuilder description = new StringBuilder(
				"@ConditionalOnLeader stands where it would be ignored without a word:\n");
		cause.getViolations().forEach((violation) -> description.append("\n    - ").append(violation));
		return new FailureAnalysis(description.toString(),
				"Move the annotation or change the method, and name an election below leaderelection.elections.",
				cause);
	}

}
