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
import io.github.leaderelection.benchmarks.arena.Arena;
import io.github.leaderelection.benchmarks.arena.ContestantProcess;
import io.github.leaderelection.benchmarks.arena.Entry;
import io.github.leaderelection.benchmarks.arena.ServerLog;
import io.github.leaderelection.benchmarks.contestant.Candidate;
import io.github.leaderelection.benchmarks.contestant.EventKind;

/** One process leads all elections, another follows, and nothing happens. */
final class IdleScenario {

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	private final Arena arena;

	private final BenchmarkSettings settings;

	IdleScenario(Arena arena, BenchmarkSettings settings) {
		this.arena = arena;
		this.settings = settings;
	}

	Idle run(Candidate candidate, int elections) {
		Entry entry = new Entry(candidate, this.arena.newRun(candidate), this.settings.lease(), elections);
		try {
			ContestantProcess leader = this.arena.start(entry);
			ContestantProcess follower = this.arena.start(entry);
			long start = this.arena.logPosition();
			leader.tell("start");
			awaitAllLed(leader, elections);
			follower.tell("start");
			// The first look of a follower is not idleness yet.
			Arena.pause(this.settings.lease().multipliedBy(2));
			long from = this.arena.logPosition();
			long since = System.nanoTime();
			Arena.pause(this.settings.window());
			long to = this.arena.logPosition();
			double seconds = (System.nanoTime() - since) / 1e9;
			ServerLog window = this.arena.log(from, to);
			Idle.Share leaderShare = share(leader, window, seconds);
			Idle.Share followerShare = share(follower, window, seconds);
			long errors = this.arena.log(start, to).ofAll(candidate.id() + "_").errors();
			return new Idle(candidate, elections, leaderShare, followerShare, errors);
		}
		finally {
			this.arena.clear();
		}
	}

	/** Whoever has not led them all by then is measured as it is. */
	private static void awaitAllLed(ContestantProcess leader, int elections) {
		long deadline = System.nanoTime() + START_LIMIT.toNanos();
		while (leader.count(EventKind.GRANTED) < elections && deadline - System.nanoTime() > 0) {
			Arena.pause(Duration.ofMillis(20));
		}
	}

	private static Idle.Share share(ContestantProcess process, ServerLog window, double seconds) {
		long since = System.nanoTime();
		process.tell("threads");
		int threads = process.await(EventKind.THREADS, since, START_LIMIT)
			.map((event) -> Integer.valueOf(event.detail()))
			.orElse(-1);
		long lost = process.count(EventKind.REVOKED);
		return new Idle.Share(process.count(EventKind.GRANTED) - lost, lost, threads,
				window.of(process.name()).statements() / seconds);
	}

}
