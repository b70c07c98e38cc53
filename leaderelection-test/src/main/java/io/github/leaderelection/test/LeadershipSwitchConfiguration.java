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

package io.github.leaderelection.test;

import java.util.function.Supplier;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.annotation.ExecutionMonitor;
import io.github.leaderelection.autoconfigure.LeaderElectionsCustomizer;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.transaction.LeaderFence;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** The switch, and what takes the place of a lock in the database. */
@Configuration(proxyBeanMethods = false)
class LeadershipSwitchConfiguration {

	// Closes nothing: the elections are a bean of their own.
	@Bean(destroyMethod = "")
	LeadershipSwitch leadershipSwitch(ObjectProvider<LeaderElections> elections, Environment environment) {
		return new LeadershipSwitch(required(elections, environment));
	}

	private static Supplier<LeaderElections> required(ObjectProvider<LeaderElections> elections,
			Environment environment) {
		return () -> {
			LeaderElections found = elections.getIfAvailable();
			if (found == null) {
				throw new IllegalStateException("There are no elections in this test, "
						+ (environment.getProperty("leaderelection.enabled", Boolean.class, true)
								? "since the starter is not auto-configured; in a test of a slice add "
										+ "@ImportAutoConfiguration(LeaderElectionAutoConfiguration.class)"
								: "since leaderelection.enabled=false; remove it where @WithLeadership stands"));
			}
			return found;
		};
	}

	@Bean
	@Primary
	ResourceLockFactory leadershipSwitchLocks(LeadershipSwitch leadership) {
		return leadership.locks();
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	LeaderElectionsCustomizer leadershipSwitchElectionsCustomizer(LeadershipSwitch leadership) {
		return leadership::drive;
	}

	@Bean
	ExecutionMonitor leadershipSwitchExecutionMonitor(LeadershipSwitch leadership) {
		return new CallRecorder(leadership);
	}

	/** Where an application can have fenced transactions. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = { "org.springframework.transaction.interceptor.TransactionInterceptor",
			"org.springframework.jdbc.datasource.ConnectionHolder" })
	static class FenceConfiguration {

		@Bean
		@Primary
		LeaderFence leadershipSwitchFence(LeadershipSwitch leadership) {
			return LeaderFence.forTests(leadership.elections(), leadership.locks()::check);
		}

	}

}
