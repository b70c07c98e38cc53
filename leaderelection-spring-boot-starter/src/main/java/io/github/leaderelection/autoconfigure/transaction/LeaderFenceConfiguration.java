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

package io.github.leaderelection.autoconfigure.transaction;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.transaction.LeaderFence;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** The fence, where the leases are rows of a database. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
@ConditionalOnBean({ LeaderElections.class, JdbcLockFactory.class })
class LeaderFenceConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LeaderFence leaderFence(LeaderElections elections, JdbcLockFactory locks) {
		return new LeaderFence(elections, locks.fence());
	}

}
