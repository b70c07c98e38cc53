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

package io.github.leaderelection.actuate;

import java.util.Map;

import io.github.leaderelection.LeaderElections;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/** An election may be unregistered between a look at the names and one at itself. */
class ElectionsThatGoTests {

	private final LeaderElections elections = StubElections.besideOneThatGoes(StubElections.leader());

	private final ElectionDescriptor reports = ElectionDescriptor.of(StubElections.leader());

	@Test
	void theEndpointShowsTheOthers() {
		LeaderElectionEndpoint endpoint = new LeaderElectionEndpoint(this.elections, "me_1");
		assertThat(endpoint.elections()).isEqualTo(new ElectionsDescriptor("me_1", Map.of("reports", this.reports)));
		assertThat(endpoint.election("gone")).isNull();
		assertThat(endpoint.election("reports")).isEqualTo(this.reports);
	}

	@Test
	void healthIsThatOfTheOthers() {
		Health health = new LeaderElectionHealthIndicator(this.elections, "me_1").health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("elections", Map.of("reports", this.reports));
	}

	@Test
	void infoIsOfTheOthers() {
		Info.Builder info = new Info.Builder();
		new LeaderElectionInfoContributor(this.elections, "me_1").contribute(info);
		assertThat(info.build().get("leaderelection")).isEqualTo(Map.of("identity", "me_1", "elections", Map
			.of("reports", Map.of("state", "LEADING", "leader", true, "leaderIdentity", "me_1", "fencingToken", 7L))));
	}

}
