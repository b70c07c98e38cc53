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

package io.github.leaderelection.test;

import io.github.leaderelection.event.LeadershipGrantedEvent;
import io.github.leaderelection.event.LeadershipRevokedEvent;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/** What a test leaves to be revoked is none of the next test's. */
@SpringBootTest(classes = JobApplication.class)
@Import(MockedListenerTests.Wiring.class)
@WithLeadership("reports")
class MockedListenerTests {

	@MockitoBean
	private Connector connector;

	@Autowired
	private LeadershipSwitch leadership;

	@RepeatedTest(2)
	void seesWhatHappensInItsOwnTest() {
		verify(this.connector).connect();
		verify(this.connector, never()).disconnect();
		this.leadership.revoke("reports");
		verify(this.connector).disconnect();
		this.leadership.grant("reports");
	}

	interface Connector {

		void connect();

		void disconnect();

	}

	@Configuration(proxyBeanMethods = false)
	static class Wiring {

		@Bean
		Feed feed(Connector connector) {
			return new Feed(connector);
		}

	}

	record Feed(Connector connector) {

		@EventListener
		void granted(LeadershipGrantedEvent event) {
			this.connector.connect();
		}

		@EventListener
		void revoked(LeadershipRevokedEvent event) {
			this.connector.disconnect();
		}

	}

}
