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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import io.github.leaderelection.autoconfigure.LeaderElectionConfigurationException;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.ReadOnlyDatabaseException;
import io.github.leaderelection.jdbc.SqlDialect;
import io.github.leaderelection.jdbc.SqlDialects;
import io.github.leaderelection.jdbc.UnsupportedDatabaseException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/** What a database answers that no waiting mends. */
final class LeaseRefusals {

	/**
	 * No database of that name, or no right to it: MariaDB has no state for it, and H2
	 * one of its own.
	 */
	private static final Set<Integer> NO_SUCH_DATABASE = Set.of(1044, 1049, 90146, 90149);

	/** Either dialect does for the server of the other. */
	private static final Set<String> ALIKE = Set.of("mariadb", "mysql");

	private LeaseRefusals() {
	}

	/**
	 * What is told where the server has answered an attempt to connect, and does not let
	 * the user in or has no such database.
	 * @param failure what the attempt ended with
	 * @return {@code null} where the database may yet come
	 */
	static @Nullable LeaderElectionConfigurationException ofConnection(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException refusal && isRefused(refusal)) {
				return new LeaderElectionConfigurationException(
						"The database of the leases refuses the connection: " + refusal.getMessage(),
						"Correct url, username and password: spring.datasource.*, or those of the DataSource that is "
								+ "marked with @LeaderElectionDataSource.",
						failure);
			}
		}
		return null;
	}

	private static boolean isRefused(SQLException failure) {
		String state = String.valueOf(failure.getSQLState());
		return state.startsWith("28") || state.startsWith("3D") || NO_SUCH_DATABASE.contains(failure.getErrorCode());
	}

	static LeaderElectionConfigurationException readOnly(ReadOnlyDatabaseException cause) {
		return new LeaderElectionConfigurationException(
				"The database of the leases can only be read: " + cause.getDatabaseMessage(),
				"Connect to the primary server (on PostgreSQL with several hosts: targetServerType=primary), or mark a "
						+ "DataSource that does with @LeaderElectionDataSource.",
				cause);
	}

	static LeaderElectionConfigurationException unsupported(UnsupportedDatabaseException cause) {
		return new LeaderElectionConfigurationException(
				"The leases cannot be kept in the database '%s': there is no dialect for it."
					.formatted(cause.getProductName()),
				"Declare a bean of type SqlDialect for it, or mark a DataSource of a PostgreSQL, MariaDB, MySQL or H2 "
						+ "database with @LeaderElectionDataSource.",
				cause);
	}

	/**
	 * What is told where the script fails.
	 * @param table the table that it was to create
	 */
	static LeaderElectionConfigurationException ofScript(String table, Exception cause) {
		return new LeaderElectionConfigurationException(
				"The table '%s' of the leases is not there, and could not be created: %s".formatted(table,
						cause.getMessage()),
				"Create it by other means and set leaderelection.jdbc.initialize-schema=never, or give the user of the "
						+ "database the right to create tables. If it is the name that is objected to: set "
						+ "leaderelection.jdbc.table-name to one that is no reserved word, in a schema that exists.",
				cause);
	}

	/**
	 * Refuses a platform that the database at hand is not of.
	 * @param platform as configured
	 * @param used what is used, which may be the application's own
	 */
	static void checkPlatform(@Nullable String platform, @Nullable SqlDialect used, Connection connection)
			throws SQLException {
		if (!StringUtils.hasText(platform) || used == null || !SqlDialects.forPlatform(platform).equals(used)) {
			return;
		}
		String detected;
		try {
			detected = SqlDialects.detect(connection).platform();
		}
		catch (UnsupportedDatabaseException ex) {
			// Then it is for the property to say what it is like.
			return;
		}
		if (!detected.equals(used.platform()) && !(ALIKE.contains(detected) && ALIKE.contains(used.platform()))) {
			throw new LeaderElectionConfigurationException(
					"leaderelection.jdbc.platform is '%s', but the database of the leases is %s.".formatted(platform,
							connection.getMetaData().getDatabaseProductName()),
					"Leave it out, so that the database tells, or set it to '" + detected + "'.");
		}
	}

	/** Where the script for a platform has to be, without the prefix. */
	static String locationFor(String platform) {
		return LeaderElectionSchema.DEFAULT_LOCATION.replace("@@platform@@", platform).replace("classpath:", "");
	}

}
