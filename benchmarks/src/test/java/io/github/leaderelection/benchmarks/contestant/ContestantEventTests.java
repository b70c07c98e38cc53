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

package io.github.leaderelection.benchmarks.contestant;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContestantEventTests {

	@Test
	void readsWhatItHasWritten() {
		ContestantEvent event = new ContestantEvent(EventKind.GRANTED, -42,
				Instant.parse("2026-01-01T00:00:00.123456Z"), "run1-0");
		assertThat(ContestantEvent.parse(event.toLine())).contains(event);
	}

	@Test
	void otherLinesAreNoEvents() {
		assertThat(ContestantEvent.parse("Hello from a library, that prints what it likes")).isEmpty();
		assertThat(ContestantEvent.parse("")).isEmpty();
	}

}
