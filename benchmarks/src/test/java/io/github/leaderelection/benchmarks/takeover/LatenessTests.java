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

package io.github.leaderelection.benchmarks.takeover;

import java.time.Instant;
import java.util.List;

import io.github.leaderelection.benchmarks.arena.LeaseChange;
import io.github.leaderelection.benchmarks.contestant.ContestantEvent;
import io.github.leaderelection.benchmarks.contestant.EventKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LatenessTests {

	private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

	private static final LeaseChange FIRST = new LeaseChange("run-0", "a", "b", 2, at(0), at(20), at(25));

	private static final LeaseChange RELEASE = new LeaseChange("run-0", "b", null, 2, at(9000), at(5000), at(5004));

	private static final LeaseChange NEXT = new LeaseChange("run-0", null, "a", 3, at(8000), at(5010), at(5013));

	private static final LeaseChange SECOND = new LeaseChange("run-0", "a", "b", 4, at(8000), at(7990), at(8001));

	private static final List<LeaseChange> CHANGES = List.of(FIRST, RELEASE, NEXT, SECOND);

	@Test
	void aTakeoverIsLateFromTheEndOfTheLeaseThatItReplaced() {
		assertThat(Lateness.afterLease(CHANGES, List.of(granted(50)))).containsExactly(new Lateness(20, 50));
	}

	@Test
	void oneThatCameTooEarlyIsBelowZero() {
		assertThat(Lateness.afterLease(CHANGES, List.of(granted(8010)))).containsExactly(new Lateness(-10, 10));
	}

	@Test
	void aHandoverIsLateFromTheCommitOfTheRelease() {
		assertThat(Lateness.afterRelease(CHANGES, List.of(granted(5020)))).containsExactly(new Lateness(6, 16));
	}

	@Test
	void whatTheDatabaseDoesNotKnowIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> Lateness.afterLease(CHANGES, List.of(granted(10))));
	}

	private static Takeover granted(long millis) {
		return new Takeover(0, new ContestantEvent(EventKind.GRANTED, 0, at(millis), "run-0"));
	}

	private static Instant at(long millis) {
		return TIME.plusMillis(millis);
	}

}
