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

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.leaderelection.jdbc.DedicatedDataSource;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Bounds what a marked {@code DataSource} waits for, where that can be told to it. */
final class BoundedDataSources {

	private BoundedDataSources() {
	}

	/**
	 * A copy with bounds of one that hands URL and credentials to a driver; any other as
	 * it is. Not the original, since the application may use it as well.
	 */
	static DataSource of(DataSource marked, Duration bound) {
		boolean simple = marked.getClass() == SimpleDriverDataSource.class;
		if (!simple && marked.getClass() != DriverManagerDataSource.class) {
			return marked;
		}
		AbstractDriverBasedDataSource original = (AbstractDriverBasedDataSource) marked;
		SimpleDriverDataSource copy = new SimpleDriverDataSource();
		try {
			copy.setDriver(simple ? ((SimpleDriverDataSource) marked).getDriver()
					: DriverManager.getDriver(original.getUrl()));
		}
		catch (SQLException ex) {
			return marked;
		}
		copy.setUrl(original.getUrl());
		copy.setUsername(original.getUsername());
		copy.setPassword(original.getPassword());
		copy.setCatalog(original.getCatalog());
		copy.setSchema(original.getSchema());
		copy.setConnectionProperties(original.getConnectionProperties());
		DedicatedDataSource.bound(copy, bound);
		return copy;
	}

}
