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
 * The table of the leases is there, and cannot be used: it has other columns, a name that
 * is a reserved word, or the user has no right to it. Trying again does not help.
 */
public class InvalidTableException extends LockException {

	private static final long serialVersionUID = 1L;

	/** The table as configured. */
	private final String tableName;

	/** What the database said. */
	private final String databaseMessage;

	/** What creates a table that can be used. */
	private final String ddl;

	/**
	 * Creates an exception.
	 * @param tableName the table as configured
	 * @param ddl what creates it in that database as it should be
	 * @param cause what the database answered
	 */
	public InvalidTableException(String tableName, String ddl, SQLException cause) {
		super("The table '" + tableName + "' cannot be used for leases: " + cause.getMessage()
				+ "\nIts name must not be a reserved word, the user needs SELECT, INSERT and UPDATE on it,"
				+ " and it must be as this creates it:\n\n" + ddl, cause);
		this.tableName = tableName;
		this.databaseMessage = String.valueOf(cause.getMessage());
		this.ddl = ddl;
	}

	/**
	 * The table that cannot be used.
	 * @return its name as configured
	 */
	public String getTableName() {
		return this.tableName;
	}

	/**
	 * What the database said of it.
	 * @return the message of the driver
	 */
	public String getDatabaseMessage() {
		return this.databaseMessage;
	}

	/**
	 * What creates a table that can be used.
	 * @return SQL for the database at hand, ending in a semicolon
	 */
	public String getDdl() {
		return this.ddl;
	}

}
