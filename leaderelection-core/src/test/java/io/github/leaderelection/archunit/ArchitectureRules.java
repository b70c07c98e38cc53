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

package io.github.leaderelection.archunit;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Random;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * How the packages under a root may lean on each other, and what the pure one must do
 * without. The root is a parameter, so that the rules can be shown to fail.
 *
 * @param root the base package
 */
record ArchitectureRules(String root) {

	private static final String JSPECIFY = "org.jspecify.annotations";

	private String election() {
		return this.root + ".election";
	}

	private String lock() {
		return this.root + ".lock";
	}

	private String jdbc() {
		return this.root + ".jdbc";
	}

	// arrows: base -> election -> lock, jdbc -> lock

	ArchRule baseLeansOnElectionAndLock() {
		return classes().that()
			.resideInAPackage(this.root)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(this.root, election(), lock(), "java..", JSPECIFY, "org.slf4j..");
	}

	ArchRule electionLeansOnLock() {
		return classes().that()
			.resideInAPackage(election())
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(election(), lock(), "java..", JSPECIFY);
	}

	ArchRule lockIsALeaf() {
		return classes().that()
			.resideInAPackage(lock())
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(lock(), "java..", JSPECIFY);
	}

	ArchRule jdbcLeansOnLock() {
		return noClasses().that()
			.resideInAPackage(jdbc())
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(this.root, election());
	}

	ArchRule packagesHaveNoCycles() {
		return slices().assignedFrom(new Packages(this.root)).should().beFreeOfCycles();
	}

	ArchRule onlyJdbcKnowsSpring() {
		return noClasses().that()
			.resideOutsideOfPackage(jdbc())
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..");
	}

	// purity of election

	ArchRule electionHasNoIo() {
		return noClasses().that()
			.resideInAPackage(election())
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..", "javax.sql..", "org.slf4j..",
					"java.util.logging..");
	}

	ArchRule electionHasNoThreads() {
		return noClasses().that()
			.resideInAPackage(election())
			.should()
			.dependOnClassesThat()
			.resideInAPackage("java.util.concurrent..")
			.orShould()
			.dependOnClassesThat()
			.belongToAnyOf(Thread.class, ThreadLocal.class)
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.Timer");
	}

	ArchRule electionHasNoClock() {
		return noClasses().that()
			.resideInAPackage(election())
			.should()
			.callMethod(System.class, "nanoTime")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(Instant.class, "now")
			.orShould()
			.dependOnClassesThat()
			.belongToAnyOf(Clock.class, Date.class);
	}

	ArchRule electionHasNoChance() {
		return noClasses().that()
			.resideInAPackage(election())
			.should()
			.callMethod(Math.class, "random")
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(Random.class)
			.orShould()
			.dependOnClassesThat()
			.resideInAPackage("java.util.random..")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.UUID");
	}

	ArchRule electionIsImmutable() {
		return fields().that().areDeclaredInClassesThat().resideInAPackage(election()).should().beFinal();
	}

	ArchRule electionHasNoSynchronizedMethods() {
		return methods().that()
			.areDeclaredInClassesThat()
			.resideInAPackage(election())
			.should()
			.notHaveModifier(JavaModifier.SYNCHRONIZED);
	}

	ArchRule electionHasNoSynchronizedBlocks() {
		return noClasses().that().resideInAPackage(election()).should(new EnterMonitors());
	}

	/** Each package is a slice, the base package too. */
	private record Packages(String root) implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
			String name = javaClass.getPackageName();
			boolean inside = name.equals(this.root) || name.startsWith(this.root + ".");
			return inside ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "packages of " + this.root;
		}

	}

}
