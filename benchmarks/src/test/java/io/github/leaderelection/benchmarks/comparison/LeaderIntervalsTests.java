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

package io.github.leaderelection.benchmarks.comparison;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.benchmarks.contestant.ContestantEvent;
import io.github.leaderelection.benchmarks.contestant.EventKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderIntervalsTests {

	private static final long END = millis(100);

	@Test
	void whoLeadsOneAfterTheOtherDoesNotOverlap() {
		assertThat(led(0, 10, 30, 40).overlap(led(11, 29, 41, 50))).isZero();
	}

	@Test
	void overlapsAddUp() {
		assertThat(led(0, 10, 20, 30).overlap(led(5, 25))).isEqualTo(10);
	}

	@Test
	void whoStillLeadsDoesSoUntilTheEnd() {
		assertThat(led(0).overlap(led(90))).isEqualTo(10);
	}

	@Test
	void whoHasNeverLedOverlapsWithNobody() {
		assertThat(led().overlap(led(0))).isZero();
	}

	private static LeaderIntervals led(long... changes) {
		List<ContestantEvent> events = new ArrayList<>();
		for (int index = 0; index < changes.length; index++) {
			EventKind kind = (index % 2 == 0) ? EventKind.LEADS_FROM : EventKind.LEADS_UNTIL;
			events.add(new ContestantEvent(kind, millis(changes[index]), Instant.EPOCH, "-"));
			events.add(new ContestantEvent(EventKind.GRANTED, 0, Instant.EPOCH, "-"));
		}
		return LeaderIntervals.of(events, END);
	}

	/** Close to where nanoseconds overflow. */
	private static long millis(long millis) {
		return Long.MAX_VALUE - 50_000_000 + millis * 1_000_000;
	}

}
