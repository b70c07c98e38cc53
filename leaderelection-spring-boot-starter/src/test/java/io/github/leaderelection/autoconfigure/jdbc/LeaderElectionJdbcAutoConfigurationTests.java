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
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.LeaderElectionConfigCustomizer;
import io.github.leaderelection.autoconfigure.Rival;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LeaderElectionJdbcAutoConfigurationTests {

	private final ApplicationContextRunner bare = JdbcRunners.bare();

	private final ApplicationContextRunner runner = JdbcRunners.embedded();

	@Test
	void anEmbeddedDatabaseNeedsNoSettingsAndIsOfOneInstance(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(output).contains(
					"The leases are in the memory of this process, so that each instance leads: " + "jdbc:h2:mem:");
			LeaderElector elector = context.getBean(LeaderElector.class);
			TestRunners.await(elector::isLeader);
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForList("SELECT election_name || '/' || holder_identity FROM leader_election", String.class))
				.containsExactly("application/" + elector.identity());
			assertThat(elector.status().lock()).startsWith("leader_election/application on jdbc:h2:mem:");
		});
	}

	@Test
	void aStartConnectsOnceForTheTableAndOnceForTheLock(CapturedOutput output) {
		AtomicInteger connections = new AtomicInteger();
		DataSource counted = new DelegatingDataSource(h2("counted")) {
			@Override
			public Connection getConnection() throws SQLException {
				connections.incrementAndGet();
				return super.getConnection();
			}
		};
		this.bare
			.withBean("counted", DataSource.class, () -> counted,
					(definition) -> ((AbstractBeanDefinition) definition)
						.addQualifier(new AutowireCandidateQualifier(LeaderElectionDataSource.class)))
			.run((context) -> {
				TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
				assertThat(connections).hasValue(2);
				assertThat(output).containsOnlyOnce("so that each instance leads: jdbc:h2:mem:counted");
			});
	}

	@Test
	void theLeaseHasAConnectionOfItsOwn() {
		this.runner
			.withPropertyValues("leaderelection.retry-period=200ms", "spring.datasource.hikari.maximum-pool-size=1")
			.run((context) -> {
				LeaderElector elector = context.getBean(LeaderElector.class);
				HikariDataSource pool = context.getBean(HikariDataSource.class);
				// The application has exhausted its pool.
				try (Connection connection = pool.getConnection()) {
					assertThat(connection.isClosed()).isFalse();
					TestRunners.await(elector::isLeader);
					long token = token(elector);
					new Rival(context.getBean(ResourceLockFactory.class), "application").seesRenewals();
					assertThat(elector.isLeader()).isTrue();
					assertThat(token(elector)).isEqualTo(token);
				}
			});
	}

	@Test
	void onThePoolTheLeaseSharesTheConnectionsOfTheApplication() {
		this.runner
			.withPropertyValues("leaderelection.jdbc.connection=pooled", "spring.datasource.hikari.maximum-pool-size=1",
					"spring.datasource.hikari.connection-timeout=250")
			.run((context) -> {
				LeaderElector elector = context.getBean(LeaderElector.class);
				TestRunners.await(elector::isLeader);
				try (Connection connection = context.getBean(HikariDataSource.class).getConnection()) {
					assertThat(connection.isClosed()).isFalse();
					TestRunners.await(() -> !elector.isLeader());
					assertThat(elector.status().lastError()).isPresent();
				}
				TestRunners.await(elector::isLeader);
			});
	}

	@Test
	void beansAreMadeWithoutAConnection() {
		UnreachableDataSource unreachable = new UnreachableDataSource();
		this.bare.withBean("leases", DataSource.class, () -> unreachable)
			.withPropertyValues("leaderelection.jdbc.connection=pooled", "leaderelection.auto-start=false",
					"leaderelection.jdbc.initialize-schema=never")
			.withBean(ConnectionWatcher.class, () -> new ConnectionWatcher(unreachable))
			.run((context) -> {
				assertThat(context.getBean(ConnectionWatcher.class).whenElectionsWereMade).isZero();
				assertThat(context).hasSingleBean(LeaderElections.class);
			});
	}

	@Test
	void anEmbeddedDatabaseWithoutAPoolIsFound() {
		this.bare.withBean(DataSource.class,
				() -> new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build())
			.run((context) -> TestRunners.await(context.getBean(LeaderElector.class)::isLeader));
	}

	@Test
	void aProxyOfThePoolIsLookedThrough() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl("jdbc:h2:mem:looked-through");
			this.bare.withBean(DataSource.class, () -> new LazyConnectionDataSourceProxy(pool))
				.run((context) -> TestRunners.await(context.getBean(LeaderElector.class)::isLeader));
		}
	}

	@Test
	void thePrimaryOfSeveralDataSourcesIsTaken() {
		this.bare.withUserConfiguration(TwoDataSources.class)
			.withBean("main", DataSource.class, () -> h2("main"), (definition) -> definition.setPrimary(true))
			.run((context) -> {
				TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
				assertThat(leases("main")).containsExactly("application");
			});
	}

	@Test
	void severalDataSourcesWithoutAPrimaryOneAreRefused() {
		this.bare.withUserConfiguration(TwoDataSources.class)
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("there are several DataSources without a primary one: first, second")
				.contains("Mark one of them with @LeaderElectionDataSource"));
	}

	@Test
	void theMarkedDataSourceGoesBeforeAllOthers() {
		this.runner.withUserConfiguration(MarkedDataSource.class).run((context) -> {
			LeaderElector elector = context.getBean(LeaderElector.class);
			TestRunners.await(elector::isLeader);
			assertThat(leases("marked")).containsExactly("application");
			assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
			assertThat(elector.status().lock()).contains("jdbc:h2:mem:marked");
		});
	}

	@Test
	void aMarkedDataSourceNeedsNoOther() {
		this.bare.withUserConfiguration(MarkedDataSource.class)
			.run((context) -> TestRunners.await(context.getBean(LeaderElector.class)::isLeader));
	}

	@Test
	void withoutADataSourceItIsRefusedWithAdvice() {
		this.bare.run((context) -> assertThat(Failures.analysis(context))
			.contains("Leader election keeps its leases in a database, and there is no DataSource.")
			.contains("Add a DataSource")
			.contains("leaderelection.lock=memory"));
	}

	@Test
	void aDataSourceThatDoesNotTellHowToConnectIsRefused() {
		this.bare.withBean(DataSource.class, UnreachableDataSource::new)
			.run((context) -> assertThat(Failures.analysis(context)).contains("UnreachableDataSource")
				.contains("does not tell how to connect")
				.contains("leaderelection.jdbc.connection=pooled"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "leases; DROP TABLE orders", "1leases", "a.b.c", "leases\"", "lease-table" })
	void aTableNameThatIsNoIdentifierIsRefused(String name) {
		this.runner.withPropertyValues("leaderelection.jdbc.table-name=" + name)
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("leaderelection.jdbc.table-name: The table name '" + name + "' is no identifier"));
	}

	@Test
	void anIdentityThatIsTooLongIsRefused() {
		this.runner.withPropertyValues("leaderelection.identity=" + "x".repeat(250))
			.run((context) -> assertThat(Failures.analysis(context)).contains("The identity 'xxx")
				.contains("has 259 characters; its column holds 255"));
	}

	@Test
	void anElectionNameThatIsTooLongIsRefused() {
		this.runner.withPropertyValues("leaderelection.name=" + "x".repeat(129))
			.run((context) -> assertThat(Failures.analysis(context)).contains("The election name 'xxx")
				.contains("has 129 characters; its column holds 128"));
	}

	@Test
	void electionsOfTheApplicationNeedNoDatabase() {
		LeaderElections own = LeaderElections.create();
		own.register(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create("mails", "me")).build());
		this.bare.withBean(LeaderElections.class, () -> own).run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(JdbcLockFactory.class)
				.doesNotHaveBean(LeaseTableCheck.class)
				.doesNotHaveBean(LeaderElectionSchemaInitializer.class);
			TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
		});
	}

	@Test
	void allViolationsAreInOneMessage() {
		this.runner
			.withPropertyValues("leaderelection.retry-period=0s", "leaderelection.identity=" + "x".repeat(250),
					"leaderelection.elections." + "y".repeat(129) + "=", "leaderelection.jdbc.table-name=lease-table",
					"leaderelection.jdbc.platform=postgres")
			.run((context) -> assertThat(Failures.analysis(context)).contains(
					"leaderelection.retry-period (PT0S) must be greater than zero",
					"leaderelection.identity: The identity 'xxx", "has 259 characters; its column holds 255",
					"The election name 'yyy", "has 129 characters; its column holds 128",
					"leaderelection.jdbc.table-name: The table name 'lease-table' is no identifier",
					"leaderelection.jdbc.platform: There is no dialect for the platform 'postgres'"));
	}

	@Test
	void aPoolThatLetsCallsWaitForTooLongIsTold(CapturedOutput output) {
		this.runner
			.withPropertyValues("leaderelection.jdbc.connection=pooled",
					"spring.datasource.hikari.connection-timeout=6000", "spring.datasource.hikari.pool-name=orders")
			.run((context) -> assertThat(output).containsOnlyOnce(
					"A renewal may wait 6000 ms for a connection of the pool 'orders' (connectionTimeout), which is more "
							+ "than half of the shortest renew deadline (7000 ms)")
				.contains("Set its connectionTimeout to at most 3500 ms"));
	}

	@Test
	void aPoolThatDoesNotOrIsNotUsedIsNot(CapturedOutput output) {
		this.runner
			.withPropertyValues("leaderelection.jdbc.connection=pooled",
					"spring.datasource.hikari.connection-timeout=250")
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("A renewal may wait");
	}

	@Test
	void aMarkedDataSourceIsBounded() {
		this.bare.withUserConfiguration(MarkedDataSource.class)
			.run((context) -> assertThat(context.getBean(LeaseDatabase.class).dataSource().target())
				.isInstanceOf(SimpleDriverDataSource.class));
	}

	@Test
	void aLockFactoryOfTheApplicationGoesBefore() {
		this.runner.withBean(ResourceLockFactory.class, InMemoryLockStore::new).run((context) -> {
			assertThat(context).doesNotHaveBean(JdbcLockFactory.class);
			assertThat(context).doesNotHaveBean(LeaderElectionSchemaInitializer.class);
			TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
		});
	}

	@Test
	void memoryGoesBeforeADataSource() {
		this.runner.withPropertyValues("leaderelection.lock=memory")
			.run((context) -> assertThat(context.getBean(ResourceLockFactory.class))
				.isInstanceOf(InMemoryLockStore.class));
	}

	@Test
	void theClockOfTheDatabaseIsTrustedOnRequestOnly() {
		for (boolean trusted : List.of(false, true)) {
			this.runner.withPropertyValues("leaderelection.jdbc.trust-database-clock=" + trusted).run((context) -> {
				LeaderElectionConfig.Builder builder = LeaderElectionConfig.builder()
					.lock(new InMemoryLockStore().create("a", "b"));
				context.getBean(LeaderElectionConfigCustomizer.class).customize("a", builder);
				assertThat(builder.build().trustDatabaseClock()).isEqualTo(trusted);
			});
		}
	}

	private static long token(LeaderElector elector) {
		return elector.leadership().orElseThrow().fencingToken();
	}

	private static List<String> leases(String database) {
		return new JdbcTemplate(h2(database)).queryForList("SELECT election_name FROM leader_election", String.class);
	}

	private static DataSource h2(String name) {
		return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		DataSource first() {
			return h2("first");
		}

		@Bean
		DataSource second() {
			return h2("second");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedDataSource {

		@Bean(defaultCandidate = false)
		@LeaderElectionDataSource
		DataSource leaseDataSource() {
			return h2("marked");
		}

	}

	static class UnreachableDataSource extends AbstractDataSource {

		int connections;

		@Override
		public Connection getConnection() throws SQLException {
			this.connections++;
			throw new SQLException("Nobody answers");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

	static class ConnectionWatcher implements BeanPostProcessor {

		private final UnreachableDataSource dataSource;

		private int whenElectionsWereMade = -1;

		ConnectionWatcher(UnreachableDataSource dataSource) {
			this.dataSource = dataSource;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof LeaderElections) {
				this.whenElectionsWereMade = this.dataSource.connections;
			}
			return bean;
		}

	}

}
