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

import java.util.Collection;
import java.util.List;

import io.github.leaderelection.ElectionListener;
import io.github.leaderelection.ElectionMonitor;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElectionsBuilder;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ElectionNames;
import io.github.leaderelection.event.EventPublishingElectionListener;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the elections of an instance.
 */
@AutoConfiguration
@ConditionalOnLeaderElectionEnabled
@EnableConfigurationProperties(LeaderElectionProperties.class)
@Import(ConditionalOnLeaderConfiguration.class)
@ImportRuntimeHints(LeaderElectionRuntimeHints.class)
public final class LeaderElectionAutoConfiguration {

	LeaderElectionAutoConfiguration() {
	}

	@Bean
	@ConfigurationPropertiesBinding
	static EmptyElectionConverter leaderElectionEmptyElectionConverter() {
		return new EmptyElectionConverter();
	}

	// Elections that the application makes itself are not made from properties, and need
	// neither settings nor a lock.
	@Bean
	@ConditionalOnMissingBean({ LeaderElectionSettings.class, LeaderElections.class })
	LeaderElectionSettings leaderElectionSettings(LeaderElectionProperties properties, Environment environment,
			ObjectProvider<LeaderElectionSettingsRule> rules) {
		return new LeaderElectionSettingsFactory(properties, rules.orderedStream().toList()).create(environment,
				new CandidateIdentity());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty(name = "leaderelection.lock", havingValue = "memory")
	ResourceLockFactory leaderElectionLockFactory() {
		return new InMemoryLockStore();
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	LeaderElections leaderElections(LeaderElectionSettings settings, LeaderElectionProperties properties,
			ObjectProvider<ResourceLockFactory> locks, ObjectProvider<LeaderElectionConfigCustomizer> customizers,
			ObjectProvider<LeaderElectionsCustomizer> builderCustomizers, ObjectProvider<ElectionListener> listeners,
			ObjectProvider<ElectionMonitor> monitors, ApplicationEventPublisher events) {
		LeaderElectionsBuilder builder = LeaderElections.builder();
		builder.listener(new EventPublishingElectionListener(events));
		listeners.orderedStream().forEach(builder::listener);
		monitors.orderedStream().forEach(builder::monitor);
		ResourceLockFactory lockFactory = unique(locks);
		builderCustomizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return new LeaderElectionsFactory(settings, properties.isReleaseOnShutdown(),
				customizers.orderedStream().toList())
			.create(lockFactory, builder);
	}

	private static ResourceLockFactory unique(ObjectProvider<ResourceLockFactory> locks) {
		try {
			ResourceLockFactory lockFactory = locks.getIfAvailable();
			if (lockFactory == null) {
				throw new MissingResourceLockException();
			}
			return lockFactory;
		}
		catch (NoUniqueBeanDefinitionException ex) {
			Collection<String> names = ex.getBeanNamesFound();
			throw new LeaderElectionConfigurationException(
					"An election has one lock, and there are several beans of type ResourceLockFactory: "
							+ ((names != null) ? String.join(", ", names) : ex.getMessage()) + ".",
					"Leave one of them, or mark it with @Primary.", ex);
		}
	}

	// Closed with the elections that it is one of.
	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	@Conditional(OnSingleElectionCondition.class)
	@Nullable LeaderElector leaderElector(LeaderElections elections, ElectionNames leaderElectionNames) {
		return leaderElectionNames.single(elections).map(elections::get).orElse(null);
	}

	@Bean
	@Conditional(OnElectionsToStartCondition.class)
	LeaderElectionLifecycle leaderElectionLifecycle(LeaderElections elections, LeaderElectionProperties properties,
			ListableBeanFactory beanFactory) {
		return new LeaderElectionLifecycle(elections, properties,
				List.copyOf(beanFactory.getBeansOfType(LeaderElectionSettings.class).values()));
	}

}
