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

import io.github.leaderelection.ElectionListener;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.election.RevocationReason;

import org.springframework.context.ApplicationEventPublisher;

/** Publishes what it is told as application events. */
public class EventPublishingElectionListener implements ElectionListener {

	private final ApplicationEventPublisher publisher;

	/**
	 * Creates a listener.
	 * @param publisher publishes the events, on the thread that calls this listener
	 */
	public EventPublishingElectionListener(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void leadershipGranted(Leadership leadership) {
		this.publisher.publishEvent(new LeadershipGrantedEvent(leadership));
	}

	@Override
	public void leadershipRevoked(Leadership leadership, RevocationReason reason) {
		this.publisher.publishEvent(new LeadershipRevokedEvent(leadership, reason));
	}

	@Override
	public void leaderChanged(String electionName, Optional<String> previous, Optional<String> current) {
		this.publisher.publishEvent(new LeaderChangedEvent(electionName, previous.orElse(null), current.orElse(null)));
	}

}
