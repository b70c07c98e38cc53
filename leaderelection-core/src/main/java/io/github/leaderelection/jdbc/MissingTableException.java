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

/** The table of the leases is not there. */
public class MissingTableException extends LockException {

	private static final long serialVersionUID = 1L;

	/** The table that was looked for. */
	private final String tableName;

	/** What creates it. */
	private final String ddl;

	/**
	 * Creates an exception.
	 * @param tableName the table that was looked for
	 * @param ddl what creates it in that database
	 * @param cause what the database answered
	 */
	public MissingTableException(String tableName, String ddl, SQLException cause) {
		super("The table '" + tableName + "' does not exist. Create it with:\n\n" + ddl, cause);
		this.tableName = tableName;
		this.ddl = ddl;
	}

	/**
	 * The table that was looked for.
	 * @return its name as configured
	 */
	public String getTableName() {
		return this.tableName;
	}

	/**
	 * What creates the table.
	 * @return SQL for the database at hand, ending in a semicolon
	 */
	public String getDdl() {
		return this.ddl;
	}

}
