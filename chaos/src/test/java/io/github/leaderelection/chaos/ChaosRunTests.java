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

package io.github.leaderelection.chaos;

import java.util.Set;
import java.util.stream.Collectors;

import io.github.leaderelection.chaos.check.Tally;
import io.github.leaderelection.chaos.fault.Disturbance;
import io.github.leaderelection.chaos.fault.FaultKind;
import io.github.leaderelection.chaos.settings.ChaosSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The run itself: {@code -Dchaos.duration=30m -Dchaos.seed=1}, 90 seconds by default.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class ChaosRunTests {

	@Test
	void everyRuleHolds() {
		ChaosSettings settings = ChaosSettings.fromSystemProperties();
		ChaosResult result = ChaosRun.perform(settings, new TestChaosDatabase());
		ChaosReport.write(result, settings.output().resolve("chaos-report.md"));
		assertThat(result.violations()).isEmpty();
		assertThatSomethingHappened(result);
	}

	/** Silence would hold every rule. */
	private static void assertThatSomethingHappened(ChaosResult result) {
		Set<FaultKind> happened = result.disturbances().stream().map(Disturbance::kind).collect(Collectors.toSet());
		assertThat(happened).hasSizeGreaterThan(FaultKind.values().length / 2);
		long leases = result.settings().duration().dividedBy(result.settings().timings().lease());
		Tally tally = Tally.of(result.evidence());
		assertThat(tally.terms()).as("terms").isGreaterThan(leases / 10);
		assertThat(tally.fenced()).as("fenced rows").isGreaterThan(leases * 10);
		assertThat(tally.unfenced()).as("other rows").isGreaterThan(leases * 5);
		assertThat(tally.samples()).as("samples").isGreaterThan(leases * 100);
	}

}
