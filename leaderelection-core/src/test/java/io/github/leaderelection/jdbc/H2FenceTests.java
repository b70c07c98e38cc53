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

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class H2FenceTests extends JdbcFenceContract {

	@Override
	TestDatabase open() {
		return TestDatabases.h2();
	}

	@Override
	String temporary() {
		return "LOCAL TEMPORARY";
	}

	/**
	 * Under SERIALIZABLE H2 locks no row that is newer than the snapshot: refused, and
	 * worth a retry.
	 */
	@Override
	void afterRenewals(Connection connection, int isolation) throws SQLException {
		if (isolation != Connection.TRANSACTION_SERIALIZABLE) {
			super.afterRenewals(connection, isolation);
			return;
		}
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> check(connection))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("40001"));
		connection.rollback();
		write(connection, 1);
		check(connection);
		connection.commit();
		assertThat(ledger()).containsExactly(1L);
	}

}
