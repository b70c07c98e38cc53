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

package io.github.leaderelection;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutagesTests {

	private final ManualTicker ticker = new ManualTicker();

	private final Outages outages = new Outages(this.ticker);

	@Test
	void oneWarningStandsForAllThatFailTogether() {
		assertThat(this.outages.mayWarn()).isTrue();
		assertThat(this.outages.mayWarn()).isFalse();
		this.ticker.advance(Duration.ofMillis(9_999));
		assertThat(this.outages.mayWarn()).isFalse();
	}

	/** It may have a cause of its own. */
	@Test
	void whoeverStillFailsLaterSpeaks() {
		this.outages.mayWarn();
		this.ticker.advance(Duration.ofSeconds(10));
		assertThat(this.outages.mayWarn()).isTrue();
		assertThat(this.outages.mayWarn()).isFalse();
	}

}
