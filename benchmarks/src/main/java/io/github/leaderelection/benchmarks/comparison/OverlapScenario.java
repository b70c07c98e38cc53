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

import java.time.Duration;

import io.github.leaderelection.benchmarks.BenchmarkSettings;
import io.github.leaderelection.benchmarks.Timings;
import io.github.leaderelection.benchmarks.arena.Arena;
import io.github.leaderelection.benchmarks.arena.ContestantProcess;
import io.github.leaderelection.benchmarks.arena.Entry;
import io.github.leaderelection.benchmarks.contestant.Candidate;
import io.github.leaderelection.benchmarks.contestant.EventKind;
import io.github.leaderelection.chaos.fleet.Direction;
import io.github.leaderelection.chaos.fleet.TcpProxy;

/** A leader is cut off, or its listener blocks, while another waits its turn. */
final class OverlapScenario {

	private final Arena arena;

	private final BenchmarkSettings settings;

	OverlapScenario(Arena arena, BenchmarkSettings settings) {
		this.arena = arena;
		this.settings = settings;
	}

	Overlap run(Candidate candidate, Trouble trouble) {
		Entry plain = new Entry(candidate, this.arena.newRun(candidate), this.settings.lease(), 1);
		try (TcpProxy proxy = new TcpProxy(this.arena.database().port())) {
			Entry troubled = switch (trouble) {
				case STALL -> plain.through(proxy, "");
				case STALL_BOUNDED -> plain.through(proxy, "&socketTimeout=" + seconds());
				case LISTENER -> plain.blocking(this.settings.disturbance());
			};
			ContestantProcess first = this.arena.start(troubled);
			ContestantProcess second = this.arena.start(plain);
			long since = System.nanoTime();
			first.tell("start");
			first.await(EventKind.GRANTED, since, this.settings.lease().multipliedBy(5));
			second.tell("start");
			if (trouble == Trouble.LISTENER) {
				Arena.pause(this.settings.disturbance());
			}
			else {
				stall(proxy);
			}
			Arena.pause(this.settings.lease());
			long end = System.nanoTime();
			LeaderIntervals led = LeaderIntervals.of(first.events(), end);
			LeaderIntervals ledAsWell = LeaderIntervals.of(second.events(), end);
			return new Overlap(candidate, trouble, led.overlap(ledAsWell), second.count(EventKind.LEADS_FROM) > 0);
		}
		finally {
			this.arena.clear();
		}
	}

	private void stall(TcpProxy proxy) {
		Arena.pause(this.settings.lease());
		for (Direction direction : Direction.values()) {
			proxy.stall(direction);
		}
		Arena.pause(this.settings.disturbance());
		for (Direction direction : Direction.values()) {
			proxy.flow(direction);
		}
	}

	/** The driver counts whole seconds. */
	private long seconds() {
		Duration deadline = Timings.of(this.settings.lease()).renewDeadline();
		return Math.max(1, deadline.toSeconds());
	}

}
