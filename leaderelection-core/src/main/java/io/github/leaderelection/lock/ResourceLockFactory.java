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

/**
 * Makes the locks of a process: one for each election that it takes part in.
 */
@FunctionalInterface
public interface ResourceLockFactory {

	/**
	 * Makes a lock. Nothing is read or written yet.
	 * @param electionName the name of the election
	 * @param identity what this process signs with, unique to it
	 * @return the lock
	 * @throws IllegalArgumentException if the store cannot hold the name or the identity;
	 * the message says which and what fits
	 */
	ResourceLock create(String electionName, String identity);

}
