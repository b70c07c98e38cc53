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

package io.github.leaderelection.test.lock;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.leaderelection.test.lock.LocksUnderTest.AgelessLock;
import io.github.leaderelection.test.lock.LocksUnderTest.HolderIgnoredLock;
import io.github.leaderelection.test.lock.LocksUnderTest.NamesTrimmedLock;
import io.github.leaderelection.test.lock.LocksUnderTest.SoundLock;
import io.github.leaderelection.test.lock.LocksUnderTest.VersionIgnoredLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract as the author of a lock would run it, and that it finds what is wrong. */
class ResourceLockContractTests {

	@Test
	void aLockThatKeepsTheContractPasses() {
		assertThat(failures(SoundLock.class)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void aLockThatBreaksItFails(Class<?> tests, String failure) {
		assertThat(failures(tests)).contains(failure);
	}

	static Stream<Arguments> aLockThatBreaksItFails() {
		return Stream.of(Arguments.of(VersionIgnoredLock.class, "acquiresAtTheVersionThatWasRead()"),
				Arguments.of(HolderIgnoredLock.class, "refusesRenewalsOfAnotherTerm()"),
				Arguments.of(AgelessLock.class, "ageGrowsAndARenewalResetsIt()"),
				Arguments.of(NamesTrimmedLock.class, "tellsNamesApartToTheLastCharacter()"));
	}

	private static Set<String> failures(Class<?> tests) {
		Set<String> failures = new TreeSet<>();
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(List.of(DiscoverySelectors.selectClass(tests)))
			.build();
		LauncherFactory.create().execute(request, new TestExecutionListener() {
			@Override
			public void executionFinished(TestIdentifier test, TestExecutionResult result) {
				if (result.getStatus() != Status.SUCCESSFUL) {
					failures.add(test.getDisplayName());
				}
			}
		});
		return failures;
	}

}
