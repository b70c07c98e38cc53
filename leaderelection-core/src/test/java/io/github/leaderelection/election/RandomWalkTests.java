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

package io.github.leaderelection.election;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.leaderelection.election.Given.RULES;
import static io.github.leaderelection.election.Given.trustingTheStoreClock;
import static io.github.leaderelection.election.Given.withDrain;
import static io.github.leaderelection.election.Given.withTermLimit;
import static io.github.leaderelection.election.Given.withoutRelease;
import static org.assertj.core.api.Assertions.assertThat;

/** {@link WalkChecker}'s invariants hold on long random walks over all states. */
class RandomWalkTests {

	private static final int SEEDS = 30;

	private static final int STEPS = 3_000;

	@ParameterizedTest
	@MethodSource("rules")
	void holdsWhateverComes(Rules rules) {
		for (long seed = 1; seed <= SEEDS; seed++) {
			RandomWalk walk = new RandomWalk(seed, rules);
			walk.run(STEPS);
			assertThat(walk.checker().visited()).as("seed %d visits every state", seed)
				.containsExactlyInAnyOrder(CandidateState.values());
		}
	}

	/** A walk that never met the rare events would prove nothing about them. */
	@ParameterizedTest
	@MethodSource("rules")
	void meetsTheRareEvents(Rules rules) {
		RandomWalk walk = new RandomWalk(1, rules);
		walk.run(SEEDS * STEPS);
		assertThat(walk.checker().reasons()).contains(RevocationReason.STOPPED, RevocationReason.STEPPED_DOWN,
				RevocationReason.TASK_COMPLETED, RevocationReason.TASK_FAILED, RevocationReason.LOST,
				RevocationReason.EXPIRED);
		assertThat(walk.checker().reasons().contains(RevocationReason.TERM_LIMIT))
			.isEqualTo(rules.termLimit() != Moment.NEVER);
		assertThat(walk.checker().sharedIdentities()).isPositive();
		assertThat(walk.checker().overruns()).isPositive();
	}

	static Stream<Rules> rules() {
		return Stream.of(RULES, withTermLimit(3), withoutRelease(), withDrain(0), withDrain(60),
				trustingTheStoreClock());
	}

}
