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

import java.util.List;
import java.util.stream.Stream;

import io.github.leaderelection.benchmarks.BenchmarkSettings;
import io.github.leaderelection.benchmarks.arena.Arena;
import io.github.leaderelection.benchmarks.arena.Entry;
import io.github.leaderelection.benchmarks.contestant.Candidate;
import io.github.leaderelection.benchmarks.takeover.Duel;
import io.github.leaderelection.benchmarks.takeover.Takeover;
import io.github.leaderelection.benchmarks.takeover.TakeoverKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs every candidate through every scenario, and writes what it has seen. */
public final class ComparisonCommand {

	private static final Logger logger = LoggerFactory.getLogger(ComparisonCommand.class);

	private final BenchmarkSettings settings;

	private final Arena arena;

	private final Results results = new Results();

	private ComparisonCommand(BenchmarkSettings settings, Arena arena) {
		this.settings = settings;
		this.arena = arena;
	}

	/**
	 * Runs.
	 * @param settings how often, how long, and where the report goes
	 */
	public static void run(BenchmarkSettings settings) {
		try (Arena arena = new Arena(settings.output())) {
			ComparisonCommand command = new ComparisonCommand(settings, arena);
			long start = System.nanoTime();
			candidates(settings).forEach(command::run);
			command.results.writeRaw(settings.docs().resolve("comparison"));
			new ComparisonReport(settings, arena.database(), command.results)
				.write(settings.docs().resolve("comparison.md"), System.nanoTime() - start);
		}
	}

	private static List<Candidate> candidates(BenchmarkSettings settings) {
		if (settings.candidates().equals(List.of("all"))) {
			return List.of(Candidate.values());
		}
		// This library comes first, as what the others stand beside.
		return Stream.concat(Stream.of(Candidate.LEADERELECTION), settings.candidates().stream().map(Candidate::of))
			.distinct()
			.toList();
	}

	private void run(Candidate candidate) {
		IdleScenario idle = new IdleScenario(this.arena, this.settings);
		for (int elections : this.settings.elections()) {
			logger.info("{}: {} elections", candidate, elections);
			this.results.add(idle.run(candidate, elections));
		}
		if (candidate == Candidate.SPRING_INTEGRATION_ON_CONFLICT) {
			// Differs in the statements alone.
			return;
		}
		for (Trouble trouble : Trouble.values()) {
			logger.info("{}: {}", candidate, trouble);
			this.results.add(new OverlapScenario(this.arena, this.settings).run(candidate, trouble));
		}
		for (TakeoverKind kind : TakeoverKind.values()) {
			logger.info("{}: {}", candidate, kind);
			this.results.add(takeovers(candidate, kind));
		}
	}

	private Takeovers takeovers(Candidate candidate, TakeoverKind kind) {
		long from = this.arena.logPosition();
		Entry entry = new Entry(candidate, this.arena.newRun(candidate), this.settings.lease(), 1);
		List<Double> millis = new Duel(this.arena, entry).run(kind, this.settings.takeovers())
			.stream()
			.map(Takeover::millis)
			.toList();
		long errors = this.arena.log(from, this.arena.logPosition()).ofAll(candidate.id() + "_").errors();
		return new Takeovers(candidate, kind, millis, errors);
	}

}
