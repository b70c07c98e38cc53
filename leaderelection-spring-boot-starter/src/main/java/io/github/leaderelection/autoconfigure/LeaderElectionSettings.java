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

package io.github.leaderelection.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.leaderelection.election.ElectionTimings;

/**
 * What the properties come to: defaults and inheritance applied, and every rule kept.
 *
 * @param identity what this instance signs with, unique to the process
 * @param elections the elections it takes part in, at least one
 */
public record LeaderElectionSettings(String identity, List<Election> elections) {

	/**
	 * The time in which even the least patient of the elections needs an answer.
	 * @return the shortest renew deadline
	 */
	public Duration shortestRenewDeadline() {
		return this.elections.stream()
			.map((election) -> election.timings().renewDeadline())
			.min(Duration::compareTo)
			.orElse(ElectionTimings.DEFAULT_RENEW_DEADLINE);
	}

	/**
	 * The time after which none of the elections needs an answer any more.
	 * @return the longest renew deadline
	 */
	public Duration longestRenewDeadline() {
		return this.elections.stream()
			.map((election) -> election.timings().renewDeadline())
			.max(Duration::compareTo)
			.orElse(ElectionTimings.DEFAULT_RENEW_DEADLINE);
	}

	/**
	 * The names of the elections.
	 * @return the names, in the order of the elections
	 */
	public Set<String> electionNames() {
		return this.elections.stream().map(Election::name).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * One election.
	 *
	 * @param name its name
	 * @param timings its durations, without violations
	 * @param autoStart whether it is started with the application
	 */
	public record Election(String name, ElectionTimings timings, boolean autoStart) {

	}

}
