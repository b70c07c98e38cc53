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

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The holder of a lease has changed, as far as this instance has seen: it is now another
 * instance, this one, or nobody.
 */
public class LeaderChangedEvent extends LeaderElectionEvent {

	private static final long serialVersionUID = 1L;

	/** Who held the lease before, if anybody. */
	private final @Nullable String previousLeader;

	/** Who holds it now, if anybody. */
	private final @Nullable String leader;

	/**
	 * Creates an event.
	 * @param electionName the election
	 * @param previousLeader the identity of who held the lease before; {@code null} where
	 * nobody did, or none was known
	 * @param leader the identity of who holds it now; {@code null} where nobody does
	 */
	public LeaderChangedEvent(String electionName, @Nullable String previousLeader, @Nullable String leader) {
		super(electionName, electionName);
		this.previousLeader = previousLeader;
		this.leader = leader;
	}

	/**
	 * Who held the lease before.
	 * @return the identity, or empty where nobody did, or none was known
	 */
	public Optional<String> getPreviousLeader() {
		return Optional.ofNullable(this.previousLeader);
	}

	/**
	 * Who holds the lease now.
	 * @return the identity, or empty where nobody does
	 */
	public Optional<String> getLeader() {
		return Optional.ofNullable(this.leader);
	}

	@Override
	public String toString() {
		return "LeaderChangedEvent[election=%s, previous=%s, leader=%s]".formatted(getElectionName(),
				this.previousLeader, this.leader);
	}

}
