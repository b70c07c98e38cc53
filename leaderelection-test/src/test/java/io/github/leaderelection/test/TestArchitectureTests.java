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

package io.github.leaderelection.test;

import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class TestArchitectureTests {

	private static final String BASE = "io.github.leaderelection.test";

	/** What a plain JUnit test loads when it uses the switch. */
	private static final ArchRule SWITCH_NEEDS_NO_SPRING = noClasses().that()
		.resideInAPackage(BASE)
		.and()
		.haveNameMatching(".*\\.(LeadershipSwitch(Tests)?|LeadershipAssertions|LeadershipSwitchAssert|JobCall|Activity|"
				+ "StandingTime|Scripted?.*|Switch.*)")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "org.junit..")
		.because("tests without Spring use it too");

	private static final ArchRule SWITCH_NEEDS_NO_ASSERTJ = noClasses().that()
		.haveNameNotMatching(".*Assert(ions)?")
		.and()
		.resideInAPackage(BASE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.assertj..")
		.because("AssertJ is optional");

	private final JavaClasses module = new ClassFileImporter().importPath(Path.of("target/classes"));

	private final JavaClasses tests = new ClassFileImporter().importPath(Path.of("target/test-classes"));

	private static ArchRule standsAlone(String name) {
		return classes().that()
			.resideInAPackage(name)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(name, "io.github.leaderelection.lock", "java..", "org.junit..", "org.assertj..",
					"org.awaitility..", "org.jspecify..")
			.because("the core compiles it as well, and authors of locks need no more");
	}

	@Test
	void theSwitchNeedsNoSpring() {
		SWITCH_NEEDS_NO_SPRING.check(this.module);
	}

	@Test
	void theSwitchNeedsNoAssertJ() {
		SWITCH_NEEDS_NO_ASSERTJ.check(this.module);
	}

	@Test
	void theContractStandsAlone() {
		standsAlone(BASE + ".lock").check(this.module);
	}

	/** Other classes break each rule, by rights: so the rules can fail. */
	@Test
	void eachRuleCanFail() {
		assertThat(SWITCH_NEEDS_NO_SPRING.evaluate(this.tests).hasViolation()).isTrue();
		assertThat(SWITCH_NEEDS_NO_ASSERTJ.evaluate(this.tests).hasViolation()).isTrue();
		assertThat(standsAlone(BASE).evaluate(this.module).hasViolation()).isTrue();
	}

}
