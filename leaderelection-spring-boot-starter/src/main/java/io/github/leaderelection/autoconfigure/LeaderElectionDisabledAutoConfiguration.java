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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that says so where leader election
 * is switched off.
 */
@AutoConfiguration
@ConditionalOnLeaderElectionEnabled(false)
public final class LeaderElectionDisabledAutoConfiguration implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElectionDisabledAutoConfiguration.class);

	LeaderElectionDisabledAutoConfiguration() {
	}

	@Override
	public void afterSingletonsInstantiated() {
		logger.info("Leader election is switched off by leaderelection.enabled=false: "
				+ "methods annotated with @ConditionalOnLeader run on every instance");
	}

}
