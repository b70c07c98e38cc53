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

import java.util.Optional;

import io.github.leaderelection.election.RevocationReason;

/**
 * Is told of what happens in every election of a process. For one election the calls come
 * in order and one after the other, on a relay thread; {@link LeaderElector} shows the
 * new state before they are made. A listener that blocks delays its own news and the end
 * of a drain, but no renewal.
 */
public interface ElectionListener {

	/**
	 * A term of this process has begun.
	 * @param leadership the term
	 */
	default void leadershipGranted(Leadership leadership) {
	}

	/**
	 * A term of this process has ended; called once for each term that was granted. The
	 * lease is released after that.
	 * @param leadership the term
	 * @param reason why it ended
	 */
	default void leadershipRevoked(Leadership leadership, RevocationReason reason) {
	}

	/**
	 * The holder of a lease has changed, as far as this process has seen.
	 * @param electionName the election
	 * @param previous who held it before; empty where nobody did, or none was known
	 * @param current who holds it now; empty where nobody does
	 */
	default void leaderChanged(String electionName, Optional<String> previous, Optional<String> current) {
	}

}
