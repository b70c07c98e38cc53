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

import java.time.Instant;
import java.util.Optional;

import io.github.leaderelection.lock.LeaderElectionRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the newest term, one's own or another's.
 *
 * @param holder who holds the lease; empty where nobody does
 * @param token the number of the term; zero where there has been none
 * @param acquiredAt when it began
 * @param renewedAt when it was renewed last
 */
record Sighting(String holder, long token, @Nullable Instant acquiredAt, @Nullable Instant renewedAt) {

	static final Sighting NOTHING = new Sighting("", 0, null, null);

	static Sighting of(LeaderElectionRecord record) {
		return new Sighting(record.holderIdentity(), record.fencingToken(), record.acquireTime(), record.renewTime());
	}

	Sighting renewed(Instant at) {
		return new Sighting(this.holder, this.token, this.acquiredAt, at);
	}

	Sighting vacated() {
		return new Sighting("", this.token, this.acquiredAt, this.renewedAt);
	}

	Optional<String> leader() {
		return this.holder.isEmpty() ? Optional.empty() : Optional.of(this.holder);
	}

}
