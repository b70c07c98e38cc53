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

/**
 * Monotonic time. Never compared with wall clocks, nor with the ticker of another
 * process. Safe for use by many threads.
 */
@FunctionalInterface
public interface Ticker {

	/**
	 * Reads the time.
	 * @return nanoseconds since an origin of the ticker's own; never negative, never less
	 * than before
	 */
	long read();

	/**
	 * The time of this process, counted from now.
	 * @return the ticker that elections go by, unless they are given another
	 */
	static Ticker system() {
		long origin = System.nanoTime();
		return () -> System.nanoTime() - origin;
	}

}
