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

/** Something has happened to a term of this instance. */
public abstract class LeadershipEvent extends LeaderElectionEvent {

	private static final long serialVersionUID = 1L;

	LeadershipEvent(Leadership leadership) {
		super(leadership, leadership.electionName());
	}

	/**
	 * The term.
	 * @return the term, which may be over when the event is seen
	 */
	public Leadership getLeadership() {
		return (Leadership) getSource();
	}

	/**
	 * What this instance signs with.
	 * @return its identity
	 */
	public String getIdentity() {
		return getLeadership().identity();
	}

	/**
	 * The number of the term.
	 * @return the fencing token
	 */
	public long getFencingToken() {
		return getLeadership().fencingToken();
	}

}
