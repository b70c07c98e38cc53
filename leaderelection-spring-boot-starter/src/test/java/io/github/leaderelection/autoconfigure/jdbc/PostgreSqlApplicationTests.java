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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialects;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class PostgreSqlApplicationTests {

	private static TestDatabase database;

	private final ApplicationContextRunner runner = JdbcRunners.withDataSource()
		.withPropertyValues("spring.datasource.url=" + database.jdbcUrl(),
				"spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password(), "spring.datasource.hikari.minimum-idle=1");

	@BeforeAll
	static void openDatabase() {
		database = TestDatabases.postgres();
	}

	@AfterAll
	static void closeDatabase() {
		database.close();
	}

	@Test
	void aMissingTableIsRefusedWithTheDdlForPostgreSql() {
		this.runner.withPropertyValues("leaderelection.jdbc.table-name=missing")
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("The table 'missing' of the leases does not exist in the database.")
				.contains("CREATE TABLE IF NOT EXISTS missing (")
				.contains(LeaderElectionSchema.ddl(SqlDialects.forPlatform("postgresql"), "missing")));
	}

	@Test
	void theConnectionOfTheLeaseBearsItsName() {
		this.runner
			.withPropertyValues("leaderelection.jdbc.initialize-schema=always", "leaderelection.jdbc.table-name=named")
			.run((context) -> {
				TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
				assertThat(context.getBean(JdbcTemplate.class)
					.queryForList(
							"SELECT application_name FROM pg_stat_activity WHERE query LIKE '%named%' AND pid <> pg_backend_pid()",
							String.class))
					.isNotEmpty()
					.containsOnly("leaderelection");
			});
	}

	@Test
	void followersAreToldOfReleasesByDefault() {
		ApplicationContextRunner patient = this.runner.withPropertyValues(
				"leaderelection.jdbc.initialize-schema=always", "leaderelection.jdbc.table-name=told",
				"leaderelection.lease-duration=120s", "leaderelection.renew-deadline=80s",
				"leaderelection.retry-period=30s");
		patient.run((follower) -> {
			LeaderElector elector = follower.getBean(LeaderElector.class);
			patient.run((first) -> {
				TestRunners.await(() -> elector.getLeader().isPresent());
				TestRunners.await(() -> listeners(first) == 2);
			});
			TestRunners.await(elector::isLeader);
			TestRunners.await(() -> listeners(follower) == 1);
		});
	}

	@Test
	void nobodyListensWhereTheyAreOff() {
		this.runner
			.withPropertyValues("leaderelection.jdbc.initialize-schema=always", "leaderelection.jdbc.table-name=untold",
					"leaderelection.jdbc.notifications=off")
			.run((context) -> {
				TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
				// One of another test may need a moment to end.
				TestRunners.await(() -> Thread.getAllStackTraces()
					.keySet()
					.stream()
					.noneMatch((thread) -> thread.getName().equals("leaderelection-notifications")));
				TestRunners.await(() -> listeners(context) == 0);
			});
	}

	@Test
	void anotherValueIsRefused() {
		this.runner.withPropertyValues("leaderelection.jdbc.notifications=always")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Notifications.always"));
	}

	private static int listeners(ApplicationContext context) {
		Integer count = context.getBean(JdbcTemplate.class)
			.queryForObject("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'"
					+ " AND datname = current_database()", Integer.class);
		return (count != null) ? count : 0;
	}

	@Test
	void severalInstancesThatStartTogetherCreateOneTableAndHaveOneLeader() throws Exception {
		ApplicationContextRunner instance = this.runner.withPropertyValues(
				"leaderelection.jdbc.initialize-schema=always", "leaderelection.jdbc.table-name=together");
		int instances = 4;
		ExecutorService executor = Executors.newFixedThreadPool(instances);
		try {
			CyclicBarrier started = new CyclicBarrier(instances);
			List<Future<Boolean>> leaders = new ArrayList<>();
			for (int i = 0; i < instances; i++) {
				leaders.add(executor.submit(() -> runUntilThereIsALeader(instance, started)));
			}
			int count = 0;
			for (Future<Boolean> leader : leaders) {
				count += leader.get(2, TimeUnit.MINUTES) ? 1 : 0;
			}
			assertThat(count).isOne();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static boolean runUntilThereIsALeader(ApplicationContextRunner runner, CyclicBarrier barrier) {
		boolean[] leads = new boolean[1];
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			LeaderElector elector = context.getBean(LeaderElector.class);
			TestRunners.await(() -> elector.getLeader().isPresent());
			barrier.await(1, TimeUnit.MINUTES);
			leads[0] = elector.isLeader();
			barrier.await(1, TimeUnit.MINUTES);
		});
		return leads[0];
	}

}
