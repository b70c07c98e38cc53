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

package io.github.leaderelection.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;

import static org.assertj.core.api.Assertions.assertThat;

/** Applications run H2 as if it were another database. */
class H2ModesTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@ParameterizedTest
	@ValueSource(strings = { "", ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", ";MODE=PostgreSQL",
			";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE", ";MODE=MariaDB", ";MODE=Oracle",
			";MODE=MSSQLServer", ";MODE=STRICT", ";MODE=LEGACY", ";DATABASE_TO_UPPER=FALSE" })
	void worksInEachMode(String mode) throws SQLException {
		DriverManagerDataSource anchor = new DriverManagerDataSource("jdbc:h2:mem:modes" + mode, "sa", "");
		SqlDialect dialect = SqlDialects.forPlatform("h2");
		// A database in memory lasts as long as a connection to it.
		try (Connection open = anchor.getConnection();
				JdbcLockFactory factory = JdbcLockFactory.builder(anchor).tableName("Held_Leases").build()) {
			assertThat(open.isValid(1)).isTrue();
			assertThat(LeaderElectionSchema.create(anchor, dialect, "Held_Leases")).isTrue();
			assertThat(LeaderElectionSchema.create(anchor, dialect, "Held_Leases")).isFalse();
			ResourceLock lock = factory.create("reports", "a");
			LeaderElectionRecord record = LeaderElectionRecord.heldBy("a", 1, Duration.ofSeconds(15));

			assertThat(lock.create(record, TIMEOUT)).isTrue();
			assertThat(lock.create(record, TIMEOUT)).isFalse();
			assertThat(lock.update(record, new HeldBy("a", 1), TIMEOUT)).isTrue();
			assertThat(
					lock.update(LeaderElectionRecord.released(1, Duration.ofSeconds(15)), new HeldBy("a", 1), TIMEOUT))
				.isTrue();
			assertThat(lock.get(TIMEOUT).orElseThrow().record().isHeld()).isFalse();
			assertThat(
					lock.update(LeaderElectionRecord.heldBy("b", 2, Duration.ofSeconds(15)), new AtVersion(3), TIMEOUT))
				.isTrue();
			assertThat(lock.get(TIMEOUT).orElseThrow().age()).isLessThan(TIMEOUT);
		}
	}

}
