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

package io.github.leaderelection.chaos.instance;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.chaos.log.LeaderSamples;
import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.log.ProcessLog;
import io.github.leaderelection.event.LeadershipGrantedEvent;
import io.github.leaderelection.event.LeadershipRevokedEvent;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Notes what an instance sees of its election. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

	@Bean
	ProcessLog processLog(InstanceProperties properties) {
		return ProcessLog.open(properties.file(".log"));
	}

	@Bean
	LeaderSampler leaderSampler(LeaderElector elector, InstanceProperties properties, ProcessLog log) {
		return new LeaderSampler(elector, LeaderSamples.create(properties.file(".samples")), log);
	}

	@Bean
	TermObserver termObserver(LeaderElector elector, ProcessLog log) {
		return new TermObserver(elector, log);
	}

	static class TermObserver {

		private final LeaderElector elector;

		private final ProcessLog log;

		TermObserver(LeaderElector elector, ProcessLog log) {
			this.elector = elector;
			this.log = log;
		}

		@EventListener
		void onGranted(LeadershipGrantedEvent event) {
			this.log.append(LogEvent.GRANTED, event.getFencingToken(), event.getIdentity());
		}

		@EventListener
		void onRevoked(LeadershipRevokedEvent event) {
			this.log.append(LogEvent.REVOKED, event.getFencingToken(), event.getReason().name());
		}

		@EventListener(ApplicationReadyEvent.class)
		void onReady() {
			this.log.append(LogEvent.STARTED, 0, this.elector.identity());
		}

	}

}
