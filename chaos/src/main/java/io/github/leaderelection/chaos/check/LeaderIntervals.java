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

package io.github.leaderelection.chaos.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.leaderelection.chaos.log.LeaderSample;
import io.github.leaderelection.chaos.log.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * G1 across processes: what each saw of {@code isLeader()}, on the monotonic clock that
 * all processes of a machine share ({@code CLOCK_MONOTONIC} behind
 * {@code System.nanoTime()}).
 * <p>
 * Between two samples of one term in which a process saw {@code true}, it was
 * {@code true} throughout: a term that has ended does not resume, which is checked too.
 * Nothing is assumed beyond the first and the last sample, so a process that was frozen
 * counts up to its last sample before, and an overlap that is found is one.
 */
final class LeaderIntervals {

	private LeaderIntervals() {
	}

	static void check(Evidence evidence, Violations violations) {
		List<Interval> intervals = new ArrayList<>();
		for (ProcessEvidence process : evidence.processes()) {
			process.noted(LogEvent.RESUMED)
				.forEach((entry) -> violations.add(Rule.NO_RESUMPTION,
						"%s: %s".formatted(process.name(), entry.detail())));
			process.samples()
				.stream()
				.filter((sample) -> sample.first() <= sample.last())
				.forEach((sample) -> intervals.add(new Interval(process.name(), sample)));
		}
		intervals.sort(Comparator.comparingLong((interval) -> interval.sample().first()));
		Interval latest = null;
		for (Interval interval : intervals) {
			compare(latest, interval, violations);
			if (latest == null || interval.sample().last() > latest.sample().last()) {
				latest = interval;
			}
		}
	}

	private static void compare(@Nullable Interval earlier, Interval later, Violations violations) {
		if (earlier == null || later.sample().first() > earlier.sample().last()) {
			return;
		}
		long overlap = Math.min(earlier.sample().last(), later.sample().last()) - later.sample().first();
		violations.add(Rule.ONE_LEADER, "%s led in term %d while %s led in term %d, for %d us".formatted(
				earlier.process(), earlier.sample().token(), later.process(), later.sample().token(), overlap / 1000));
	}

	private record Interval(String process, LeaderSample sample) {
	}

}
