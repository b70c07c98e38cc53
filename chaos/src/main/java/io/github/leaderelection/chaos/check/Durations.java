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

package io.github.leaderelection.chaos.check;

import java.time.Duration;
import java.util.List;

/**
 * Durations of one kind.
 *
 * @param sorted from the shortest to the longest
 */
public record Durations(List<Duration> sorted) {

	static Durations of(List<Duration> durations) {
		return new Durations(durations.stream().sorted().toList());
	}

	/**
	 * How many.
	 * @return their number
	 */
	public int count() {
		return this.sorted.size();
	}

	/**
	 * The duration that a share of all does not exceed (nearest rank).
	 * @param share above 0, at most 1
	 * @return the duration; there must be one
	 */
	public Duration quantile(double share) {
		return this.sorted.get(Math.max(0, (int) Math.ceil(share * count()) - 1));
	}

}
