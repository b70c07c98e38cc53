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
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.leaderelection.autoconfigure.LeaderElectionConfigurationException;
import io.github.leaderelection.jdbc.DedicatedDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Connects to where the application's {@code DataSource} does, but past its pool. It is
 * derived anew for each connection, of which there are few: credentials may have been
 * rotated meanwhile.
 */
class DerivedDataSource extends AbstractDataSource {

	private static final boolean HIKARI_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			DerivedDataSource.class.getClassLoader());

	private final DataSource application;

	private final Duration bound;

	private final String url;

	DerivedDataSource(DataSource application, Duration bound) {
		this.application = application;
		this.bound = bound;
		this.url = findUrl(application);
	}

	private String findUrl(DataSource application) {
		SimpleDriverDataSource derived;
		try {
			derived = derive();
		}
		catch (RuntimeException ex) {
			throw underivable(application, ex);
		}
		String url = derived.getUrl();
		if (!StringUtils.hasText(url)) {
			throw underivable(application, null);
		}
		checkDriver(derived.getDriver(), url);
		return url;
	}

	/** A driver answers the URL of another with no connection and no word. */
	private static void checkDriver(@Nullable Driver driver, String url) {
		try {
			if (driver == null || driver.acceptsURL(url)) {
				return;
			}
		}
		catch (SQLException ex) {
			// Then it will say so when it connects.
			return;
		}
		throw new LeaderElectionConfigurationException(
				"Leader election takes a connection of its own, and the driver %s does not know URLs that begin with '%s'."
					.formatted(driver.getClass().getName(),
							url.substring(0, url.indexOf(':', url.indexOf(':') + 1) + 1)),
				"Correct spring.datasource.url, or put the driver for it on the class path.");
	}

	private static LeaderElectionConfigurationException underivable(DataSource application,
			@Nullable RuntimeException cause) {
		String message = "Leader election takes a connection of its own, and the DataSource of type %s does not tell how to connect."
			.formatted(application.getClass().getName());
		String action = "Mark a DataSource for it with @LeaderElectionDataSource, or set leaderelection.jdbc.connection=pooled.";
		return (cause != null) ? new LeaderElectionConfigurationException(message, action, cause)
				: new LeaderElectionConfigurationException(message, action);
	}

	String url() {
		return this.url;
	}

	private SimpleDriverDataSource derive() {
		SimpleDriverDataSource derived = DataSourceBuilder.derivedFrom(target(this.application))
			.type(SimpleDriverDataSource.class)
			.build();
		if (HIKARI_PRESENT) {
			HikariSettings.copy(this.application, derived);
		}
		DedicatedDataSource.bound(derived, this.bound);
		return derived;
	}

	/** Spring Boot 4.0 does not look behind these itself. */
	private static DataSource target(DataSource dataSource) {
		DataSource target = dataSource;
		while (target instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			target = delegating.getTargetDataSource();
		}
		return target;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return prepare(derive().getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return prepare(derive().getConnection(username, password));
	}

	private Connection prepare(Connection connection) throws SQLException {
		String statement = HIKARI_PRESENT ? HikariSettings.initSql(this.application) : null;
		if (!StringUtils.hasText(statement)) {
			return connection;
		}
		try (Statement init = connection.createStatement()) {
			init.execute(statement);
			return connection;
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	/** What a Hikari pool does to its connections, beyond URL and credentials. */
	private static final class HikariSettings {

		static void copy(DataSource application, SimpleDriverDataSource derived) {
			HikariDataSource hikari = DataSourceUnwrapper.unwrap(application, HikariDataSource.class);
			if (hikari == null) {
				return;
			}
			Properties properties = new Properties();
			properties.putAll(hikari.getDataSourceProperties());
			derived.setConnectionProperties(properties);
			derived.setCatalog(hikari.getCatalog());
			derived.setSchema(hikari.getSchema());
		}

		static @Nullable String initSql(DataSource application) {
			HikariDataSource hikari = DataSourceUnwrapper.unwrap(application, HikariDataSource.class);
			return (hikari != null) ? hikari.getConnectionInitSql() : null;
		}

	}

}
