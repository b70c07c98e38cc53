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

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * What is known of the database. Most is learnt from the first connection: at the start
 * of the application the database may be down.
 */
final class Database {

	private final String tableName;

	private final @Nullable SqlDialect configured;

	private final boolean notifying;

	private volatile @Nullable String url;

	private volatile @Nullable String product;

	private volatile @Nullable LeaseStatements statements;

	Database(DataSource dataSource, String tableName, @Nullable SqlDialect configured) {
		this(dataSource, tableName, configured, true);
	}

	Database(DataSource dataSource, String tableName, @Nullable SqlDialect configured, boolean notifying) {
		this.tableName = Identifiers.checkTableName(tableName);
		this.configured = configured;
		this.notifying = notifying;
		if (dataSource instanceof AbstractDriverBasedDataSource driverBased) {
			this.url = driverBased.getUrl();
		}
	}

	String tableName() {
		return this.tableName;
	}

	@Nullable SqlDialect dialect() {
		LeaseStatements statements = this.statements;
		return (statements != null) ? statements.dialect() : this.configured;
	}

	LeaseStatements statements(Connection connection) throws SQLException {
		LeaseStatements statements = this.statements;
		if (statements == null) {
			this.url = connection.getMetaData().getURL();
			this.product = connection.getMetaData().getDatabaseProductName();
			SqlDialect dialect = (this.configured != null) ? this.configured : SqlDialects.detect(connection);
			statements = new LeaseStatements(this.notifying ? dialect : dialect.withoutNotifications(), this.tableName);
			this.statements = statements;
		}
		return statements;
	}

	/** What the driver says of the connection that leases are kept on. */
	@Nullable String reachedUrl() {
		return (this.statements != null) ? this.url : null;
	}

	/** Another's statements mean nothing to a database, or something else. */
	boolean isOfProduct(Connection connection) throws SQLException {
		String own = this.product;
		String other = connection.getMetaData().getDatabaseProductName();
		return own == null || other == null || family(own).equals(family(other));
	}

	/** MySQL's own driver takes MariaDB for MySQL. */
	private static String family(String product) {
		return "MariaDB".equals(product) ? "MySQL" : product;
	}

	String describe(String electionName) {
		return this.tableName + "/" + electionName + place();
	}

	String describe() {
		return this.tableName + place();
	}

	private String place() {
		String url = this.url;
		return " on " + ((url != null) ? JdbcUrls.withoutSecrets(url) : "a database not reached so far");
	}

}
