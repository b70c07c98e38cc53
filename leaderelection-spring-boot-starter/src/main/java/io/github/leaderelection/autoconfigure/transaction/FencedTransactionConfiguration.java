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

import java.util.Set;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.annotation.ElectionNames;
import io.github.leaderelection.transaction.LeaderFence;
import io.github.leaderelection.transaction.LeaderTransactionalAdvisor;
import io.github.leaderelection.transaction.LeaderTransactionalBeanPostProcessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** What {@code @LeaderTransactional} needs besides a fence. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
@ConditionalOnBean({ LeaderElections.class, LeaderFence.class })
class FencedTransactionConfiguration {

	// Where the application makes elections and fence itself, though leader election is
	// switched off.
	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static ElectionNames leaderElectionNames(ConfigurableListableBeanFactory beanFactory) {
		return new ElectionNames(beanFactory::resolveEmbeddedValue, Set::of);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static LeaderTransactionalAdvisor leaderTransactionalTermAdvisor(ObjectProvider<LeaderFence> fence,
			ElectionNames leaderElectionNames) {
		return LeaderTransactionalAdvisor.aroundTransaction(fence::getObject, leaderElectionNames);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static LeaderTransactionalAdvisor leaderTransactionalFenceAdvisor(ObjectProvider<LeaderFence> fence) {
		return LeaderTransactionalAdvisor.withinTransaction(fence::getObject);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static LeaderTransactionalBeanPostProcessor leaderTransactionalBeanPostProcessor(
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<LeaderElections> elections,
			ElectionNames leaderElectionNames, ObjectProvider<LeaderFence> fence) {
		return new LeaderTransactionalBeanPostProcessor(beanFactory, elections::getObject, leaderElectionNames,
				fence::getObject);
	}

}
