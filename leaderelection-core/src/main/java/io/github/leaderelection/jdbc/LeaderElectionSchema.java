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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

import javax.sql.DataSource;

/**
 * The table of the leases. Its DDL stands in
 * {@code io/github/leaderelection/jdbc/schema-<platform>.sql} on the class path, with the
 * table's default name; a migration tool can take it from there.
 */
public final class LeaderElectionSchema {

	/** The name of the table where none is configured. */
	public static final String DEFAULT_TABLE_NAME = "leader_election";

	/** Where the schema files are, in the notation of Spring Boot. */
	public static final String DEFAULT_LOCATION = "classpath:io/github/leaderelection/jdbc/schema-@@platform@@.sql";

	private static final Pattern DEFAULT_NAME = Pattern.compile("\\b" + DEFAULT_TABLE_NAME + "\\b");

	private static final Pattern COMMENT_LINE = Pattern.compile("(?m)^--.*\\R");

	private LeaderElectionSchema() {
	}

	/**
	 * The statement that creates the table, for people and migration tools.
	 * @param dialect the database
	 * @param tableName an identifier, or a schema and an identifier
	 * @return {@code CREATE TABLE IF NOT EXISTS …}, ending in a semicolon
	 * @throws IllegalArgumentException if the table name is no identifier
	 */
	public static String ddl(SqlDialect dialect, String tableName) {
		String script = read(dialect, "schema-" + dialect.platform() + ".sql");
		return withTableName(COMMENT_LINE.matcher(script).replaceAll(""), tableName).strip();
	}

	/**
	 * Gives the table of a script another name.
	 * @param script a script written for {@value #DEFAULT_TABLE_NAME}
	 * @param tableName an identifier, or a schema and an identifier
	 * @return the script for that table
	 * @throws IllegalArgumentException if the table name is no identifier
	 */
	public static String withTableName(String script, String tableName) {
		return DEFAULT_NAME.matcher(script).replaceAll(Identifiers.checkTableName(tableName));
	}

	/**
	 * Creates the table where it is not there. Safe where several processes do so at
	 * once, and a role that may not create tables needs no right to where the table
	 * exists. Blocks until the database has answered.
	 * @param dataSource the database; a transaction of the caller is not joined unless
	 * the {@code DataSource} itself does so
	 * @param dialect what it speaks
	 * @param tableName an identifier, or a schema and an identifier
	 * @return whether the table was not there when it was looked for
	 * @throws IllegalArgumentException if the table name is no identifier
	 * @throws SQLException if the table could not be created
	 */
	public static boolean create(DataSource dataSource, SqlDialect dialect, String tableName) throws SQLException {
		String ddl = ddl(dialect, tableName);
		try (Connection connection = dataSource.getConnection()) {
			if (exists(connection, dialect, tableName)) {
				return false;
			}
			try (Statement statement = connection.createStatement()) {
				statement.execute(dialect.createOnce(ddl));
			}
			catch (SQLException ex) {
				if (!connection.getAutoCommit() || !exists(connection, dialect, tableName)) {
					throw ex;
				}
			}
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
			return true;
		}
	}

	private static boolean exists(Connection connection, SqlDialect dialect, String tableName) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet resultSet = statement.executeQuery(dialect.tableExists(tableName))) {
			return resultSet.next() && resultSet.getBoolean(1);
		}
	}

	private static String read(SqlDialect dialect, String file) {
		// A dialect of the user's own may bring its file in another jar, seen by its
		// loader.
		String path = "/" + LeaderElectionSchema.class.getPackageName().replace('.', '/') + "/" + file;
		try (InputStream stream = dialect.getClass().getResourceAsStream(path)) {
			if (stream == null) {
				throw new FileNotFoundException("There is no schema file " + path + " on the class path");
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
