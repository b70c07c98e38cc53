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

import java.util.stream.Collectors;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.annotation.ConditionalOnLeaderAdvisor;
import io.github.leaderelection.annotation.ConditionalOnLeaderBeanPostProcessor;
import io.github.leaderelection.annotation.ElectionNames;
import io.github.leaderelection.annotation.ExecutionMonitor;

import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;

/** Makes {@code @ConditionalOnLeader} work, with or without the AspectJ weaver. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
@Import(ConditionalOnLeaderConfiguration.AutoProxyCreatorRegistrar.class)
class ConditionalOnLeaderConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ElectionNames leaderElectionNames(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<LeaderElectionSettings> settings) {
		return new ElectionNames(beanFactory::resolveEmbeddedValue,
				() -> settings.stream().flatMap((found) -> found.electionNames().stream()).collect(Collectors.toSet()));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ConditionalOnLeaderAdvisor conditionalOnLeaderAdvisor(ObjectProvider<LeaderElections> elections,
			ElectionNames leaderElectionNames, ObjectProvider<ExecutionMonitor> monitors) {
		return new ConditionalOnLeaderAdvisor(elections::getObject, leaderElectionNames, () -> all(monitors));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ConditionalOnLeaderBeanPostProcessor conditionalOnLeaderBeanPostProcessor(
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<LeaderElections> elections,
			ElectionNames leaderElectionNames) {
		return new ConditionalOnLeaderBeanPostProcessor(beanFactory, elections::getObject, leaderElectionNames);
	}

	private static ExecutionMonitor all(ObjectProvider<ExecutionMonitor> monitors) {
		ExecutionMonitor[] told = monitors.orderedStream().toArray(ExecutionMonitor[]::new);
		return new ExecutionMonitor() {
			@Override
			public void executed(Execution execution) {
				for (ExecutionMonitor monitor : told) {
					monitor.executed(execution);
				}
			}

			@Override
			public void executed(String electionName, Outcome outcome) {
				for (ExecutionMonitor monitor : told) {
					monitor.executed(electionName, outcome);
				}
			}
		};
	}

	static class AutoProxyCreatorRegistrar implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
		}

	}

}
