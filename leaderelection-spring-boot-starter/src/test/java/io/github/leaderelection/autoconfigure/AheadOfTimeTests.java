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

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.leaderelection.actuate.ElectionDescriptor;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.autoconfigure.actuate.LeaderElectionActuatorAutoConfiguration;
import io.github.leaderelection.autoconfigure.actuate.LeaderElectionHealthContributorAutoConfiguration;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import io.github.leaderelection.autoconfigure.transaction.LeaderTransactionAutoConfiguration;
import io.github.leaderelection.transaction.LeaderTransactional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

class AheadOfTimeTests {

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	/** The database is not there: nothing may ask it while conditions are decided. */
	@Test
	void anApplicationIsProcessedAheadOfTime() {
		RuntimeHints hints = process("jdbc:postgresql://localhost:1/nowhere", "health");
		assertThat(this.files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet())
			.anyMatch((file) -> file.contains("LeaderElectionAutoConfiguration__BeanDefinitions"))
			.anyMatch((file) -> file.contains("LeaderElectionJdbcAutoConfiguration__BeanDefinitions"))
			.anyMatch((file) -> file.contains("FencedTransactionConfiguration__BeanDefinitions"))
			.anyMatch((file) -> file.contains("LeaderElectionHealthContributorAutoConfiguration__BeanDefinitions"));
		assertThat(this.files.getGeneratedFiles(GeneratedFiles.Kind.CLASS).keySet())
			.anyMatch((file) -> file.contains("AheadOfTimeTests$Job$$SpringCGLIB"))
			.anyMatch((file) -> file.contains("AheadOfTimeTests$Bookings$$SpringCGLIB"));
		for (String platform : List.of("h2", "postgresql", "mariadb", "mysql")) {
			assertThat(RuntimeHintsPredicates.resource()
				.forResource("io/github/leaderelection/jdbc/schema-" + platform + ".sql")).accepts(hints);
		}
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(LeaderElectionProperties.class, "setLeaseDuration")).accepts(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(ConditionalOnLeader.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(LeaderTransactional.class)).accepts(hints);
	}

	/** Health shows elections as the endpoint does, which may not be exposed. */
	@ParameterizedTest
	@ValueSource(strings = { "health", "health,leaderelection" })
	void eachShapeThatOperatorsGetIsKept(String exposed) {
		RuntimeHints hints = process("jdbc:h2:mem:aot", exposed);
		List<Class<?>> shapes = new ClassFileImporter().importPackages(ElectionDescriptor.class.getPackageName())
			.stream()
			.filter((type) -> type.isAssignableTo(OperationResponseBody.class))
			.<Class<?>>map(JavaClass::reflect)
			.toList();
		assertThat(shapes).hasSizeGreaterThanOrEqualTo(3)
			.allSatisfy((shape) -> assertThat(Arrays.asList(shape.getRecordComponents())).isNotEmpty()
				.allSatisfy((component) -> assertThat(
						RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
					.accepts(hints)));
	}

	private RuntimeHints process(String url, String exposed) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(Map.of("spring.datasource.url", url, "management.endpoints.web.exposure.include", exposed,
				"leaderelection.jdbc.initialize-schema", "always"))
			.applyTo(context);
		context.register(AopAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
				LeaderElectionAutoConfiguration.class, LeaderElectionJdbcAutoConfiguration.class,
				LeaderTransactionAutoConfiguration.class, LeaderElectionActuatorAutoConfiguration.class,
				LeaderElectionHealthContributorAutoConfiguration.class, Job.class, Bookings.class);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), this.files);
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		return generation.getRuntimeHints();
	}

	static class Job {

		@ConditionalOnLeader
		void run() {
		}

	}

	static class Bookings {

		@LeaderTransactional
		void book() {
		}

	}

}
