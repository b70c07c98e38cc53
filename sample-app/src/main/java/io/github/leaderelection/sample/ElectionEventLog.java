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

package io.github.leaderelection.sample;

import io.github.leaderelection.event.LeaderChangedEvent;
import io.github.leaderelection.event.LeadershipGrantedEvent;
import io.github.leaderelection.event.LeadershipRevokedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Listens to every event of an election; a line for each. */
@Component
class ElectionEventLog {

	private static final Logger logger = LoggerFactory.getLogger(ElectionEventLog.class);

	@EventListener
	void granted(LeadershipGrantedEvent event) {
		logger.info("This instance leads '{}', term {}", event.getElectionName(), event.getFencingToken());
	}

	@EventListener
	void revoked(LeadershipRevokedEvent event) {
		logger.info("This instance leads '{}' no more, term {} is over: {}", event.getElectionName(),
				event.getFencingToken(), event.getReason());
	}

	@EventListener
	void changed(LeaderChangedEvent event) {
		logger.info("The leader of '{}' was {}, and is {}", event.getElectionName(),
				event.getPreviousLeader().orElse("nobody"), event.getLeader().orElse("nobody"));
	}

}
