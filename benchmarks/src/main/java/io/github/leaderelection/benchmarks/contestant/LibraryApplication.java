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

package io.github.leaderelection.benchmarks.contestant;

import io.github.leaderelection.event.LeadershipGrantedEvent;
import io.github.leaderelection.event.LeadershipRevokedEvent;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** An application with the starter, and with a listener to its events. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LibraryApplication {

	private final EventPrinter events;

	LibraryApplication(EventPrinter events) {
		this.events = events;
	}

	@EventListener
	void onGranted(LeadershipGrantedEvent event) {
		this.events.granted(event.getElectionName());
	}

	@EventListener
	void onRevoked(LeadershipRevokedEvent event) {
		this.events.revoked(event.getElectionName());
	}

}
