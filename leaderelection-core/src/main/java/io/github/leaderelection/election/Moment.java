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

package io.github.leaderelection.election;

/**
 * When an event is decided on.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @param now monotonic time in nanoseconds, counted from an origin of the caller's; never
 * negative
 * @hidden
 */
public record Moment(long now) {

	/** The time that never comes. */
	public static final long NEVER = Long.MAX_VALUE;

	/** Stands for a time that has not been. */
	static final long NONE = -1;

}
