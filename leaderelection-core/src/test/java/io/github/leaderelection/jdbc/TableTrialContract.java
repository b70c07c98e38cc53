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

import java.time.Duration;

import javax.sql.DataSource;

import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** What keeps a table that can be read from being used is told before the first term. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TableTrialContract {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private TestDatabase database;

	private int tables;

	abstract TestDatabase open();

	/** A user of the database who has but the given rights to the table. */
	abstract DataSource as(String table, String rights);

	/** The database with the table, where nothing can be written. */
	abstract DataSource readOnly(String table);

	@BeforeAll
	void openDatabase() {
		this.database = open();
	}

	@AfterAll
	void closeDatabase() {
		if (this.database != null) {
			this.database.close();
		}
	}

	final TestDatabase database() {
		return this.database;
	}

	/**
	 * Creates a table.
	 * @param usual what of the usual one is replaced
	 * @param otherwise by this
	 */
	final String table(String usual, String otherwise) {
		String table = "leases_" + (++this.tables);
		String ddl = LeaderElectionSchema.ddl(SqlDialects.forPlatform(this.database.platform()), table)
			.replaceAll(" +", " ");
		assertThat(ddl).contains(usual);
		this.database.execute(ddl.replace(usual, otherwise));
		return table;
	}

	private long rows(String table) {
		Long rows = new JdbcTemplate(this.database.dataSource()).queryForObject("SELECT COUNT(*) FROM " + table,
				Long.class);
		return (rows != null) ? rows : -1;
	}

	final void check(DataSource dataSource, String table) {
		for (boolean pooled : new boolean[] { false, true }) {
			try (JdbcLockFactory factory = JdbcLockFactory.builder(dataSource)
				.tableName(table)
				.pooled(pooled)
				.build()) {
				factory.checkTable(TIMEOUT);
				ResourceLock lock = factory.create("reports", "me");
				assertThat(lock.get(TIMEOUT)).as("what is left behind").isEmpty();
			}
		}
	}

	final void refused(DataSource dataSource, String table, String message) {
		assertThatExceptionOfType(InvalidTableException.class).isThrownBy(() -> check(dataSource, table))
			.satisfies((ex) -> assertThat(ex.getDatabaseMessage()).containsIgnoringCase(message));
		assertThat(rows(table)).isZero();
	}

	@Test
	void theTableOfTheLibraryIsInOrderAndStaysEmpty() {
		String table = table("leases", "leases");
		assertThatNoException().isThrownBy(() -> check(this.database.dataSource(), table));
		assertThat(rows(table)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "VARCHAR(128), VARCHAR(64)", "VARCHAR(255), VARCHAR(64)",
			"fencing_token BIGINT, fencing_token INTEGER", "lease_duration_ms BIGINT, lease_duration_ms INTEGER",
			"holder_identity VARCHAR(255), holder_identity VARCHAR(255) NOT NULL" })
	void aColumnThatDoesNotHoldWhatIsWrittenIsTold(String usual, String otherwise) {
		String table = table(usual, otherwise);
		refused(this.database.dataSource(), table, "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT", "SELECT, INSERT", "SELECT, UPDATE" })
	void aRightThatIsMissingIsTold(String rights) {
		String table = table("leases", "leases");
		refused(as(table, rights), table, table);
	}

	@Test
	void noOtherRightIsNeeded() {
		String table = table("leases", "leases");
		assertThatNoException().isThrownBy(() -> check(as(table, "SELECT, INSERT, UPDATE"), table));
	}

	@Test
	void aDatabaseThatTakesNoWritesIsTold() {
		String table = table("leases", "leases");
		DataSource readOnly = readOnly(table);
		try {
			assertThatExceptionOfType(ReadOnlyDatabaseException.class).isThrownBy(() -> check(readOnly, table))
				.satisfies((ex) -> assertThat(ex.getDatabaseMessage()).containsIgnoringCase("read")
					.containsIgnoringCase("only"));
		}
		finally {
			writable();
		}
	}

	/** Takes back what {@link #readOnly} did. */
	void writable() {
	}

}
