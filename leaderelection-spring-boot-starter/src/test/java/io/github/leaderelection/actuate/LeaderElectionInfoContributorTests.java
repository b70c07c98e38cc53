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

import io.github.leaderelection.ElectionStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.info.Info;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderElectionInfoContributorTests {

	@Test
	void tellsWhoLeads() {
		assertThat(info(StubElections.leader())).isEqualTo(Map.of("identity", "me_1", "elections", Map.of("reports",
				Map.of("state", "LEADING", "leader", true, "leaderIdentity", "me_1", "fencingToken", 7L))));
		assertThat(info(StubElections.follower())).isEqualTo(Map.of("identity", "me_1", "elections",
				Map.of("reports", Map.of("state", "FOLLOWING", "leader", false, "fencingToken", 0L))));
	}

	private static Object info(ElectionStatus status) {
		Info.Builder builder = new Info.Builder();
		new LeaderElectionInfoContributor(StubElections.with(status), "me_1").contribute(builder);
		return builder.build().get("leaderelection");
	}

}
