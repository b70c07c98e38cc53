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

package io.github.leaderelection.benchmarks.hotpath;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class HotPathReportTests {

	@Test
	void setsWhatWasMeasuredBesideWhatWasAsked() {
		String text = HotPathReport.text(Map.of("isLeader", new CallCost(32, 1, 0), "nanoTime", new CallCost(20, 1, 0),
				"conditionalOnLeader", new CallCost(200, 1, 120), "noOpAdvisor", new CallCost(50, 1, 64)), 3, 5);
		assertThat(text).contains("| at most 1.5 | 1.60 | **missed** |", "| 0 | 0.000 | met |",
				"| at most 300 | 150.0 | met |");
	}

	@Test
	void aBenchmarkThatDidNotRunIsNamed() {
		assertThatIllegalStateException().isThrownBy(() -> HotPathReport.text(Map.of(), 3, 5))
			.withMessageContaining("isLeader");
	}

}
