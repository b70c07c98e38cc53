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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class SchemaInitializationTests {

	@TempDir
	private Path directory;

	private final ApplicationContextRunner runner = JdbcRunners.embedded();

	@Test
	void neverWithoutATableIsRefusedWithTheDdlForThatDatabase() {
		this.runner.withPropertyValues("leaderelection.jdbc.initialize-schema=never")
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("The table 'leader_election' of the leases does not exist")
				.contains("leaderelection.jdbc.initialize-schema=always")
				.contains("CREATE TABLE IF NOT EXISTS leader_election (")
				.contains("TIMESTAMP(6) WITH TIME ZONE"));
	}

	@Test
	void theDdlHasTheNameOfTheTable() {
		this.runner
			.withPropertyValues("leaderelection.jdbc.initialize-schema=never",
					"leaderelection.jdbc.table-name=public.leases")
			.run((context) -> assertThat(Failures.analysis(context)).contains("The table 'public.leases'")
				.contains("CREATE TABLE IF NOT EXISTS public.leases ("));
	}

	@Test
	void aTableThatCannotBeUsedIsRefusedWithWhatCreatesOne() {
		this.runner
			.withPropertyValues("leaderelection.jdbc.initialize-schema=never",
					"leaderelection.jdbc.table-name=information_schema.tables")
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("The table 'information_schema.tables' cannot be used for the leases: ")
				.containsIgnoringCase("column \"holder_identity\" not found")
				.contains("leaderelection.jdbc.table-name")
				.contains("CREATE TABLE IF NOT EXISTS information_schema.tables ("));
	}

	@Test
	void aDatabaseThatIsNotEmbeddedIsLeftAloneByDefault() {
		fileDatabase().run((context) -> assertThat(Failures.analysis(context)).contains("CREATE TABLE IF NOT EXISTS"));
	}

	@Test
	void alwaysCreatesTheTableInAnyDatabase() {
		ApplicationContextRunner always = fileDatabase()
			.withPropertyValues("leaderelection.jdbc.initialize-schema=always");
		always.run((context) -> TestRunners.await(context.getBean(LeaderElector.class)::isLeader));
		always.run((context) -> {
			TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
			assertThat(context.getBean(LeaderElector.class).leadership().orElseThrow().fencingToken()).isEqualTo(2);
		});
	}

	private ApplicationContextRunner fileDatabase() {
		return this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("db"),
				"spring.datasource.username=sa");
	}

	@Test
	void theTableHasTheNameThatIsConfigured() {
		this.runner.withPropertyValues("leaderelection.jdbc.table-name=leases").run((context) -> {
			TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("SELECT COUNT(*) FROM leases", Long.class))
				.isOne();
		});
	}

	@Test
	void aScriptOfTheApplicationIsRunForItsPlatform() {
		this.runner
			.withPropertyValues("leaderelection.jdbc.schema=classpath:own-schema-@@platform@@.sql",
					"leaderelection.jdbc.table-name=leases")
			.run((context) -> {
				TestRunners.await(context.getBean(LeaderElector.class)::isLeader);
				assertThat(context.getBean(JdbcTemplate.class).queryForList("SELECT note FROM leases", String.class))
					.containsExactly("by the application");
			});
	}

	@Test
	void aScriptThatIsNotThereIsRefused() {
		this.runner.withPropertyValues("leaderelection.jdbc.schema=classpath:nowhere.sql")
			.run((context) -> assertThat(Failures.analysis(context))
				.contains("leaderelection.jdbc.schema: there is no script at 'classpath:nowhere.sql'"));
	}

	@Test
	void anErrorOfAScriptIsNotHidden() {
		this.runner.withPropertyValues("leaderelection.jdbc.schema=classpath:broken-schema.sql")
			.run((context) -> assertThat(Failures.analysis(context)).contains("could not be created")
				.contains("CREATE TABEL"));
	}

	@Test
	void anErrorOfAScriptIsToldWhereTheTableIsThere(CapturedOutput output) {
		this.runner.withPropertyValues("leaderelection.jdbc.schema=classpath:second-time-schema.sql")
			.run((context) -> TestRunners.await(context.getBean(LeaderElector.class)::isLeader));
		assertThat(output).contains(
				"The script classpath:second-time-schema.sql failed, and the table " + "'leader_election' is there");
	}

	@Test
	void theTableIsCreatedBehindTheSchemaOfTheApplicationAndBeforeTheLock() {
		List<String> order = new CopyOnWriteArrayList<>();
		this.runner.withBean("applicationSchema", DataSourceScriptDatabaseInitializer.class,
				() -> new DataSourceScriptDatabaseInitializer(mock(DataSource.class),
						new DatabaseInitializationSettings()) {
					@Override
					public boolean initializeDatabase() {
						order.add("schema of the application");
						return true;
					}
				})
			.withBean(BeanPostProcessor.class, () -> new OrderRecorder(order))
			.run((context) -> assertThat(order).containsExactly("schema of the application",
					"LeaderElectionSchemaInitializer", "JdbcLockFactory"));
	}

	@Test
	void anotherDataSourceInTheContextIsNoneOfOurs() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(DataSource.class));
	}

	static class OrderRecorder implements BeanPostProcessor {

		private final List<String> order;

		OrderRecorder(List<String> order) {
			this.order = order;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof LeaderElectionSchemaInitializer || bean instanceof JdbcLockFactory) {
				this.order.add(bean.getClass().getSimpleName());
			}
			return bean;
		}

	}

}
