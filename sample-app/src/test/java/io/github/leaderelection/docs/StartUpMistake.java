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

package io.github.leaderelection.docs;

import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

/**
 * A configuration that keeps an application from starting.
 *
 * @param id the name of its block in the documentation, behind {@value #PREFIX}
 * @param properties what is configured
 * @param beans classes of {@code com.example}, by their simple names
 * @param statements what is executed on a PostgreSQL of its own before; {@code null}
 * where there is none
 */
record StartUpMistake(String id, List<String> properties, List<String> beans, List<String> statements) {

	static final String PREFIX = "start-up-";

	/** In H2, in memory, where the properties do not say otherwise. */
	static StartUpMistake of(String id, String... properties) {
		return new StartUpMistake(id, List.of(properties), List.of(), null);
	}

	StartUpMistake beans(String... beans) {
		return new StartUpMistake(this.id, this.properties, List.of(beans), this.statements);
	}

	StartUpMistake onPostgreSql(String... statements) {
		return new StartUpMistake(this.id, this.properties, this.beans, List.of(statements));
	}

	/** Starts the application, and tells what it prints. */
	String analysis(FailedStart start) {
		if (this.statements == null) {
			return start.analysis(this.properties, classes());
		}
		try (TestDatabase database = TestDatabases.postgres()) {
			database.execute(this.statements.toArray(String[]::new));
			String server = database.jdbcUrl().substring(0, database.jdbcUrl().lastIndexOf('/'));
			List<String> properties = new ArrayList<>(List.of("spring.datasource.url=" + database.jdbcUrl(),
					"spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password()));
			this.properties.forEach((property) -> properties.add(property.replace("{server}", server)));
			return start.analysis(properties, classes());
		}
	}

	private List<Class<?>> classes() {
		List<Class<?>> classes = new ArrayList<>();
		for (String bean : this.beans) {
			try {
				classes.add(Class.forName("com.example." + bean));
			}
			catch (ClassNotFoundException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return classes;
	}

	@Override
	public String toString() {
		return this.id;
	}

}
