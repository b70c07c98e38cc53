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

import java.sql.SQLException;

import io.github.leaderelection.lock.LockException;

/**
 * The database of the leases can be read and not written: a replica, or a server or a
 * user that has been set to read only. Only told by
 * {@link JdbcLockFactory#checkTable(java.time.Duration)}: while elections are under way
 * it is an outage like any other.
 */
public class ReadOnlyDatabaseException extends LockException {

	private static final long serialVersionUID = 1L;

	/** What the database said. */
	private final String databaseMessage;

	/**
	 * Creates an exception.
	 * @param lease what was tried to be written, for people
	 * @param cause what the database answered
	 */
	public ReadOnlyDatabaseException(String lease, SQLException cause) {
		super("The database of the leases cannot be written, for " + lease + ": " + cause.getMessage(), cause);
		this.databaseMessage = String.valueOf(cause.getMessage());
	}

	/**
	 * What the database said.
	 * @return the message of the driver
	 */
	public String getDatabaseMessage() {
		return this.databaseMessage;
	}

}
