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

import io.github.leaderelection.lock.LockSnapshot;
import org.junit.jupiter.api.Test;

import static io.github.leaderelection.election.Given.OTHER;
import static io.github.leaderelection.election.Given.RULES;
import static io.github.leaderelection.election.Given.held;
import static io.github.leaderelection.election.Given.released;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;

class WatchTests {

	private static LockSnapshot version(long version, double age) {
		return held(OTHER, 3, version, age).orElseThrow();
	}

	private static Watch reading(Watch watch, double now) {
		return watch.reading(RULES, s(now));
	}

	@Test
	void beginsWithALookThatIsDue() {
		Watch watch = Watch.begin(s(100));
		assertThat(watch.wakeAt()).isEqualTo(s(100));
		assertThat(watch.isReading()).isFalse();
		assertThat(reading(watch, 100).isReading()).isTrue();
	}

	@Test
	void datesByTheReadBefore() {
		Watch first = reading(Watch.begin(s(100)), 100).found(version(5, 14), RULES, s(101));
		assertThat(first.seen()).isEqualTo(new Observation(5, OTHER, s(116)));
		Watch second = reading(first.until(s(104)), 104).found(version(6, 2), RULES, s(104.5));
		assertThat(second.seen()).isEqualTo(new Observation(6, OTHER, s(117.5)));
		assertThat(second.lastAnsweredSent()).isEqualTo(s(104));
	}

	/** A read without an answer says nothing about what came before it was sent. */
	@Test
	void aReadWithoutAnAnswerDoesNotCount() {
		Watch first = reading(Watch.begin(s(100)), 100).found(version(5, 0), RULES, s(101));
		Watch unanswered = reading(reading(first.until(s(102)), 102).until(s(103)), 103);
		assertThat(unanswered.found(version(6, 9), RULES, s(103.5)).seen())
			.isEqualTo(new Observation(6, OTHER, s(115)));
	}

	@Test
	void keepsTheDateOfARecordThatStands() {
		Watch first = reading(Watch.begin(s(100)), 100).found(version(5, 0), RULES, s(101));
		Watch second = reading(first.until(s(103)), 103).found(version(5, 3), RULES, s(104));
		assertThat(second.seen()).isEqualTo(first.seen());
		assertThat(second.lastAnsweredSent()).isEqualTo(s(103));
	}

	@Test
	void watchesAWholeLeaseAfterThereWasNoRecord() {
		Watch none = reading(Watch.begin(s(100)), 100).foundFree(null, s(101));
		assertThat(none.seen()).isNull();
		assertThat(reading(none.until(s(103)), 103).found(version(1, 2), RULES, s(104)).seen())
			.isEqualTo(new Observation(1, OTHER, s(119)));
	}

	@Test
	void datesATermThatFollowsARelease() {
		Watch free = reading(Watch.begin(s(100)), 100).foundFree(released(3, 5).orElseThrow(), s(101));
		assertThat(free.seen()).isEqualTo(new Observation(5, "", s(101)));
		assertThat(reading(free.until(s(103)), 103).found(version(6, 2), RULES, s(104)).seen())
			.isEqualTo(new Observation(6, OTHER, s(117)));
	}

}
