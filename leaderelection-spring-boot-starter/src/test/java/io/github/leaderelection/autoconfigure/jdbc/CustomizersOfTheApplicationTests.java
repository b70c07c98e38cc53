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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.LeaderElectionConfigCustomizer;
import io.github.leaderelection.autoconfigure.LeaderElectionsCustomizer;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What customizers of the application say beside those of the library. */
class CustomizersOfTheApplicationTests {

	@Test
	void theyHaveTheLastWordOnEachElection() {
		JdbcRunners.embedded()
			.withPropertyValues("leaderelection.jdbc.trust-database-clock=true")
			.withBean("distrust", LeaderElectionConfigCustomizer.class, () -> (electionName, config) -> {
				if (electionName.equals("reports")) {
					config.trustDatabaseClock(false);
				}
			})
			.run((context) -> {
				List<LeaderElectionConfigCustomizer> customizers = context
					.getBeanProvider(LeaderElectionConfigCustomizer.class)
					.orderedStream()
					.toList();
				assertThat(customized("reports", customizers).trustDatabaseClock()).isFalse();
				assertThat(customized("mails", customizers).trustDatabaseClock()).isTrue();
			});
	}

	private static LeaderElectionConfig customized(String electionName,
			List<LeaderElectionConfigCustomizer> customizers) {
		LeaderElectionConfig.Builder config = LeaderElectionConfig.builder()
			.lock(new InMemoryLockStore().create(electionName, "me"));
		customizers.forEach((customizer) -> customizer.customize(electionName, config));
		return config.build();
	}

	@Test
	void whatTheyDoWhenElectionsAreClosedIsDoneOnceTheLockIsClosed() {
		Leases leases = new Leases();
		List<String> done = new CopyOnWriteArrayList<>();
		JdbcRunners.bare()
			.withBean(LeasesConfiguration.class, () -> new LeasesConfiguration(leases))
			.withBean(LeaderElectionsCustomizer.class,
					() -> (builder) -> builder.whenClosed(() -> done.add("closed, connections=" + leases.open())))
			.run((context) -> {
				TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
				assertThat(leases.open()).isOne();
				assertThat(done).isEmpty();
			});
		assertThat(done).containsExactly("closed, connections=0");
	}

	@Configuration(proxyBeanMethods = false)
	static class LeasesConfiguration {

		private final Leases leases;

		LeasesConfiguration(Leases leases) {
			this.leases = leases;
		}

		@Bean(defaultCandidate = false)
		@LeaderElectionDataSource
		DataSource leaseDataSource() {
			return this.leases;
		}

	}

	/** Knows how many of its connections are open. */
	static class Leases extends DelegatingDataSource {

		private final List<Connection> connections = new CopyOnWriteArrayList<>();

		Leases() {
			super(new DriverManagerDataSource("jdbc:h2:mem:customizers;DB_CLOSE_DELAY=-1", "sa", ""));
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			this.connections.add(connection);
			return connection;
		}

		long open() {
			return this.connections.stream().filter(Leases::isOpen).count();
		}

		private static boolean isOpen(Connection connection) {
			try {
				return !connection.isClosed();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
