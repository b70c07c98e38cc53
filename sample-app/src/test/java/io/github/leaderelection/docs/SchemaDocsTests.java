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

package io.github.leaderelection.docs;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialects;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaDocsTests {

	static Stream<Markdown.Block> tables() {
		return Markdown.all()
			.stream()
			.flatMap((page) -> page.blocks("sql").stream())
			.filter((block) -> block.text().startsWith("CREATE"));
	}

	@ParameterizedTest
	@MethodSource("tables")
	void ddlIsThatOfTheLibrary(Markdown.Block block) {
		assertThat(block.text())
			.isEqualTo(LeaderElectionSchema.ddl(SqlDialects.forPlatform(block.id()), "leader_election"));
	}

	@Test
	void eachPlatformIsThere() {
		assertThat(tables().map(Markdown.Block::id)).containsExactlyInAnyOrder("postgresql", "mariadb", "h2", "mysql");
	}

	@Test
	void ddlAndQueriesRunOnH2() {
		try (TestDatabase database = TestDatabases.h2()) {
			runsOn(database);
		}
	}

	@Test
	void ddlAndQueriesRunOnPostgreSql() {
		try (TestDatabase database = TestDatabases.postgres()) {
			runsOn(database);
		}
	}

	@Test
	void ddlAndQueriesRunOnMariaDb() {
		try (TestDatabase database = TestDatabases.mariaDb()) {
			runsOn(database);
		}
	}

	private static void runsOn(TestDatabase database) {
		database.execute(Markdown.readme().block("sql", database.platform()).text());
		List<String> queries = Markdown.all()
			.stream()
			.flatMap((page) -> page.blocks("sql").stream())
			.map(Markdown.Block::text)
			.filter((text) -> !text.startsWith("CREATE"))
			.toList();
		assertThat(queries).isNotEmpty();
		database.execute(queries.toArray(String[]::new));
		try (JdbcLockFactory locks = JdbcLockFactory.builder(database.dataSource()).build()) {
			ResourceLock lock = locks.create("reports", "a");
			Duration timeout = Duration.ofSeconds(10);
			assertThat(lock.create(LeaderElectionRecord.heldBy("a", 1, Duration.ofSeconds(15)), timeout)).isTrue();
			assertThat(lock.get(timeout)).isPresent();
		}
	}

}
