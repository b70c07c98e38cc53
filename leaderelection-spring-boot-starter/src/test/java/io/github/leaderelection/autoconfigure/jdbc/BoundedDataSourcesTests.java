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

import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedDataSourcesTests {

	private static final Duration BOUND = Duration.ofSeconds(5);

	@Test
	void oneThatHandsAUrlToItsDriverIsBounded() throws SQLException {
		DriverManagerDataSource marked = new DriverManagerDataSource("jdbc:postgresql://localhost/db", "me", "secret");
		Properties own = new Properties();
		own.setProperty("connectTimeout", "3");
		own.setProperty("sslmode", "require");
		marked.setConnectionProperties(own);
		marked.setSchema("leases");
		SimpleDriverDataSource bounded = (SimpleDriverDataSource) BoundedDataSources.of(marked, BOUND);
		assertThat(bounded.getUrl()).isEqualTo(marked.getUrl());
		assertThat(bounded.getUsername()).isEqualTo("me");
		assertThat(bounded.getPassword()).isEqualTo("secret");
		assertThat(bounded.getSchema()).isEqualTo("leases");
		assertThat(bounded.getConnectionProperties()).containsEntry("socketTimeout", "5")
			.containsEntry("connectTimeout", "3")
			.containsEntry("sslmode", "require");
		assertThat(marked.getConnectionProperties()).isEqualTo(own).doesNotContainKey("socketTimeout");
		assertThat(((SimpleDriverDataSource) BoundedDataSources.of(bounded, BOUND)).getDriver())
			.isSameAs(bounded.getDriver());
	}

	@Test
	void anyOtherIsLeftAsItIs() {
		DataSource single = new SingleConnectionDataSource("jdbc:h2:mem:single", true);
		assertThat(BoundedDataSources.of(single, BOUND)).isSameAs(single);
		DataSource unknown = new DriverManagerDataSource("jdbc:nobody:db");
		assertThat(BoundedDataSources.of(unknown, BOUND)).isSameAs(unknown);
	}

}
