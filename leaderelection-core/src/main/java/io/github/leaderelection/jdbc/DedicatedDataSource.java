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

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Makes a {@code DataSource} that opens a connection of its own each time, beside the
 * application's pool, and gives up on a server that does not answer. Drivers wait for
 * ever by default. Bounds and names that the URL or the properties set already are left
 * as they are.
 */
public final class DedicatedDataSource {

	private static final String APPLICATION_NAME = "leaderelection";

	private DedicatedDataSource() {
	}

	/**
	 * Makes a {@code DataSource} with the driver that is registered for the URL.
	 * @param url the JDBC URL
	 * @param username the user, or {@code null} where the URL says it or none is needed
	 * @param password the password, or {@code null} likewise
	 * @param bound how long connecting may take, and a read from the server; drivers
	 * count it in seconds, at least one
	 * @return a {@code DataSource} that keeps no connection
	 * @throws IllegalArgumentException if no driver takes the URL
	 */
	public static SimpleDriverDataSource create(String url, @Nullable String username, @Nullable String password,
			Duration bound) {
		SimpleDriverDataSource dataSource = new SimpleDriverDataSource();
		try {
			dataSource.setDriver(DriverManager.getDriver(url));
		}
		catch (SQLException ex) {
			throw new IllegalArgumentException(
					"No JDBC driver on the class path takes the URL " + JdbcUrls.withoutSecrets(url), ex);
		}
		dataSource.setUrl(url);
		if (username != null) {
			dataSource.setUsername(username);
		}
		if (password != null) {
			dataSource.setPassword(password);
		}
		bound(dataSource, bound);
		return dataSource;
	}

	/**
	 * Adds the bounds to a {@code DataSource} that nobody uses yet. One for a database
	 * whose driver is not known is left as it is.
	 * @param dataSource the {@code DataSource}, for example derived from the
	 * application's
	 * @param bound how long connecting may take, and a read from the server; drivers
	 * count it in seconds, at least one
	 */
	public static void bound(SimpleDriverDataSource dataSource, Duration bound) {
		String url = dataSource.getUrl();
		if (url == null) {
			return;
		}
		Properties properties = new Properties();
		Properties present = dataSource.getConnectionProperties();
		if (present != null) {
			properties.putAll(present);
		}
		settings(JdbcUrls.subprotocol(url), bound).forEach((name, value) -> {
			if (!JdbcUrls.hasParameter(url, name)) {
				properties.putIfAbsent(name, value);
			}
		});
		dataSource.setConnectionProperties(properties);
	}

	private static Map<String, String> settings(String subprotocol, Duration bound) {
		String seconds = Long.toString(Math.max(1, Timeouts.bounded(bound).toSeconds()));
		String millis = Integer.toString(Timeouts.millis(bound));
		return switch (subprotocol) {
			case "postgresql" -> Map.of("connectTimeout", seconds, "loginTimeout", seconds, "socketTimeout", seconds,
					"cancelSignalTimeout", seconds, "ApplicationName", APPLICATION_NAME);
			case "mariadb", "mysql" -> Map.of("connectTimeout", millis, "socketTimeout", millis);
			default -> Map.of();
		};
	}

}
