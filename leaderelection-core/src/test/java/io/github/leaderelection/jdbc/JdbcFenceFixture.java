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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import io.github.leaderelection.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A term of candidate "a" on a database, and what may happen to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcFenceFixture {

	static final Duration TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Bounds the time between a fence and its commit: longer than a test takes anywhere.
	 */
	static final Duration LEASE = Duration.ofMinutes(5);

	TestDatabase database;

	JdbcLockFactory locks;

	JdbcFence fence;

	String election;

	ResourceLock leader;

	abstract TestDatabase open() throws Exception;

	@BeforeAll
	void createTables() throws Exception {
		this.database = open();
		LeaderElectionSchema.create(this.database.dataSource(), SqlDialects.forPlatform(this.database.platform()),
				LeaderElectionSchema.DEFAULT_TABLE_NAME);
		this.database.execute("CREATE TABLE ledger (election VARCHAR(64), token BIGINT)");
		this.locks = JdbcLockFactory.builder(this.database.dataSource()).build();
		this.fence = this.locks.fence();
	}

	@AfterAll
	void drop() {
		if (this.locks != null) {
			this.locks.close();
		}
		if (this.database != null) {
			this.database.close();
		}
	}

	@BeforeEach
	void lead() {
		this.election = "election-" + UUID.randomUUID();
		this.leader = this.locks.create(this.election, "a");
		this.leader.create(LeaderElectionRecord.heldBy("a", 1, LEASE), TIMEOUT);
	}

	Connection begin() throws SQLException {
		Connection connection = this.database.connect();
		connection.setAutoCommit(false);
		return connection;
	}

	Connection readOnly() throws SQLException {
		Connection connection = this.database.connect();
		connection.setReadOnly(true);
		connection.setAutoCommit(false);
		return connection;
	}

	void check(Connection connection) throws SQLException {
		this.fence.check(connection, this.election, "a", 1);
	}

	void renew() {
		assertThat(this.leader.update(LeaderElectionRecord.heldBy("a", 1, LEASE), new HeldBy("a", 1), TIMEOUT))
			.isTrue();
	}

	void takeOver(String identity) {
		long version = this.leader.get(TIMEOUT).orElseThrow().version();
		ResourceLock lock = this.locks.create(this.election, identity);
		assertThat(lock.update(LeaderElectionRecord.heldBy(identity, 2, LEASE), new AtVersion(version), TIMEOUT))
			.isTrue();
	}

	void write(Connection connection, long token) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("INSERT INTO ledger VALUES (?, ?)")) {
			statement.setString(1, this.election);
			statement.setLong(2, token);
			statement.executeUpdate();
		}
	}

	List<Long> ledger() throws SQLException {
		try (Connection connection = this.database.connect()) {
			return ledger(connection);
		}
	}

	List<Long> ledger(Connection connection) throws SQLException {
		List<Long> tokens = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement("SELECT token FROM ledger WHERE election = ?")) {
			statement.setString(1, this.election);
			try (ResultSet resultSet = statement.executeQuery()) {
				while (resultSet.next()) {
					tokens.add(resultSet.getLong(1));
				}
			}
		}
		return tokens;
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
