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

package io.github.leaderelection.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTests {

	@Test
	void ofAnEvenNumberTheMedianIsBetweenTwo() {
		assertThat(Summary.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Summary(4, 1, 2.5, 4, 4));
	}

	@Test
	void ofAnOddNumberTheMedianIsTheMiddle() {
		assertThat(Summary.of(List.of(9.0, -1.0, 3.0)).median()).isEqualTo(3);
	}

	@Test
	void theGreatestOfAHundredIsBeyondP99() {
		List<Double> values = IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();
		assertThat(Summary.of(values).p99()).isEqualTo(99);
	}

	@Test
	void ofNothingThereAreNoNumbers() {
		Summary summary = Summary.of(List.of());
		assertThat(summary.count()).isZero();
		assertThat(summary.p99()).isNaN();
	}

}
