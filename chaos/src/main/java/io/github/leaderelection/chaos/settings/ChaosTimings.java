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

package io.github.leaderelection.chaos.settings;

import java.time.Duration;

/**
 * The timings of the election that is disturbed, scaled down so that a run sees many
 * terms.
 *
 * @param lease how long a lease holds
 * @param renewDeadline how long a term is trusted
 * @param retryPeriod how often it is renewed
 */
public record ChaosTimings(Duration lease, Duration renewDeadline, Duration retryPeriod) {

	/** Five times shorter than the defaults of the library. */
	public static final ChaosTimings DEFAULT = new ChaosTimings(Duration.ofSeconds(3), Duration.ofSeconds(2),
			Duration.ofMillis(400));

}
