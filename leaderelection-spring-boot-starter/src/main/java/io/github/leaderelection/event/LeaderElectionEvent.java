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

import org.springframework.context.ApplicationEvent;

/**
 * Something has happened in an election. Events of one election are published in order,
 * one after the other, on a relay thread: a listener that blocks delays the events that
 * follow and the end of a drain, but no renewal. As with every event of Spring, a
 * listener that throws keeps that event from the listeners behind it.
 */
public abstract class LeaderElectionEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	/** The election. */
	private final String electionName;

	LeaderElectionEvent(Object source, String electionName) {
		super(source);
		this.electionName = electionName;
	}

	/**
	 * The election.
	 * @return its name
	 */
	public String getElectionName() {
		return this.electionName;
	}

}
