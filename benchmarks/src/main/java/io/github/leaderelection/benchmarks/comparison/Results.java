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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.benchmarks.report.Csv;

/** Everything that was measured. */
final class Results {

	private final List<Idle> idles = new ArrayList<>();

	private final List<Takeovers> takeovers = new ArrayList<>();

	private final List<Overlap> overlaps = new ArrayList<>();

	void add(Idle idle) {
		this.idles.add(idle);
	}

	void add(Takeovers some) {
		this.takeovers.add(some);
	}

	void add(Overlap overlap) {
		this.overlaps.add(overlap);
	}

	List<Idle> idles() {
		return this.idles;
	}

	List<Takeovers> takeovers() {
		return this.takeovers;
	}

	List<Overlap> overlaps() {
		return this.overlaps;
	}

	void writeRaw(Path directory) {
		Csv elections = new Csv("candidate", "elections", "process", "led_at_the_end", "terms_lost", "threads",
				"statements_per_second", "errors_of_both");
		for (Idle idle : this.idles) {
			line(elections, idle, "leader", idle.leader());
			line(elections, idle, "follower", idle.follower());
		}
		elections.write(directory.resolve("elections.csv"));
		Csv single = new Csv("candidate", "leader_ended_by", "number", "milliseconds");
		for (Takeovers some : this.takeovers) {
			for (int index = 0; index < some.millis().size(); index++) {
				single.line(some.candidate().id(), some.kind().title(), index + 1, some.millis().get(index));
			}
		}
		single.write(directory.resolve("takeovers.csv"));
		Csv both = new Csv("candidate", "trouble", "milliseconds_with_two_leaders", "second_has_led");
		this.overlaps.forEach((overlap) -> both.line(overlap.candidate().id(), overlap.trouble(), overlap.millis(),
				overlap.takenOver()));
		both.write(directory.resolve("two-leaders.csv"));
	}

	private static void line(Csv csv, Idle idle, String process, Idle.Share share) {
		csv.line(idle.candidate().id(), idle.elections(), process, share.led(), share.lost(), share.threads(),
				share.statements(), idle.errors());
	}

}
