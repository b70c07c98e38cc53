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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;

class RulesTests {

	private static final ElectionTimings TIMINGS = ElectionTimings.of(Duration.ofSeconds(15), Duration.ofSeconds(10),
			Duration.ofSeconds(2));

	@Test
	void areNanoseconds() {
		assertThat(Rules.of("me", TIMINGS, true, false, Given.SALT))
			.isEqualTo(new Rules("me", s(15), s(10), s(2), Moment.NEVER, s(5), true, false, Given.SALT));
	}

	@Test
	void keepTheSwitchesApart() {
		Rules rules = Rules.of("me", TIMINGS, false, true, Given.SALT);
		assertThat(rules.releaseOnStop()).isFalse();
		assertThat(rules.trustStoreClock()).isTrue();
	}

	@Test
	void keepMillisecondsAndTheTermLimit() {
		ElectionTimings timings = new ElectionTimings(Duration.ofMillis(1501), Duration.ofMillis(1002),
				Duration.ofMillis(203), Duration.ofMillis(4004), Duration.ZERO);
		assertThat(Rules.of("me", timings, true, false, Given.SALT))
			.isEqualTo(new Rules("me", s(1.501), s(1.002), s(0.203), s(4.004), 0, true, false, Given.SALT));
	}

}
