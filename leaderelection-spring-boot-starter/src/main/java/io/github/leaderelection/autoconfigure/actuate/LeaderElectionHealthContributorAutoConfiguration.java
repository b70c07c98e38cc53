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

package io.github.leaderelection.autoconfigure.actuate;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.actuate.LeaderElectionHealthIndicator;
import io.github.leaderelection.autoconfigure.ConditionalOnLeaderElectionEnabled;
import io.github.leaderelection.autoconfigure.LeaderElectionAutoConfiguration;
import io.github.leaderelection.autoconfigure.LeaderElectionSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of elections.
 */
@AutoConfiguration(after = LeaderElectionAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class, OperationResponseBody.class })
@ConditionalOnBean(LeaderElections.class)
@ConditionalOnLeaderElectionEnabled
@ConditionalOnEnabledHealthIndicator("leaderelection")
public final class LeaderElectionHealthContributorAutoConfiguration {

	LeaderElectionHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "leaderElectionHealthIndicator", "leaderElectionHealthContributor" })
	LeaderElectionHealthIndicator leaderElectionHealthContributor(LeaderElections elections,
			ObjectProvider<LeaderElectionSettings> settings) {
		return new LeaderElectionHealthIndicator(elections, SignedIdentity.of(elections, settings));
	}

}
