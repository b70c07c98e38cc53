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

package io.github.leaderelection;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * The guarantees G1 to G5 under faults, in virtual time. More seeds:
 * {@code -Dleaderelection.simulation.seeds=1000000}.
 */
class SimulationTests {

	static final int DEFAULT_SEEDS = 20_000;

	private static final long SEEDS = Long.getLong("leaderelection.simulation.seeds", DEFAULT_SEEDS);

	@RegisterExtension
	static final QuietElections quiet = new QuietElections();

	@Test
	void noSeedViolatesAGuarantee() {
		Simulation.firstViolation(0, SEEDS).ifPresent((found) -> fail(replay(found)));
	}

	/** Seeds that failed while a defect was in, with what they found. */
	@ParameterizedTest(name = "{1}")
	@CsvSource({ "711, a late release of a claim ended a later term that had been given the same token",
			"2, a candidate that was restarted released the lease of a term whose work still ran" })
	void aSeedThatOnceFailedPasses(long seed, String found) {
		assertThat(Simulation.run(seed).violation()).as(found).isEmpty();
	}

	@Test
	void theFleetIsBusy() {
		LongStream seeds = LongStream.range(0, 500);
		assertThat(seeds.mapToObj(Simulation::run)).satisfies((outcomes) -> {
			assertThat(outcomes.stream().mapToLong(Simulation.Outcome::grants).sum()).isGreaterThan(2_000);
			assertThat(outcomes.stream().mapToLong(Simulation.Outcome::committed).sum()).isGreaterThan(4_000);
		});
	}

	@Test
	void aSeedRunTwiceGivesOneHistory() {
		for (long seed = 0; seed < 20; seed++) {
			assertThat(Simulation.replay(seed)).isEqualTo(Simulation.replay(seed)).contains("LEADS");
		}
	}

	private static String replay(String found) {
		return Simulation.replay(Long.parseLong(found.substring(0, found.indexOf(' '))));
	}

}
