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

package io.github.leaderelection.benchmarks;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimingsTests {

	@Test
	void keepTheProportionsOfTheDefaults() {
		assertThat(Timings.of(Duration.ofSeconds(15)))
			.isEqualTo(new Timings(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2)));
		assertThat(Timings.of(Duration.ofSeconds(3)))
			.hasToString("lease 3000 ms, renew deadline 2000 ms, retry period 400 ms");
	}

}
