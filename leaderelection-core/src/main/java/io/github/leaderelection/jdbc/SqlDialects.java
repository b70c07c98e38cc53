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
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** The dialects that come with the library. */
public final class SqlDialects {

	private static final SqlDialect POSTGRESQL = new PostgreSqlDialect();

	private static final SqlDialect MARIADB = new MariaDbDialect();

	private static final SqlDialect MYSQL = new MySqlDialect();

	private static final SqlDialect H2 = new H2Dialect();

	private SqlDialects() {
	}

	/**
	 * The dialect of a platform.
	 * @param platform {@code postgresql}, {@code mariadb}, {@code mysql} or {@code h2},
	 * in any case
	 * @return the dialect
	 * @throws IllegalArgumentException if there is none; the message names those that are
	 */
	public static SqlDialect forPlatform(String platform) {
		return switch (platform.toLowerCase(Locale.ROOT)) {
			case "postgresql" -> POSTGRESQL;
			case "mariadb" -> MARIADB;
			case "mysql" -> MYSQL;
			case "h2" -> H2;
			default -> throw new IllegalArgumentException("There is no dialect for the platform '" + platform
					+ "'. It must be one of postgresql, mariadb, mysql, h2, or an SqlDialect of your own must be given");
		};
	}

	/**
	 * The dialect of the database at the other end of a connection, by the name that its
	 * driver gives. A name that is not known is refused and never guessed at.
	 * @param connection an open connection, left as it is
	 * @return the dialect
	 * @throws UnsupportedDatabaseException if the database has none
	 * @throws SQLException if the driver cannot tell
	 */
	public static SqlDialect detect(Connection connection) throws SQLException {
		DatabaseMetaData metaData = connection.getMetaData();
		String product = metaData.getDatabaseProductName();
		return switch ((product != null) ? product : "") {
			case "PostgreSQL" -> POSTGRESQL;
			case "MariaDB" -> MARIADB;
			// MySQL's own driver says so of MariaDB as well; the version tells them
			// apart.
			case "MySQL" -> isMariaDb(metaData) ? MARIADB : MYSQL;
			case "H2" -> H2;
			default -> throw new UnsupportedDatabaseException(String.valueOf(product));
		};
	}

	private static boolean isMariaDb(DatabaseMetaData metaData) throws SQLException {
		String version = metaData.getDatabaseProductVersion();
		return version != null && version.toLowerCase(Locale.ROOT).contains("mariadb");
	}

}
