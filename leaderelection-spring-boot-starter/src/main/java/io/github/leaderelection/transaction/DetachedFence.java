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

package io.github.leaderelection.transaction;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.leaderelection.Leadership;

/**
 * Leases that no transaction can lock. What would be refused as a mistake of the caller
 * is refused here too.
 *
 * @param leases looks whether a term still holds its lease
 */
record DetachedFence(LeaseCheck leases) implements FencePlace {

	@Override
	public CommitCheck forCurrentTransaction(String electionName) {
		return this::check;
	}

	@Override
	public void check(Connection connection, Leadership leadership) throws SQLException {
		if (connection.getAutoCommit()) {
			throw new IllegalStateException("The fence of the election '" + leadership.electionName()
					+ "' needs a transaction, and the connection is in autocommit mode: "
					+ "call setAutoCommit(false) before the work, and commit after the check");
		}
		check(leadership);
	}

	private void check(Leadership leadership) {
		this.leases.check(leadership.electionName(), leadership.identity(), leadership.fencingToken());
	}

}
