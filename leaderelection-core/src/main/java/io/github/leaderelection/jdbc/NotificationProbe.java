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
 * A notification that a listener sends to itself, by another connection, to learn whether
 * any arrives: a proxy that lends the server's connections to one client after the other
 * accepts {@code LISTEN}, and notifications come to nobody.
 *
 * @param payload what is sent; no election has this name
 * @param deadline until when it must have arrived, by {@link System#nanoTime()}
 */
record NotificationProbe(String payload, long deadline) {

	/** How long the server and a slow network may take. */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	static NotificationProbe send(String payload, long now) {
		return new NotificationProbe(payload, now + PATIENCE.toNanos());
	}

	boolean isOverdue(long now) {
		return now - this.deadline >= 0;
	}

	Duration left(long now) {
		return Duration.ofNanos(Math.max(0, this.deadline - now));
	}

}
