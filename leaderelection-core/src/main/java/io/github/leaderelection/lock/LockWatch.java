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

package io.github.leaderelection.lock;

/** A watch over the record of one election, as begun by {@link ResourceLock#watch}. */
@FunctionalInterface
public interface LockWatch extends AutoCloseable {

	/**
	 * Ends the watch. A hint that is under way may still come. Can be repeated; must not
	 * block.
	 */
	@Override
	void close();

	/**
	 * The watch of a store that cannot tell of changes.
	 * @return a watch that never gives a hint
	 */
	static LockWatch none() {
		return () -> {
		};
	}

}
