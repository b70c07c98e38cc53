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

/** This instance leads: a term has begun. */
public class LeadershipGrantedEvent extends LeadershipEvent {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an event.
	 * @param leadership the term
	 */
	public LeadershipGrantedEvent(Leadership leadership) {
		super(leadership);
	}

	@Override
	public String toString() {
		return "LeadershipGrantedEvent[election=%s, identity=%s, token=%d]".formatted(getElectionName(), getIdentity(),
				getFencingToken());
	}

}
