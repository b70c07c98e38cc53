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

package io.github.leaderelection.sample.page;

import io.github.leaderelection.event.LeaderChangedEvent;
import io.github.leaderelection.event.LeadershipGrantedEvent;
import io.github.leaderelection.event.LeadershipRevokedEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down this instance's terms, and lets the page know at once. */
@Component
class TermRecorder {

	private final TermTable terms;

	private final PageFeed feed;

	TermRecorder(TermTable terms, PageFeed feed) {
		this.terms = terms;
		this.feed = feed;
	}

	@EventListener
	void granted(LeadershipGrantedEvent event) {
		this.feed.refresh(() -> this.terms.began(event.getElectionName(), event.getFencingToken(),
				event.getLeadership().identity()));
	}

	@EventListener
	void revoked(LeadershipRevokedEvent event) {
		this.feed.refresh(
				() -> this.terms.ended(event.getElectionName(), event.getFencingToken(), event.getReason().name()));
	}

	@EventListener
	void changed(LeaderChangedEvent event) {
		this.feed.refresh();
	}

}
