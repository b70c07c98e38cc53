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

import java.time.Duration;
import java.util.Optional;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** An action without effect is refused, whatever state stands in its way. */
class LeaderElectionEndpointTests {

	private final InMemoryLockStore store = new InMemoryLockStore();

	private final LeaderElections elections = LeaderElections.create();

	private final LeaderElector elector = register(this.elections, "me");

	private final LeaderElectionEndpointWebExtension endpoint = new LeaderElectionEndpointWebExtension(
			new LeaderElectionEndpoint(this.elections, "me"));

	@AfterEach
	void close() {
		this.elections.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pause", "step-down" })
	void aCandidateThatIsStoppedRefuses(String action) {
		assertRefused(action, "STOPPED");
		this.elector.start();
		TestRunners.await(this.elector::isLeader);
		this.elector.stop();
		assertRefused(action, "STOPPED");
	}

	@Test
	void aPauseThatWasRefusedHasNoEffectLater() {
		assertRefused("pause", "STOPPED");
		this.elector.start();
		TestRunners.await(this.elector::isLeader);
	}

	@Test
	void aFollowerHasNothingToStepDownFrom() {
		try (LeaderElections others = LeaderElections.create()) {
			LeaderElector leader = register(others, "other");
			leader.start();
			TestRunners.await(leader::isLeader);
			this.elector.start();
			TestRunners.await(() -> this.elector.getLeader().equals(Optional.of("other")));
			assertRefused("step-down", "does not lead election 'reports'");
			assertThat(this.endpoint.act("reports", "pause", null).getStatus()).isEqualTo(200);
		}
	}

	@Test
	void whoIsPausedHasNothingToStepDownFromAndMayBePausedAgain() {
		this.elector.start();
		TestRunners.await(this.elector::isLeader);
		assertThat(this.endpoint.act("reports", "pause", null).getStatus()).isEqualTo(200);
		TestRunners.await(() -> this.elector.status().state() == CandidateState.PAUSED);
		assertRefused("step-down", "does not lead election 'reports'");
		assertThat(this.endpoint.act("reports", "pause", null).getStatus()).isEqualTo(200);
	}

	private void assertRefused(String action, String reason) {
		WebEndpointResponse<Object> response = this.endpoint.act("reports", action, null);
		assertThat(response.getStatus()).isEqualTo(400);
		assertThat(response.getBody()).isInstanceOfSatisfying(RefusalDescriptor.class,
				(refusal) -> assertThat(refusal.reason()).contains("election 'reports'").contains(reason));
	}

	private LeaderElector register(LeaderElections elections, String identity) {
		return elections.register(LeaderElectionConfig.builder()
			.lock(this.store.create("reports", identity))
			.leaseDuration(Duration.ofSeconds(10))
			.renewDeadline(Duration.ofSeconds(7))
			.retryPeriod(Duration.ofSeconds(1))
			.build());
	}

}
