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

package io.github.leaderelection.chaos.fault;

import java.time.Instant;

/**
 * A fault that has happened.
 *
 * @param kind what
 * @param target the name of the instance, or of what else it took hold of
 * @param from when it began
 * @param until when it was over
 */
public record Disturbance(FaultKind kind, String target, Instant from, Instant until) {

	/**
	 * Whether it was in force within a time.
	 * @param start when that began
	 * @param end when that ended
	 * @return whether they overlap
	 */
	public boolean overlaps(Instant start, Instant end) {
		return !this.from.isAfter(end) && !this.until.isBefore(start);
	}

	/**
	 * Whether an instance felt it.
	 * @param instance the name of the instance
	 * @return whether it was meant for it, or for all
	 */
	public boolean concerns(String instance) {
		return this.target.equals(instance) || this.target.equals(DatabaseFaults.TARGET);
	}

}
