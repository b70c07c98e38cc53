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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.leaderelection.InvalidLeaderElectionConfigException;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElectionsBuilder;
import io.github.leaderelection.lock.ResourceLockFactory;

/** Makes the elections from their settings. Nothing is started, read or written. */
class LeaderElectionsFactory {

	private final LeaderElectionSettings settings;

	private final boolean releaseOnStop;

	private final List<LeaderElectionConfigCustomizer> customizers;

	LeaderElectionsFactory(LeaderElectionSettings settings, boolean releaseOnStop,
			List<LeaderElectionConfigCustomizer> customizers) {
		this.settings = settings;
		this.releaseOnStop = releaseOnStop;
		this.customizers = customizers;
	}

	LeaderElections create(ResourceLockFactory locks, LeaderElectionsBuilder builder) {
		List<LeaderElectionConfig> configs = new ArrayList<>();
		Set<String> violations = new LinkedHashSet<>();
		for (LeaderElectionSettings.Election election : this.settings.elections()) {
			try {
				configs.add(config(election, locks));
			}
			catch (InvalidLeaderElectionConfigException ex) {
				ex.getViolations()
					.forEach((violation) -> violations.add("election '" + election.name() + "': " + violation));
			}
			catch (IllegalArgumentException ex) {
				// What the lock cannot hold: it says which name or identity, and what
				// fits.
				violations.add(CandidateIdentity.explain(String.valueOf(ex.getMessage()), this.settings.identity()));
			}
		}
		if (!violations.isEmpty()) {
			throw new InvalidLeaderElectionPropertiesException(List.copyOf(violations));
		}
		LeaderElections elections = builder.build();
		configs.forEach(elections::register);
		return elections;
	}

	private LeaderElectionConfig config(LeaderElectionSettings.Election election, ResourceLockFactory locks) {
		LeaderElectionConfig.Builder config = LeaderElectionConfig.builder()
			.lock(locks.create(election.name(), this.settings.identity()))
			.timings(election.timings())
			.releaseOnStop(this.releaseOnStop);
		this.customizers.forEach((customizer) -> customizer.customize(election.name(), config));
		return config.build();
	}

}
