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

package io.github.leaderelection.autoconfigure.jdbc;

import java.time.Duration;
import java.util.Arrays;

import javax.sql.DataSource;

import io.github.leaderelection.autoconfigure.LeaderElectionAutoConfiguration;
import io.github.leaderelection.autoconfigure.LeaderElectionConfigCustomizer;
import io.github.leaderelection.autoconfigure.LeaderElectionConfigurationException;
import io.github.leaderelection.autoconfigure.LeaderElectionSettings;
import io.github.leaderelection.autoconfigure.LeaderElectionSettingsRule;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.jdbc.SqlDialect;
import io.github.leaderelection.lock.ResourceLockFactory;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for leases in the application's
 * database.
 */
@AutoConfiguration(after = { LeaderElectionAutoConfiguration.class, DataSourceAutoConfiguration.class })
@ConditionalOnClass({ DataSourceBuilder.class, JdbcOperations.class })
@ConditionalOnProperty(name = "leaderelection.lock", havingValue = "jdbc", matchIfMissing = true)
@ConditionalOnBean(LeaderElectionSettings.class)
@ConditionalOnMissingBean(ResourceLockFactory.class)
@EnableConfigurationProperties(LeaderElectionJdbcProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class LeaderElectionJdbcAutoConfiguration {

	LeaderElectionJdbcAutoConfiguration() {
	}

	@Bean
	LeaseDatabase leaderElectionLeaseDatabase(LeaderElectionJdbcProperties properties, LeaderElectionSettings settings,
			@LeaderElectionDataSource ObjectProvider<DataSource> marked, ObjectProvider<DataSource> dataSources,
			ListableBeanFactory beanFactory, ObjectProvider<SqlDialect> dialects) {
		// Half, so that a second attempt fits into what is left of the trust window.
		Duration connectBound = settings.shortestRenewDeadline().dividedBy(2);
		return new LeaseDatabaseFactory(properties, connectBound).create(marked, dataSources, beanFactory, dialects);
	}

	@Bean
	@Conditional(OnLeaderElectionDatabaseInitializationCondition.class)
	LeaderElectionSchemaInitializer leaderElectionSchemaInitializer(LeaseDatabase database,
			LeaderElectionJdbcProperties properties, ResourceLoader resourceLoader) {
		return new LeaderElectionSchemaInitializer(database, properties, resourceLoader);
	}

	@Bean
	LeaderElectionSettingsRule leaderElectionLeaseColumnsRule(LeaderElectionJdbcProperties properties,
			ListableBeanFactory beanFactory) {
		return new LeaseColumnsRule(properties,
				() -> BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, SqlDialect.class).length > 0);
	}

	// Closed by its lifetime, when the last lease has been released.
	@Bean(destroyMethod = "")
	JdbcLockFactory leaderElectionJdbcLockFactory(LeaseDatabase database, LeaderElectionJdbcProperties properties,
			LeaderElectionSettings settings) {
		return JdbcLockFactory.builder(database.dataSource())
			.tableName(database.tableName())
			.dialect(database.dialect())
			.pooled(database.pooled())
			.notifications(properties.getNotifications() != LeaderElectionJdbcProperties.Notifications.OFF)
			.callBound(settings.longestRenewDeadline())
			.build();
	}

	// Before the customizers of the application, since theirs is the last word.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	LockFactoryLifetime leaderElectionLockFactoryLifetime(JdbcLockFactory locks) {
		return new LockFactoryLifetime(locks);
	}

	@Bean
	LeaseTableCheck leaderElectionLeaseTableCheck(JdbcLockFactory locks, LeaseDatabase database,
			LeaderElectionJdbcProperties properties, LeaderElectionSettings settings,
			ObjectProvider<LeaderElectionSchemaInitializer> initializer) {
		boolean unreachable = initializer.stream().anyMatch(LeaderElectionSchemaInitializer::isPostponed);
		return new LeaseTableCheck(locks, database, properties.getPlatform(), unreachable,
				settings.shortestRenewDeadline());
	}

	// As above.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	LeaderElectionConfigCustomizer leaderElectionJdbcConfigCustomizer(LeaderElectionJdbcProperties properties) {
		return (electionName, config) -> config.trustDatabaseClock(properties.isTrustDatabaseClock());
	}

	static class OnLeaderElectionDatabaseInitializationCondition extends OnDatabaseInitializationCondition {

		private static final String PROPERTY = "leaderelection.jdbc.initialize-schema";

		OnLeaderElectionDatabaseInitializationCondition() {
			super("Leader Election", PROPERTY);
		}

		// Goes by the property before it is bound, and would say no more than that it
		// failed.
		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			String mode = context.getEnvironment().getProperty(PROPERTY);
			if (StringUtils.hasText(mode) && Arrays.stream(DatabaseInitializationMode.values())
				.noneMatch((known) -> known.name().equalsIgnoreCase(mode))) {
				throw new LeaderElectionConfigurationException(
						PROPERTY + " is '" + mode + "', which is neither 'always' nor 'embedded' nor 'never'.",
						"Set it to 'always' to create the table wherever it is not there, to 'embedded' to do so in a "
								+ "database in memory only, or to 'never'.");
			}
			return super.getMatchOutcome(context, metadata);
		}

	}

}
