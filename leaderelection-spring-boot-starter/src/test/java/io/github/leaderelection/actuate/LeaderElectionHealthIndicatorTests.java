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

import java.util.List;
import java.util.Map;

import io.github.leaderelection.ElectionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderElectionHealthIndicatorTests {

	@Test
	void upForALeader() {
		Health health = health(StubElections.leader());
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("identity", "me_1").doesNotContainKey("problems");
		assertThat(health.getDetails().get("elections"))
			.isEqualTo(Map.of("reports", ElectionDescriptor.of(StubElections.leader())));
	}

	@Test
	void upForAFollower() {
		assertThat(health(StubElections.follower()).getStatus()).isEqualTo(Status.UP);
	}

	@ParameterizedTest
	@EnumSource
	void downForEachProblem(ElectionStatus.Problem problem) {
		Health health = health(StubElections.follower(problem));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("problems", Map.of("reports", List.of(problem.name())));
	}

	private static Health health(ElectionStatus status) {
		return new LeaderElectionHealthIndicator(StubElections.with(status), "me_1").health();
	}

}
