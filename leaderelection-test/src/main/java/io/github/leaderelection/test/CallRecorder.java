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

import io.github.leaderelection.annotation.ExecutionMonitor;

/**
 * Tells the switch which jobs ran.
 *
 * @param leadership the switch
 */
record CallRecorder(LeadershipSwitch leadership) implements ExecutionMonitor {

	@Override
	public void executed(String electionName, ExecutionMonitor.Outcome outcome) {
		// which method it was is told below
	}

	@Override
	public void executed(Execution execution) {
		this.leadership.record(new JobCall(execution.electionName(), execution.beanType(), execution.method().getName(),
				outcomeOf(execution.outcome())));
	}

	private static JobCall.Outcome outcomeOf(ExecutionMonitor.Outcome outcome) {
		return switch (outcome) {
			case EXECUTED -> JobCall.Outcome.RAN;
			case SKIPPED -> JobCall.Outcome.SKIPPED;
			case INTERRUPTED -> JobCall.Outcome.INTERRUPTED;
		};
	}

}
