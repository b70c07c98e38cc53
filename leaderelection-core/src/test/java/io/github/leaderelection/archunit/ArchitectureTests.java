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

import java.util.function.Function;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.leaderelection.archunit.fixtures.LeansOnJdbc;
import io.github.leaderelection.archunit.fixtures.UsesSpring;
import io.github.leaderelection.archunit.fixtures.election.Changes;
import io.github.leaderelection.archunit.fixtures.election.EntersMonitor;
import io.github.leaderelection.archunit.fixtures.election.LeansOnBase;
import io.github.leaderelection.archunit.fixtures.election.ReadsClock;
import io.github.leaderelection.archunit.fixtures.election.StartsThread;
import io.github.leaderelection.archunit.fixtures.election.Synchronizes;
import io.github.leaderelection.archunit.fixtures.election.TakesChances;
import io.github.leaderelection.archunit.fixtures.election.WritesLog;
import io.github.leaderelection.archunit.fixtures.jdbc.LeansOnElection;
import io.github.leaderelection.archunit.fixtures.lock.LeansBack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Each rule holds of the library, and finds the class that was written to break it. */
class ArchitectureTests {

	private static final String LIBRARY = "io.github.leaderelection";

	private static final String FIXTURES = LIBRARY + ".archunit.fixtures";

	private static final JavaClasses LIBRARY_CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(LIBRARY);

	private static final JavaClasses FIXTURE_CLASSES = new ClassFileImporter().importPackages(FIXTURES);

	@ParameterizedTest(name = "{0}")
	@MethodSource("rules")
	void holds(String name, Function<ArchitectureRules, ArchRule> rule, String violator) {
		rule.apply(new ArchitectureRules(LIBRARY)).check(LIBRARY_CLASSES);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rules")
	void canFail(String name, Function<ArchitectureRules, ArchRule> rule, String violator) {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> rule.apply(new ArchitectureRules(FIXTURES)).check(FIXTURE_CLASSES))
			.withMessageContaining(violator);
	}

	@Test
	void looksAtTheLibraryAndNotAtItsTests() {
		assertThat(LIBRARY_CLASSES.contain(LIBRARY + ".election.State")).isTrue();
		assertThat(LIBRARY_CLASSES.contain(LIBRARY + ".jdbc.JdbcResourceLock")).isTrue();
		assertThat(LIBRARY_CLASSES.contain(ArchitectureTests.class)).isFalse();
	}

	static Stream<Arguments> rules() {
		return Stream.of(
				row("base leans on election and lock", ArchitectureRules::baseLeansOnElectionAndLock,
						LeansOnJdbc.class),
				row("election leans on lock", ArchitectureRules::electionLeansOnLock, LeansOnBase.class),
				row("lock is a leaf", ArchitectureRules::lockIsALeaf, LeansBack.class),
				row("jdbc leans on lock", ArchitectureRules::jdbcLeansOnLock, LeansOnElection.class),
				row("packages have no cycles", ArchitectureRules::packagesHaveNoCycles, LeansOnJdbc.class),
				row("only jdbc knows Spring", ArchitectureRules::onlyJdbcKnowsSpring, UsesSpring.class),
				row("election has no I/O", ArchitectureRules::electionHasNoIo, WritesLog.class),
				row("election has no threads", ArchitectureRules::electionHasNoThreads, StartsThread.class),
				row("election has no clock", ArchitectureRules::electionHasNoClock, ReadsClock.class),
				row("election has no chance", ArchitectureRules::electionHasNoChance, TakesChances.class),
				row("election is immutable", ArchitectureRules::electionIsImmutable, Changes.class),
				row("election has no synchronized methods", ArchitectureRules::electionHasNoSynchronizedMethods,
						Synchronizes.class),
				row("election has no synchronized blocks", ArchitectureRules::electionHasNoSynchronizedBlocks,
						EntersMonitor.class));
	}

	private static Arguments row(String name, Function<ArchitectureRules, ArchRule> rule, Class<?> violator) {
		return arguments(name, rule, violator.getName());
	}

}
