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

package io.github.leaderelection.benchmarks.arena;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A write that changed the holder or the token of a lease; all times are the database's.
 *
 * @param election the name of the election
 * @param oldHolder who held it before; {@code null} for nobody
 * @param newHolder who holds it now; {@code null} for nobody
 * @param newToken the token now
 * @param oldLeaseEnd when the lease would have ended, as the row had it before the write
 * @param writtenAt when the writing statement arrived
 * @param committedAt when the write was committed
 */
public record LeaseChange(String election, @Nullable String oldHolder, @Nullable String newHolder, long newToken,
		Instant oldLeaseEnd, Instant writtenAt, Instant committedAt) {

	/**
	 * Whether a candidate has taken over what another held.
	 * @return whether it did, be it in time or not
	 */
	public boolean isTakeover() {
		return this.oldHolder != null && this.newHolder != null;
	}

	/**
	 * Whether a candidate has given up what it held.
	 * @return whether it did
	 */
	public boolean isRelease() {
		return this.oldHolder != null && this.newHolder == null;
	}

}
