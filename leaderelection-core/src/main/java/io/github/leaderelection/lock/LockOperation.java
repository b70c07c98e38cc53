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

/** What can be asked of a lock. */
public sealed interface LockOperation {

	/** Read the record: {@link ResourceLock#get}. */
	record Get() implements LockOperation {
	}

	/**
	 * Write the first record: {@link ResourceLock#create}.
	 *
	 * @param record what to write
	 */
	record Create(LeaderElectionRecord record) implements LockOperation {
	}

	/**
	 * Replace the record: {@link ResourceLock#update}.
	 *
	 * @param record what to write
	 * @param condition what must be true of the record that is replaced
	 */
	record Update(LeaderElectionRecord record, WriteCondition condition) implements LockOperation {
	}

}
