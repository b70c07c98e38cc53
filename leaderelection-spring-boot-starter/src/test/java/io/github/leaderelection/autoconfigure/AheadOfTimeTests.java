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

import java.util.Map;

import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.autoconfigure.jdbc.LeaderElectionJdbcAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

class AheadOfTimeTests {

	@Test
	void anApplicationIsProcessedAheadOfTime() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(Map.of("spring.datasource.url", "jdbc:h2:mem:aot")).applyTo(context);
		context.register(AopAutoConfiguration.class, DataSourceAutoConfiguration.class,
				LeaderElectionAutoConfiguration.class, LeaderElectionJdbcAutoConfiguration.class, Job.class);
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), files);
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet())
			.anyMatch((file) -> file.contains("LeaderElectionAutoConfiguration__BeanDefinitions"))
			.anyMatch((file) -> file.contains("LeaderElectionJdbcAutoConfiguration__BeanDefinitions"));
		assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.CLASS).keySet())
			.anyMatch((file) -> file.contains("AheadOfTimeTests$Job$$SpringCGLIB"));
		assertThat(RuntimeHintsPredicates.resource().forResource("io/github/leaderelection/jdbc/schema-h2.sql"))
			.accepts(generation.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(LeaderElectionProperties.class, "setLeaseDuration"))
			.accepts(generation.getRuntimeHints());
	}

	static class Job {

		@ConditionalOnLeader
		void run() {
		}

	}

}
