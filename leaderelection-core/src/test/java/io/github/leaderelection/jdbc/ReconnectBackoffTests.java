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

package io.github.leaderelection.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReconnectBackoffTests {

	private static final Duration SOON = Duration.ofSeconds(1);

	@Test
	void waitsTwiceAsLongAfterEachFailureUpToHalfAMinute() {
		ReconnectBackoff backoff = ReconnectBackoff.none();
		assertThat(backoff.delay(0.99)).isZero();
		List<Long> longest = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			backoff = backoff.after(SOON);
			longest.add(backoff.delay(1).toMillis());
			assertThat(backoff.delay(0).toMillis()).isEqualTo(longest.get(i) / 2);
		}
		assertThat(longest).containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L, 30000L);
	}

	@Test
	void beginsAnewOnceAConnectionHasLasted() {
		ReconnectBackoff backoff = ReconnectBackoff.none().after(SOON).after(SOON).after(SOON);
		assertThat(backoff.after(Duration.ofMillis(29_999)).failures()).isEqualTo(4);
		assertThat(backoff.after(Duration.ofSeconds(30))).isEqualTo(new ReconnectBackoff(1));
	}

	@Test
	void countsOnForAsLongAsItTakes() {
		assertThat(new ReconnectBackoff(1_000_000).delay(1)).isEqualTo(Duration.ofSeconds(30));
	}

}
