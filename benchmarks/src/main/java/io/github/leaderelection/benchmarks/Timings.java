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

package io.github.leaderelection.benchmarks;

import java.time.Duration;

/**
 * How long things take, in the proportions of the defaults (15 : 10 : 2).
 *
 * @param lease how long a lease holds
 * @param renewDeadline how long a leader trusts it
 * @param retryPeriod how often it is renewed
 */
public record Timings(Duration lease, Duration renewDeadline, Duration retryPeriod) {

	/**
	 * Scales the defaults.
	 * @param lease how long a lease holds
	 * @return timings in proportion
	 */
	public static Timings of(Duration lease) {
		return new Timings(lease, lease.multipliedBy(2).dividedBy(3), lease.multipliedBy(2).dividedBy(15));
	}

	@Override
	public String toString() {
		return "lease " + this.lease.toMillis() + " ms, renew deadline " + this.renewDeadline.toMillis()
				+ " ms, retry period " + this.retryPeriod.toMillis() + " ms";
	}

}
