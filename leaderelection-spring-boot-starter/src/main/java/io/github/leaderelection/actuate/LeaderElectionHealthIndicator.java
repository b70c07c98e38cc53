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
import java.util.List;
import java.util.Map;

import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} that is up for leader and follower alike, and down where an
 * operator should look: the lock has not answered for a whole lease, the work of a past
 * term still runs, or another process signs with the same identity.
 */
public class LeaderElectionHealthIndicator extends AbstractHealthIndicator {

	private final LeaderElections elections;

	private final String identity;

	/**
	 * Creates an indicator.
	 * @param elections the elections of this instance
	 * @param identity what it signs with
	 */
	public LeaderElectionHealthIndicator(LeaderElections elections, String identity) {
		super("Leader election health check failed");
		this.elections = elections;
		this.identity = identity;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, ElectionDescriptor> described = new LinkedHashMap<>();
		Map<String, List<String>> problems = new LinkedHashMap<>();
		for (LeaderElector elector : this.elections.electors()) {
			ElectionStatus status = elector.status();
			described.put(status.electionName(), ElectionDescriptor.of(status));
			if (!status.problems().isEmpty()) {
				problems.put(status.electionName(), status.problems().stream().map(Enum::name).sorted().toList());
			}
		}
		builder.up().withDetail("identity", this.identity).withDetail("elections", described);
		if (!problems.isEmpty()) {
			builder.down().withDetail("problems", problems);
		}
	}

}
