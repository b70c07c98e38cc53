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

import io.github.leaderelection.benchmarks.contestant.Candidate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdvantagesTests {

	private final Advantages advantages = new Advantages();

	@Test
	void namesWhereAPeerIsBetter() {
		this.advantages.add("errors", Candidate.LEADERELECTION, 0);
		this.advantages.add("errors", Candidate.SPRING_INTEGRATION, 7);
		this.advantages.add("threads", Candidate.LEADERELECTION, 3);
		this.advantages.add("threads", Candidate.SPRING_INTEGRATION, 1);
		assertThat(this.advantages.text()).isEqualTo("- threads: Spring Integration 1.0, this library 3.0\n");
	}

	@Test
	void aDifferenceThatIsNoiseIsNone() {
		this.advantages.add("median", Candidate.LEADERELECTION, 100);
		this.advantages.add("median", Candidate.KUBERNETES, 96);
		assertThat(this.advantages.text()).isEqualTo("In no figure of this run.\n");
	}

}
