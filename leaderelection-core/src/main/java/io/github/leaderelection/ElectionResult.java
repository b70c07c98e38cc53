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

import java.util.OptionalLong;

import io.github.leaderelection.election.RevocationReason;

/**
 * How a campaign for a task has ended.
 *
 * @param reason why: {@link RevocationReason#TASK_COMPLETED} where the task has
 * succeeded, be it here or elsewhere
 * @param fencingToken the number of this candidate's term; empty where it has not led
 */
public record ElectionResult(RevocationReason reason, OptionalLong fencingToken) {

	/**
	 * Whether this candidate has led.
	 * @return {@code true} if there was a term
	 */
	public boolean hasLed() {
		return this.fencingToken.isPresent();
	}

}
