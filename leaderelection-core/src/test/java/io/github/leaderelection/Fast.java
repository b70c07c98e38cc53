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

import java.time.Duration;
import java.util.function.UnaryOperator;

import io.github.leaderelection.lock.ResourceLock;

/** Elections on real threads, with durations that a slow machine can still keep. */
final class Fast {

	private Fast() {
	}

	static LeaderElectionConfig config(ResourceLock lock, UnaryOperator<LeaderElectionConfig.Builder> settings) {
		return settings
			.apply(LeaderElectionConfig.builder()
				.lock(lock)
				.leaseDuration(Duration.ofSeconds(6))
				.renewDeadline(Duration.ofSeconds(3))
				.retryPeriod(Duration.ofMillis(500)))
			.build();
	}

}
