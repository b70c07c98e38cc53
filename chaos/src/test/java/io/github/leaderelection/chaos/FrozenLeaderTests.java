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

import java.time.Duration;

import io.github.leaderelection.chaos.check.Checker;
import io.github.leaderelection.chaos.check.Evidence;
import io.github.leaderelection.chaos.check.Tally;
import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.settings.ChaosSettings;
import io.github.leaderelection.chaos.settings.ChaosTimings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/** A leader that is frozen in the middle of a transaction, and wakes. */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class FrozenLeaderTests {

	@Test
	void afterATakeoverTheFencedCommitFailsAndTheOtherWriteIsSeen() {
		try (Script script = new Script("frozen", ChaosSettings.scripted(2))) {
			script.hold("hold-fenced");
			script.hold("hold-snapshot");
			script.hold("hold-unfenced");
			script.leader().process().freeze();
			script.awaitTakeover();
			script.leader().process().wake();
			script.go();
			script.awaitNoted(LogEvent.FENCED_LOST, "hold-fenced");
			script.awaitNoted(LogEvent.FENCED_LOST, "hold-snapshot");
			script.awaitNoted(LogEvent.UNFENCED_COMMITTED, "hold-unfenced");
			Evidence evidence = script.end();
			assertThat(Checker.check(evidence)).isEmpty();
			assertThat(Tally.of(evidence).staleUnfenced()).isPositive();
			assertThat(evidence.history()).extracting("row")
				.contains(script.rowOfLeader("hold-unfenced"))
				.doesNotContain(script.rowOfLeader("hold-fenced"), script.rowOfLeader("hold-snapshot"));
		}
	}

	/**
	 * The server ends a session that is silent for a lease, and its transaction with it.
	 */
	@Test
	void betweenFenceAndCommitHoldsTheTakeoverUpForALeaseAtMost() {
		try (Script script = new Script("frozen-in-commit", ChaosSettings.scripted(2))) {
			script.hold("hold-commit");
			script.leader().process().freeze();
			script.awaitTakeover();
			script.leader().process().wake();
			script.go();
			script.awaitNoted(LogEvent.FENCED_FAILED, "hold-commit");
			Evidence evidence = script.end();
			assertThat(Checker.check(evidence)).isEmpty();
			assertThat(evidence.history()).extracting("row").doesNotContain(script.rowOfLeader("hold-commit"));
		}
	}

	@Test
	void betweenFenceAndCommitForLessThanALeaseCommits() {
		ChaosTimings unhurried = new ChaosTimings(Duration.ofSeconds(60), Duration.ofSeconds(40),
				Duration.ofMillis(400));
		try (Script script = new Script("frozen-shortly", ChaosSettings.scripted(2).withTimings(unhurried))) {
			script.hold("hold-commit");
			script.leader().process().freeze();
			script.leader().process().wake();
			script.go();
			script.awaitNoted(LogEvent.FENCED_COMMITTED, "hold-commit");
			assertThat(Checker.check(script.end())).isEmpty();
		}
	}

}
