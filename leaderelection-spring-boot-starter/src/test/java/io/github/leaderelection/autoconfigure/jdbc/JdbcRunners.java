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

import io.github.leaderelection.autoconfigure.TestRunners;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Application contexts whose leases are in a database. */
final class JdbcRunners {

	private JdbcRunners() {
	}

	/** Without a {@code DataSource}, unless it is given one. */
	static ApplicationContextRunner bare() {
		return TestRunners.bare().withConfiguration(AutoConfigurations.of(LeaderElectionJdbcAutoConfiguration.class));
	}

	/** With the {@code DataSource} that properties ask for. */
	static ApplicationContextRunner withDataSource() {
		return bare().withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class));
	}

	/** With an embedded database of its own. */
	static ApplicationContextRunner embedded() {
		return withDataSource().withPropertyValues("spring.datasource.generate-unique-name=true");
	}

}
