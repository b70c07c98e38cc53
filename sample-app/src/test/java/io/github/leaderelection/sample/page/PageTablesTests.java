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

package io.github.leaderelection.sample.page;

import java.time.Instant;
import java.util.stream.Stream;

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;

/** The statements of the page on the databases that the sample runs on. */
class PageTablesTests {

	/** Closed by JUnit. */
	static Stream<TestDatabase> databases() {
		return Stream.of(TestDatabases.h2(), TestDatabases.postgres());
	}

	@ParameterizedTest
	@MethodSource("databases")
	void aTermLastsUntilItHasEnded(TestDatabase database) {
		TermTable terms = new TermTable(jdbc(database));
		terms.began("a", 1, "one");
		terms.began("b", 1, "two");
		terms.began("a", 3, "two");
		PageState.Term began = terms.newest("a", 10).get(0);
		assertThat(terms.newest("a", 10)).extracting(PageState.Term::token).containsExactly(3L, 1L);
		assertThat(terms.newest("a", 1)).containsExactly(began);
		assertThat(began.reason()).isNull();

		Awaitility.await().until(() -> {
			terms.lasts("a", 3);
			return terms.newest("a", 1).get(0).ledUntil().isAfter(began.ledUntil());
		});
		terms.ended("a", 3, "STOPPED");
		PageState.Term ended = terms.newest("a", 1).get(0);
		assertThat(ended.reason()).isEqualTo("STOPPED");
		assertThat(ended.beganAt()).isEqualTo(began.beganAt());
		terms.lasts("a", 3);
		assertThat(terms.newest("a", 1)).as("an end is final").containsExactly(ended);
		assertThat(terms.newest("a", 10).get(1).reason()).as("other terms go on").isNull();
	}

	@ParameterizedTest
	@MethodSource("databases")
	void anInstanceIsListedWhileItTellsOfItself(TestDatabase database) {
		JdbcClient jdbc = jdbc(database);
		InstanceTable instances = new InstanceTable(jdbc);
		instances.seen("one", "a", "http://127.0.0.1:1", "FOLLOWING");
		instances.seen("two", "a", "http://127.0.0.1:2", "FOLLOWING");
		instances.seen("one", "a", "http://127.0.0.1:1", "LEADING");
		assertThat(instances.all("a")).extracting(PageState.Instance::identity).containsExactly("one", "two");
		assertThat(instances.all("a").get(0).state()).isEqualTo("LEADING");
		assertThat(instances.all("a").get(0).seenMs()).isBetween(0L, 10_000L);
		assertThat(instances.url("two", "a")).contains("http://127.0.0.1:2");
		assertThat(instances.url("two", "b")).isEmpty();

		jdbc.sql("UPDATE sample_instance SET seen_at = CURRENT_TIMESTAMP - INTERVAL '2' MINUTE WHERE identity = 'two'")
			.update();
		instances.removeSilent();
		assertThat(instances.all("a")).extracting(PageState.Instance::identity).containsExactly("one");
		instances.remove("one");
		assertThat(instances.all("a")).isEmpty();
	}

	@Test
	void aLeaseThatHasRunOutHasNoLeader() {
		var now = Instant.parse("2026-01-01T00:00:10Z");
		var fresh = new LeaseTable.Lease("one", 1, 5000, now, now.minusSeconds(2), now);
		assertThat(fresh.leader()).isEqualTo("one");
		assertThat(fresh.leftMs()).isEqualTo(3000);
		var over = new LeaseTable.Lease("one", 1, 5000, now, now.minusSeconds(5), now);
		assertThat(over.leader()).isNull();
		assertThat(over.leftMs()).isZero();
		var released = new LeaseTable.Lease(null, 1, 5000, now, now, now);
		assertThat(released.leader()).isNull();
		assertThat(released.leftMs()).isZero();
	}

	private static JdbcClient jdbc(TestDatabase database) {
		new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(database.dataSource());
		return JdbcClient.create(database.dataSource());
	}

}
