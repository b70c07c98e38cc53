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

import io.github.leaderelection.lock.LockException;

/** The database has no {@link SqlDialect}. */
public class UnsupportedDatabaseException extends LockException {

	private static final long serialVersionUID = 1L;

	/** What the driver calls the database. */
	private final String productName;

	/**
	 * Creates an exception.
	 * @param productName what the driver calls the database
	 */
	public UnsupportedDatabaseException(String productName) {
		super("There is no dialect for the database '" + productName
				+ "': PostgreSQL, MariaDB, MySQL and H2 have one. Supply an SqlDialect for it, or keep the leases in one of those",
				null);
		this.productName = productName;
	}

	/**
	 * The database that was found.
	 * @return its name, as the driver gives it
	 */
	public String getProductName() {
		return this.productName;
	}

}
