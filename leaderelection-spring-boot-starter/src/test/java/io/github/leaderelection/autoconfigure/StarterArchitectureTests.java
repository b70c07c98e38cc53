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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class StarterArchitectureTests {

	private static final String BASE = "io.github.leaderelection";

	private static final ArchRule NO_CYCLES = slices().matching(BASE + ".(**)")
		.should()
		.beFreeOfCycles()
		.because("a package can then be understood without those that use it");

	private static final ArchRule CONFIGURATION_ON_TOP = noClasses().that()
		.resideOutsideOfPackage(BASE + ".autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(BASE + ".autoconfigure..")
		.because("what is configured does not know how");

	private static final ArchRule CORE_IS_OPTIONAL_FREE = noClasses().that()
		.resideInAnyPackage(BASE + ".annotation", BASE + ".event", BASE + ".autoconfigure")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.actuate..", "org.springframework.boot.health..",
				"org.springframework.boot.jdbc..", "org.springframework.jdbc..", "javax.sql..", "io.micrometer..",
				BASE + ".jdbc..")
		.because("it has to work where those are not on the class path");

	private final JavaClasses starter = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.withImportOption((location) -> !location.contains("leaderelection-core"))
		.importPackages(BASE);

	private final JavaClasses withTests = new ClassFileImporter()
		.withImportOption((location) -> !location.contains("leaderelection-core"))
		.importPackages(BASE);

	@Test
	void packagesAreFreeOfCycles() {
		NO_CYCLES.check(this.starter);
	}

	@Test
	void nothingDependsOnAutoConfiguration() {
		CONFIGURATION_ON_TOP.check(this.starter);
	}

	@Test
	void whatIsAlwaysThereNeedsNothingOptional() {
		CORE_IS_OPTIONAL_FREE.check(this.starter);
	}

	/** The tests of the starter break each rule, by rights: so the rules can fail. */
	@Test
	void eachRuleCanFail() {
		assertThat(CONFIGURATION_ON_TOP.evaluate(this.withTests).hasViolation()).isTrue();
		assertThat(NO_CYCLES.evaluate(this.withTests).hasViolation()).isTrue();
		assertThat(CORE_IS_OPTIONAL_FREE.evaluate(this.withTests).hasViolation()).isTrue();
	}

}
