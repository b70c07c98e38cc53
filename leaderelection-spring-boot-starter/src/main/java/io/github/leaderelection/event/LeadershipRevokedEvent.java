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

package io.github.leaderelection.event;

import io.github.leaderelection.Leadership;
import io.github.leaderelection.election.RevocationReason;

/**
 * This instance leads no more. Published once for each {@link LeadershipGrantedEvent},
 * and before the lease is released.
 */
public class LeadershipRevokedEvent extends LeadershipEvent {

	private static final long serialVersionUID = 1L;

	/** Why the term ended. */
	private final RevocationReason reason;

	/**
	 * Creates an event.
	 * @param leadership the term
	 * @param reason why it ended
	 */
	public LeadershipRevokedEvent(Leadership leadership, RevocationReason reason) {
		super(leadership);
		this.reason = reason;
	}

	/**
	 * Why the term ended.
	 * @return the reason
	 */
	public RevocationReason getReason() {
		return this.reason;
	}

	@Override
	public String toString() {
		return "LeadershipRevokedEvent[election=%s, identity=%s, token=%d, reason=%s]".formatted(getElectionName(),
				getIdentity(), getFencingToken(), this.reason);
	}

}
