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

package io.github.leaderelection.docs;

import java.time.Duration;
import java.util.List;

import io.github.leaderelection.election.ElectionTimings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/** The figures of the README follow from the durations beside them. */
class TimingsDocsTests {

	static List<List<String>> rows() {
		return Markdown.readme().table("timings");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void figuresFollowFromTheDurations(List<String> row) {
		Duration lease = duration(row.get(1));
		Duration deadline = duration(row.get(2));
		Duration retry = duration(row.get(3));
		ElectionTimings timings = ElectionTimings.of(lease, deadline, retry);
		assertThat(timings.violations()).isEmpty();
		assertThat(millis(row.get(4))).as("after a crash").isEqualTo(timings.worstFailover().toMillis());
		assertThat(millis(row.get(5))).as("after a clean stop")
			.isEqualTo(retry.multipliedBy(22).dividedBy(10).toMillis());
		assertThat(millis(row.get(6))).as("outage").isEqualTo(deadline.minus(retry).toMillis());
	}

	@ParameterizedTest
	@MethodSource("rows")
	void durationsKeepTheRuleOfThumb(List<String> row) {
		double look = duration(row.get(3)).toMillis() * (1 + ElectionTimings.JITTER_FACTOR);
		assertThat((double) duration(row.get(1)).toMillis())
			.isGreaterThanOrEqualTo((duration(row.get(2)).toMillis() + look) * (1 + ElectionTimings.MAX_CLOCK_DRIFT));
	}

	@ParameterizedTest
	@MethodSource("rows")
	void theDefaultsAreMarked(List<String> row) {
		boolean defaults = duration(row.get(1)).equals(ElectionTimings.DEFAULT_LEASE_DURATION)
				&& duration(row.get(2)).equals(ElectionTimings.DEFAULT_RENEW_DEADLINE)
				&& duration(row.get(3)).equals(ElectionTimings.DEFAULT_RETRY_PERIOD);
		assertThat(row.get(0).equals("**default**")).isEqualTo(defaults);
	}

	private static Duration duration(String text) {
		return DurationStyle.detectAndParse(text);
	}

	/** Seconds with a fraction, which the notation of Spring has not. */
	private static long millis(String text) {
		assertThat(text).endsWith("s");
		return Math.round(Double.parseDouble(text.substring(0, text.length() - 1)) * 1000);
	}

}
