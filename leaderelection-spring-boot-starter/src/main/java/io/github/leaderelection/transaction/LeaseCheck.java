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

package io.github.leaderelection.transaction;

import io.github.leaderelection.lock.LeadershipLostException;

/**
 * Looks whether a term still holds the lease, where leases are not in the database of the
 * transactions: for {@link LeaderFence#forTests tests}.
 */
@FunctionalInterface
public interface LeaseCheck {

	/**
	 * Looks at a lease. Called shortly before a commit, on the thread of the transaction.
	 * @param electionName the election
	 * @param identity who leads in the term in which the transaction began
	 * @param fencingToken the token of that term
	 * @throws LeadershipLostException if the lease is of another term, or released
	 */
	void check(String electionName, String identity, long fencingToken);

}
