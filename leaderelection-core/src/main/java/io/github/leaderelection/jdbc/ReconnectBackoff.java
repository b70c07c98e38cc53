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

package io.github.leaderelection.jdbc;

import java.time.Duration;

/**
 * How long to wait before connecting again: twice as long after each failure, up to half
 * a minute, and from the beginning once a connection has lasted.
 *
 * @param failures how many connections in a row have failed soon
 */
record ReconnectBackoff(int failures) {

	static final Duration FIRST = Duration.ofMillis(250);

	static final Duration LONGEST = Duration.ofSeconds(30);

	/** No failure so far. */
	static ReconnectBackoff none() {
		return new ReconnectBackoff(0);
	}

	/**
	 * The same, after one more connection.
	 * @param lasted how long it served; zero where it could not be opened
	 */
	ReconnectBackoff after(Duration lasted) {
		return new ReconnectBackoff((lasted.compareTo(LONGEST) >= 0) ? 1 : this.failures + 1);
	}

	/**
	 * How long to wait now.
	 * @param jitter from {@code [0, 1)}: many processes lose their connections at once
	 */
	Duration delay(double jitter) {
		if (this.failures == 0) {
			return Duration.ZERO;
		}
		int doublings = Math.min(this.failures - 1, 10);
		long longest = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
		return Duration.ofMillis((long) (longest * (0.5 + jitter / 2)));
	}

}
