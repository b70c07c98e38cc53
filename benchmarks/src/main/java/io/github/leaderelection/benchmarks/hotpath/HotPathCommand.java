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

package io.github.leaderelection.benchmarks.hotpath;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.leaderelection.benchmarks.BenchmarkSettings;
import io.github.leaderelection.benchmarks.report.Csv;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks and writes what they say. */
public final class HotPathCommand {

	/** As the profiler calls it. */
	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private static final int ITERATIONS = 5;

	private HotPathCommand() {
	}

	/**
	 * Runs.
	 * @param settings how often, and where the report goes
	 */
	public static void run(BenchmarkSettings settings) {
		Options options = new OptionsBuilder().include(IsLeaderBenchmark.class.getName() + "\\.")
			.include(ConditionalOnLeaderBenchmark.class.getName() + "\\.")
			.addProfiler(GCProfiler.class)
			.forks(settings.forks())
			.warmupIterations(ITERATIONS)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(ITERATIONS)
			.measurementTime(TimeValue.seconds(1))
			.shouldFailOnError(true)
			.build();
		try {
			write(settings, new Runner(options).run());
		}
		catch (RunnerException ex) {
			throw new IllegalStateException("JMH has failed", ex);
		}
	}

	private static void write(BenchmarkSettings settings, Collection<RunResult> results) {
		Map<String, CallCost> costs = new TreeMap<>();
		Csv csv = new Csv("benchmark", "ns_per_call", "error_ns", "bytes_per_call");
		for (RunResult result : results) {
			Result<?> time = result.getPrimaryResult();
			double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore();
			CallCost cost = new CallCost(time.getScore(), time.getScoreError(), bytes);
			costs.put(time.getLabel(), cost);
			csv.line(time.getLabel(), cost.nanos(), cost.error(), cost.bytes());
		}
		csv.write(settings.docs().resolve("measurements").resolve("hot-path.csv"));
		settings.measurements().write("hot-path", HotPathReport.text(costs, settings.forks(), ITERATIONS));
	}

}
