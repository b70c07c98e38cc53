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

package io.github.leaderelection.autoconfigure;

import java.io.IOException;

import io.github.leaderelection.annotation.ConditionalOnLeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderElectionRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	LeaderElectionRuntimeHintsTests() {
		new LeaderElectionRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "postgresql", "mariadb", "mysql" })
	void schemaFilesAreKept(String platform) {
		String file = "io/github/leaderelection/jdbc/schema-" + platform + ".sql";
		assertThat(getClass().getClassLoader().getResource(file)).isNotNull();
		assertThat(RuntimeHintsPredicates.resource().forResource(file)).accepts(this.hints);
	}

	@Test
	void eachSchemaFileThatThereIsIsKept() throws IOException {
		Resource[] files = new PathMatchingResourcePatternResolver()
			.getResources("classpath*:io/github/leaderelection/jdbc/*.sql");
		assertThat(files).hasSizeGreaterThanOrEqualTo(4)
			.allSatisfy((file) -> assertThat(RuntimeHintsPredicates.resource()
				.forResource("io/github/leaderelection/jdbc/" + file.getFilename())).accepts(this.hints));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.postgresql.PGConnection", "com.zaxxer.hikari.HikariDataSource" })
	void whatIsLookedForByItsNameIsFound(String type) {
		assertThat(ClassUtils.isPresent(type, null)).isTrue();
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(type))).accepts(this.hints);
	}

	@Test
	void nothingIsKeptOfWhatIsNotThere() {
		RuntimeHints without = new RuntimeHints();
		new LeaderElectionRuntimeHints().registerHints(without,
				new FilteredClassLoader("com.zaxxer.hikari", "org.postgresql"));
		assertThat(without.reflection().typeHints().map((hint) -> hint.getType().getName()))
			.containsExactly(ConditionalOnLeader.class.getName());
	}

	@Test
	void theAnnotationIsKept() {
		assertThat(ConditionalOnLeader.class.getDeclaredMethods()).isNotEmpty()
			.allSatisfy((attribute) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(attribute))
				.accepts(this.hints));
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(ConditionalOnLeader.class)).accepts(this.hints);
	}

}
