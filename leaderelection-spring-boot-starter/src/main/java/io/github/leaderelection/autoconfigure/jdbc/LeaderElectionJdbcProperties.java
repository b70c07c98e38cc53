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

package io.github.leaderelection.autoconfigure.jdbc;

import io.github.leaderelection.jdbc.LeaderElectionSchema;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/** Properties of leases in a database. */
@ConfigurationProperties("leaderelection.jdbc")
class LeaderElectionJdbcProperties {

	/**
	 * Table of the leases: a name, or a schema and a name.
	 */
	private String tableName = LeaderElectionSchema.DEFAULT_TABLE_NAME;

	/**
	 * Platform whose dialect and schema script are used. Told by the database by default.
	 */
	private @Nullable String platform;

	/**
	 * Script that creates the table. It is written for the default name of the table,
	 * which 'table-name' replaces.
	 */
	private String schema = LeaderElectionSchema.DEFAULT_LOCATION;

	/**
	 * When to create the table where it is not there.
	 */
	private DatabaseInitializationMode initializeSchema = DatabaseInitializationMode.EMBEDDED;

	/**
	 * Whose connection renews the lease: one of its own, or one of the application's pool
	 * for each call.
	 */
	private Connection connection = Connection.DEDICATED;

	/**
	 * Whether a newcomer believes how old a lease is by the database's clock, instead of
	 * watching it for a whole lease. Faster after all instances have crashed, but that
	 * there is one leader then also rests on that clock not leaping.
	 */
	private boolean trustDatabaseClock;

	/**
	 * Whether the database tells followers at once of acquisitions and releases, where it
	 * can. It takes one connection more, and none from a pool.
	 */
	private Notifications notifications = Notifications.AUTO;

	public String getTableName() {
		return this.tableName;
	}

	public void setTableName(String tableName) {
		this.tableName = tableName;
	}

	public @Nullable String getPlatform() {
		return this.platform;
	}

	public void setPlatform(@Nullable String platform) {
		this.platform = platform;
	}

	public String getSchema() {
		return this.schema;
	}

	public void setSchema(String schema) {
		this.schema = schema;
	}

	public DatabaseInitializationMode getInitializeSchema() {
		return this.initializeSchema;
	}

	public void setInitializeSchema(DatabaseInitializationMode initializeSchema) {
		this.initializeSchema = initializeSchema;
	}

	public Connection getConnection() {
		return this.connection;
	}

	public void setConnection(Connection connection) {
		this.connection = connection;
	}

	public boolean isTrustDatabaseClock() {
		return this.trustDatabaseClock;
	}

	public void setTrustDatabaseClock(boolean trustDatabaseClock) {
		this.trustDatabaseClock = trustDatabaseClock;
	}

	public Notifications getNotifications() {
		return this.notifications;
	}

	public void setNotifications(Notifications notifications) {
		this.notifications = notifications;
	}

	/** Whether followers are told of acquisitions and releases. */
	enum Notifications {

		/** Where the database is PostgreSQL and the driver its own. */
		AUTO,

		/** Nobody is told, and nobody listens. */
		OFF

	}

	/** Whose connection renews the lease. */
	enum Connection {

		/**
		 * One of its own, to the same database: a pool that is exhausted ends no term.
		 */
		DEDICATED,

		/** One of the application's pool, for each call. */
		POOLED

	}

}
