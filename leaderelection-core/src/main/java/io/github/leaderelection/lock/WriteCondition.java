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

/** What must be true of a record for an update to replace it. */
public sealed interface WriteCondition {

	/**
	 * The record is still the one that was read: for acquisitions.
	 *
	 * @param version the version that was read
	 */
	record AtVersion(long version) implements WriteCondition {
	}

	/**
	 * The record is still of this term: for renewals and releases. It names no version,
	 * so that a write whose reply was lost can simply be sent again.
	 *
	 * @param identity the holder
	 * @param fencingToken the number of the term
	 */
	record HeldBy(String identity, long fencingToken) implements WriteCondition {
	}

}
