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

import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.benchmarks.contestant.ContestantEvent;
import io.github.leaderelection.benchmarks.contestant.EventKind;

/** When a contestant has said that it leads. */
final class LeaderIntervals {

	private final List<Interval> intervals;

	private LeaderIntervals(List<Interval> intervals) {
		this.intervals = intervals;
	}

	/** What has no end yet lasts until the given time. */
	static LeaderIntervals of(List<ContestantEvent> events, long end) {
		List<Interval> intervals = new ArrayList<>();
		boolean leads = false;
		long from = 0;
		for (ContestantEvent event : events) {
			if (event.kind() == EventKind.LEADS_FROM) {
				leads = true;
				from = event.nanos();
			}
			else if (event.kind() == EventKind.LEADS_UNTIL) {
				leads = false;
				intervals.add(new Interval(from, event.nanos()));
			}
		}
		if (leads && end - from > 0) {
			intervals.add(new Interval(from, end));
		}
		return new LeaderIntervals(intervals);
	}

	/** For how long both have said so, in milliseconds. */
	double overlap(LeaderIntervals other) {
		long nanos = 0;
		for (Interval mine : this.intervals) {
			for (Interval theirs : other.intervals) {
				nanos += mine.overlap(theirs);
			}
		}
		return nanos / 1e6;
	}

	private record Interval(long from, long until) {

		/** By differences, as nanoseconds can overflow. */
		long overlap(Interval other) {
			long start = (this.from - other.from > 0) ? this.from : other.from;
			long end = (this.until - other.until < 0) ? this.until : other.until;
			return Math.max(0, end - start);
		}

	}

}
