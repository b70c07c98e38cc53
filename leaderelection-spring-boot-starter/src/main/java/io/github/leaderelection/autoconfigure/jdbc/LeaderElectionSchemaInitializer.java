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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.github.leaderelection.autoconfigure.LeaderElectionConfigurationException;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialect;
import io.github.leaderelection.jdbc.SqlDialects;
import io.github.leaderelection.jdbc.UnsupportedDatabaseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.StringUtils;

/**
 * Creates the table of the leases where it is not there. A database that does not answer
 * keeps no application from starting: the table is created with the first connection
 * then. Any other error is one, since without the table nobody would ever lead.
 */
class LeaderElectionSchemaInitializer implements InitializingBean, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElectionSchemaInitializer.class);

	private static final String PLATFORM_PLACEHOLDER = "@@platform@@";

	private final LeaseDatabase database;

	private final LeaderElectionJdbcProperties properties;

	private final ResourceLoader resourceLoader;

	private volatile boolean postponed;

	private @Nullable Connection kept;

	LeaderElectionSchemaInitializer(LeaseDatabase database, LeaderElectionJdbcProperties properties,
			ResourceLoader resourceLoader) {
		this.database = database;
		this.properties = properties;
		this.resourceLoader = resourceLoader;
	}

	@Override
	public void afterPropertiesSet() {
		DataSource dataSource = this.database.dataSource().target();
		Connection connection;
		try {
			connection = dataSource.getConnection();
		}
		catch (SQLException ex) {
			LeaderElectionConfigurationException refusal = LeaseRefusals.ofConnection(ex);
			if (refusal != null) {
				throw refusal;
			}
			this.postponed = true;
			this.database.dataSource().beforeConnecting(this::initialize);
			logger.warn("The database of the leases does not answer; the table '{}' is looked for when it does: {}",
					this.database.tableName(), ex.toString());
			return;
		}
		boolean initialized = false;
		try {
			initialize(connection);
			if (isGoneWithLastConnection(connection)) {
				this.kept = connection;
			}
			initialized = true;
		}
		catch (UnsupportedDatabaseException ex) {
			throw LeaseRefusals.unsupported(ex);
		}
		catch (SQLException | ScriptException ex) {
			throw LeaseRefusals.ofScript(this.database.tableName(), ex);
		}
		finally {
			if (!initialized || this.kept == null) {
				JdbcUtils.closeConnection(connection);
			}
		}
	}

	/**
	 * A database in memory is gone with its last connection, and a pool has none before
	 * it is used.
	 */
	private boolean isGoneWithLastConnection(Connection connection) throws SQLException {
		DataSource target = this.database.dataSource().target();
		boolean unpooled = target instanceof DerivedDataSource
				|| (target instanceof AbstractDriverBasedDataSource && !(target instanceof SmartDataSource));
		return unpooled && InMemoryUrls.isInMemory(connection.getMetaData().getURL());
	}

	@Override
	public void destroy() {
		JdbcUtils.closeConnection(this.kept);
	}

	/**
	 * Whether the database did not answer at start-up.
	 * @return {@code true} if the table is looked for with the first connection
	 */
	boolean isPostponed() {
		return this.postponed;
	}

	private void initialize() throws SQLException {
		try (Connection connection = this.database.dataSource().target().getConnection()) {
			initialize(connection);
		}
		catch (ScriptException ex) {
			throw new SQLException("The table '%s' of the leases could not be created: %s"
				.formatted(this.database.tableName(), ex.getMessage()), ex);
		}
	}

	private void initialize(Connection connection) throws SQLException {
		if (!isWanted(connection)) {
			return;
		}
		LeaseRefusals.checkPlatform(this.properties.getPlatform(), this.database.dialect(), connection);
		SqlDialect dialect = (this.database.dialect() != null) ? this.database.dialect()
				: SqlDialects.detect(connection);
		String table = this.database.tableName();
		if (LeaderElectionSchema.DEFAULT_LOCATION.equals(this.properties.getSchema())) {
			if (!exists(connection, dialect)) {
				create(connection, dialect, table);
			}
			return;
		}
		runScript(connection, dialect, LeaderElectionSchema.withTableName(script(dialect), table));
	}

	private static void create(Connection connection, SqlDialect dialect, String table) throws SQLException {
		try {
			if (LeaderElectionSchema.create(new SingleConnectionDataSource(connection, true), dialect, table)) {
				logger.info("Created the table '{}' of the leases", table);
			}
		}
		catch (UncheckedIOException ex) {
			throw new LeaderElectionConfigurationException(
					"The table '%s' of the leases is not there, and the dialect %s brings no script for its platform '%s'."
						.formatted(table, dialect.getClass().getName(), dialect.platform()),
					("Put %s on the class path, or name another script with leaderelection.jdbc.schema, or create the "
							+ "table by other means and set leaderelection.jdbc.initialize-schema=never.")
						.formatted(LeaseRefusals.locationFor(dialect.platform())),
					ex);
		}
	}

	private boolean isWanted(Connection connection) {
		return this.properties.getInitializeSchema() == DatabaseInitializationMode.ALWAYS
				|| EmbeddedDatabaseConnection.isEmbedded(new SingleConnectionDataSource(connection, true));
	}

	/**
	 * An error is one only where the table is not there afterwards: others create it too.
	 */
	private void runScript(Connection connection, SqlDialect dialect, String script) throws SQLException {
		try {
			ScriptUtils.executeSqlScript(connection,
					new EncodedResource(
							new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8), this.properties.getSchema()),
							StandardCharsets.UTF_8));
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
		}
		catch (ScriptException ex) {
			if (!exists(connection, dialect)) {
				throw ex;
			}
			logger.warn("The script {} failed, and the table '{}' is there: {}", this.properties.getSchema(),
					this.database.tableName(), ex.getMessage());
		}
	}

	private boolean exists(Connection connection, SqlDialect dialect) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet found = statement.executeQuery(dialect.tableExists(this.database.tableName()))) {
			return found.next() && found.getBoolean(1);
		}
	}

	private String script(SqlDialect dialect) {
		String platform = this.properties.getPlatform();
		String location = this.properties.getSchema()
			.replace(PLATFORM_PLACEHOLDER, StringUtils.hasText(platform) ? platform : dialect.platform());
		Resource resource = this.resourceLoader.getResource(location);
		if (!resource.isReadable()) {
			throw new LeaderElectionConfigurationException(
					"leaderelection.jdbc.schema: there is no script at '%s'.".formatted(location),
					"Correct the location, or leave it out to use the script that comes with the library.");
		}
		try {
			return resource.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
