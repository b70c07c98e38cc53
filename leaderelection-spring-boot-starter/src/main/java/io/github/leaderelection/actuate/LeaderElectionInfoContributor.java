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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** {@link InfoContributor} that tells who leads. */
public class LeaderElectionInfoContributor implements InfoContributor {

	private final LeaderElections elections;

	private final String identity;

	/**
	 * Creates a contributor.
	 * @param elections the elections of this instance
	 * @param identity what it signs with
	 */
	public LeaderElectionInfoContributor(LeaderElections elections, String identity) {
		this.elections = elections;
		this.identity = identity;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> described = new LinkedHashMap<>();
		for (LeaderElector elector : this.elections.electors()) {
			ElectionStatus status = elector.status();
			Map<String, Object> election = new LinkedHashMap<>();
			election.put("state", status.state().name());
			election.put("leader", status.leader());
			status.leaderIdentity().ifPresent((leader) -> election.put("leaderIdentity", leader));
			election.put("fencingToken", status.fencingToken());
			described.put(status.electionName(), election);
		}
		builder.withDetail("leaderelection", Map.of("identity", this.identity, "elections", described));
	}

}
