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
import io.github.leaderelection.lock.LeadershipLostException;

/** Where the leases are that transactions are compared with. */
interface FencePlace {

	/**
	 * How to check the transaction that the calling thread is in.
	 * @param electionName the election for which it is asked first
	 * @throws IllegalStateException if the leases are out of the transaction's reach
	 */
	CommitCheck forCurrentTransaction(String electionName);

	/**
	 * Checks a transaction of plain JDBC.
	 * @param connection in a transaction
	 * @param leadership the term in which it began
	 * @throws LeadershipLostException if the term does not stand
	 * @throws SQLException if the lease could not be read
	 */
	void check(Connection connection, Leadership leadership) throws SQLException;

	/** Throws where a transaction must not commit. */
	@FunctionalInterface
	interface CommitCheck {

		void check(Leadership leadership);

	}

}
