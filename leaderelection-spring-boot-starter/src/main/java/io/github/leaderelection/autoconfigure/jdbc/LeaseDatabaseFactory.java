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

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import io.github.leaderelection.autoconfigure.LeaderElectionConfigurationException;
import io.github.leaderelection.autoconfigure.MissingResourceLockException;
import io.github.leaderelection.jdbc.SqlDialect;
import io.github.leaderelection.jdbc.SqlDialects;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;

/** Finds the database of the leases. Connects to nothing. */
class LeaseDatabaseFactory {

	private final LeaderElectionJdbcProperties properties;

	private final Duration connectBound;

	LeaseDatabaseFactory(LeaderElectionJdbcProperties properties, Duration connectBound) {
		this.properties = properties;
		this.connectBound = connectBound;
	}

	LeaseDatabase create(ObjectProvider<DataSource> marked, ObjectProvider<DataSource> candidates,
			ListableBeanFactory beanFactory, ObjectProvider<SqlDialect> dialects) {
		boolean pooled = this.properties.getConnection() == LeaderElectionJdbcProperties.Connection.POOLED;
		DataSource dataSource = marked(marked);
		if (dataSource == null) {
			DataSource application = unique(candidates, beanFactory);
			dataSource = pooled ? application : new DerivedDataSource(application, this.connectBound);
		}
		else if (!pooled) {
			dataSource = BoundedDataSources.of(dataSource, this.connectBound);
		}
		LeaseDataSource leases = new LeaseDataSource(dataSource);
		InMemoryUrls.refusePrivate(leases.getUrl());
		PatientPool.check(dataSource, this.connectBound);
		SqlDialect dialect = own(dialects, beanFactory);
		return new LeaseDatabase(this.properties.getTableName(), leases, pooled,
				(dialect != null) ? dialect : platform());
	}

	private static @Nullable DataSource marked(ObjectProvider<DataSource> marked) {
		try {
			return marked.getIfAvailable();
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new LeaderElectionConfigurationException(
					"The leases are kept in one database, and several DataSources are marked with @LeaderElectionDataSource: "
							+ beanNames(ex) + ".",
					"Mark one of them.", ex);
		}
	}

	private static String beanNames(NoUniqueBeanDefinitionException failure) {
		Collection<String> names = failure.getBeanNamesFound();
		return (names != null) ? String.join(", ", names) : String.valueOf(failure.getMessage());
	}

	private static @Nullable SqlDialect own(ObjectProvider<SqlDialect> dialects, ListableBeanFactory beanFactory) {
		SqlDialect unique = dialects.getIfUnique();
		if (unique == null) {
			List<String> names = List
				.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, SqlDialect.class));
			if (!names.isEmpty()) {
				throw new LeaderElectionConfigurationException(
						"The leases are kept in one database, and there are several beans of type SqlDialect: "
								+ String.join(", ", names) + ".",
						"Leave one of them, or mark it with @Primary.");
			}
		}
		return unique;
	}

	private static DataSource unique(ObjectProvider<DataSource> candidates, ListableBeanFactory beanFactory) {
		DataSource unique = candidates.getIfUnique();
		if (unique != null) {
			return unique;
		}
		List<String> names = List
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, DataSource.class));
		if (names.isEmpty()) {
			throw new MissingResourceLockException();
		}
		throw new LeaderElectionConfigurationException(
				"Leader election keeps its leases in a database, and there are several DataSources without a primary one: "
						+ String.join(", ", names) + ".",
				"Mark one of them with @LeaderElectionDataSource, or the application's main one with @Primary.");
	}

	private @Nullable SqlDialect platform() {
		String platform = this.properties.getPlatform();
		return StringUtils.hasText(platform) ? SqlDialects.forPlatform(platform) : null;
	}

}
