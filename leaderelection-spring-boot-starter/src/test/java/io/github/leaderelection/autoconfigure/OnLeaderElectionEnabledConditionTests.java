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

import io.github.leaderelection.LeaderElections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OnLeaderElectionEnabledConditionTests {

	private final ApplicationContextRunner runner = TestRunners.memory()
		.withPropertyValues("leaderelection.auto-start=false");

	@BeforeEach
	void logAtInfo() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.github.leaderelection", LogLevel.INFO);
	}

	@AfterEach
	void logAsBefore() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.github.leaderelection", null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "TRUE", "yes", "on", "1", " true", "${where:yes}" })
	void whateverBindsToTrueSwitchesItOn(String value, CapturedOutput output) {
		with(value).run((context) -> {
			assertThat(context).hasSingleBean(LeaderElections.class);
			assertThat(output).doesNotContain("switched off");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "False", "no", "off", "0", "${where:no}" })
	void whateverBindsToFalseSwitchesItOffAndSaysSo(String value, CapturedOutput output) {
		with(value).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(LeaderElections.class);
			assertThat(output).containsOnlyOnce("Leader election is switched off by leaderelection.enabled=false");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "maybe", "tru", "2", "${where:}" })
	void anythingElseIsRefused(String value) {
		with(value).run((context) -> assertThat(Analyses.of(context))
			.contains("leaderelection.enabled is '" + (value.startsWith("$") ? "" : value)
					+ "', which is neither true nor false.")
			.contains("Set it to true (or yes, on, 1) or to false (or no, off, 0), or leave it out"));
	}

	@Test
	void anEnvironmentVariableCounts() {
		this.runner
			.withInitializer((context) -> TestPropertyValues.of("LEADERELECTION_ENABLED=off")
				.applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LeaderElections.class));
	}

	/** Set as it stands: the text form of a test property loses blanks at its ends. */
	private ApplicationContextRunner with(String value) {
		return this.runner.withInitializer((context) -> Properties.set(context, "leaderelection.enabled", value));
	}

}
