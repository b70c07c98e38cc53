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

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.TestRunners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Databases that are gone with their last connection. */
class InMemoryDatabaseTests {

	private final ApplicationContextRunner runner = JdbcRunners.withDataSource()
		.withPropertyValues("spring.datasource.username=sa");

	@ParameterizedTest
	@ValueSource(strings = { "dedicated", "pooled" })
	void aDatabaseThatIsNotKeptOpenIsKeptByTheLock(String connection) {
		this.runner
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:fleeting",
					"leaderelection.jdbc.connection=" + connection)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
				assertThat(context.getBean(JdbcTemplate.class)
					.queryForObject("SELECT holder_identity FROM leader_election", String.class)).isNotNull();
			});
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:fleeting", "sa", ""))
				.queryForList("SELECT * FROM leader_election"))
			.withStackTraceContaining("not found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:", "jdbc:h2:mem:;MODE=PostgreSQL" })
	void aPrivateDatabaseIsRefused(String url) {
		for (String connection : new String[] { "dedicated", "pooled" }) {
			this.runner
				.withPropertyValues("spring.datasource.url=" + url, "leaderelection.jdbc.connection=" + connection)
				.run((context) -> assertThat(Failures.analysis(context))
					.contains("each connection to 'jdbc:h2:mem:' is to a database of its own")
					.contains("Name the database, as in jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1"));
		}
	}

	@Test
	void aPrivateDatabaseOfASinglePooledConnectionIsShared() {
		this.runner
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:", "leaderelection.jdbc.connection=pooled",
					"spring.datasource.hikari.maximum-pool-size=1")
			.run((context) -> TestRunners.await(context.getBean(LeaderElector.class)::isLeader));
	}

}
