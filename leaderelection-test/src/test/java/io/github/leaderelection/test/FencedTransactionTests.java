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

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.lock.NotLeaderException;
import io.github.leaderelection.transaction.LeaderFence;
import io.github.leaderelection.transaction.LeaderTransactional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Fenced transactions of a test: on any database, without a table of leases. */
@Timeout(30)
@SpringBootTest(classes = FencedTransactionTests.Application.class,
		properties = "spring.datasource.generate-unique-name=true")
@WithLeadership("reports")
class FencedTransactionTests {

	@Autowired
	private Bookings bookings;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private LeadershipSwitch leadership;

	@Autowired
	private LeaderFence fence;

	@Autowired
	private LeaderElections elections;

	@BeforeEach
	void createTable() {
		this.jdbc.execute("CREATE TABLE IF NOT EXISTS booking (reference VARCHAR(20))");
		this.jdbc.update("DELETE FROM booking");
	}

	@Test
	void commitsWhereThisInstanceLeads() {
		this.bookings.book("one", () -> {
		});

		assertThat(booked()).isEqualTo(1);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.queryForObject("SELECT COUNT(*) FROM leader_election", Long.class));
	}

	@Test
	@WithLeadership(leading = false)
	void isRefusedWhereItDoesNot() {
		assertThatExceptionOfType(NotLeaderException.class).isThrownBy(() -> this.bookings.book("one", () -> {
		})).withMessageContaining("'reports'");
		assertThat(booked()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "LOST", "EXPIRED" })
	void isRolledBackWhereAnotherLeadsByTheTimeOfTheCommit(RevocationReason reason) {
		assertThatExceptionOfType(LeadershipLostException.class)
			.isThrownBy(() -> this.bookings.book("one", () -> this.leadership.revoke("reports", reason)))
			.satisfies((ex) -> {
				assertThat(ex.getFoundHolder()).contains(LeadershipSwitch.OTHER_INSTANCE);
				assertThat(ex.getFoundToken()).hasValue(ex.getExpectedToken() + 1);
			});
		assertThat(booked()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "STEPPED_DOWN", "STOPPED" })
	void commitsWhereALeaderThatGivesUpWaitsForItAsInProduction(RevocationReason reason) {
		this.bookings.book("one", () -> this.leadership.revoke("reports", reason));

		assertThat(booked()).isEqualTo(1);
		assertThatExceptionOfType(NotLeaderException.class).isThrownBy(() -> this.bookings.book("two", () -> {
		}));
		this.leadership.grant("reports");
		this.bookings.book("two", () -> {
		});
		assertThat(booked()).isEqualTo(2);
	}

	@Test
	void templatesAreFencedToo(@Autowired TransactionTemplate transactions) {
		assertThatExceptionOfType(LeadershipLostException.class)
			.isThrownBy(() -> this.fence.executeWithoutResult(transactions, "reports", (status) -> {
				this.jdbc.update("INSERT INTO booking VALUES ('one')");
				this.leadership.revoke("reports");
			}));
		assertThat(booked()).isZero();
	}

	@Test
	void plainJdbcIsCheckedToo(@Autowired DataSource dataSource) throws SQLException {
		Leadership term = this.elections.get("reports").leadership().orElseThrow();
		try (Connection connection = dataSource.getConnection()) {
			assertThatIllegalStateException().isThrownBy(() -> this.fence.check(connection, term))
				.withMessageContaining("autocommit");
			connection.setAutoCommit(false);
			this.fence.check(connection, term);
			this.leadership.revoke("reports");
			assertThatExceptionOfType(LeadershipLostException.class)
				.isThrownBy(() -> this.fence.check(connection, term));
			connection.rollback();
		}
	}

	private long booked() {
		return this.jdbc.queryForObject("SELECT COUNT(*) FROM booking", Long.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Bookings bookings(JdbcTemplate jdbc) {
			return new Bookings(jdbc);
		}

	}

	static class Bookings {

		private final JdbcTemplate jdbc;

		Bookings(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@LeaderTransactional("reports")
		void book(String reference, Runnable midway) {
			this.jdbc.update("INSERT INTO booking VALUES (?)", reference);
			midway.run();
		}

	}

}
