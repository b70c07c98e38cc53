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

package io.github.leaderelection.chaos.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.leaderelection.chaos.settings.ChaosSettings;
import io.github.leaderelection.chaos.settings.ChaosTimings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultPlanTests {

	@Test
	void oneSeedGivesOnePlan() {
		assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
	}

	@Test
	void theOrdinaryRunHasEveryKind() {
		for (long seed = 0; seed < 100; seed++) {
			assertThat(plan(seed)).as("seed %d", seed).extracting(Fault::kind).contains(FaultKind.values());
		}
	}

	@Test
	void faultsAreWithinTheRunAndMeantForInstancesThatThereAre() {
		assertThat(plan(3)).allSatisfy((fault) -> {
			assertThat(fault.at()).isPositive().isLessThan(Duration.ofSeconds(90));
			assertThat(fault.instance()).isBetween(0, 3);
			assertThat(fault.lasting()).isBetween(Duration.ZERO, ChaosTimings.DEFAULT.lease().multipliedBy(3));
		});
	}

	@Test
	void freezesAreShorterAndLongerThanALease() {
		Duration lease = ChaosTimings.DEFAULT.lease();
		assertThat(plan(3)).filteredOn((fault) -> fault.kind() == FaultKind.FREEZE_SHORT)
			.allMatch((fault) -> fault.lasting().compareTo(lease) < 0);
		assertThat(plan(3)).filteredOn((fault) -> fault.kind() == FaultKind.FREEZE_LONG)
			.allMatch((fault) -> fault.lasting().compareTo(lease) > 0);
	}

	private static List<Fault> plan(long seed) {
		return FaultPlan.of(new ChaosSettings(seed, Duration.ofSeconds(90), 4, ChaosTimings.DEFAULT, true, true, null,
				Path.of("target")));
	}

}
