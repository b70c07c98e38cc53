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

package io.github.leaderelection.autoconfigure.transaction;

import io.github.leaderelection.transaction.InvalidLeaderTransactionalException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows where {@code @LeaderTransactional} cannot work. */
class InvalidLeaderTransactionalFailureAnalyzer extends AbstractFailureAnalyzer<InvalidLeaderTransactionalException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidLeaderTransactionalException cause) {
		StringBuilder description = new StringBuilder("@LeaderTransactional stands where it would fence nothing:\n");
		cause.getViolations().forEach((violation) -> description.append("\n    - ").append(violation));
		return new FailureAnalysis(description.toString(),
				"Move the annotation or change the method, and name an election below leaderelection.elections.",
				cause);
	}

}
