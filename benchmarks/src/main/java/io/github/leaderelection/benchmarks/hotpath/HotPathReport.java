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

import java.util.Map;

import io.github.leaderelection.benchmarks.BenchmarkSettings;
import io.github.leaderelection.benchmarks.report.Machine;
import io.github.leaderelection.benchmarks.report.MarkdownTable;

/** What the benchmarks came to, beside what is asked of them. */
final class HotPathReport {

	private static final double MAX_RATIO = 1.5;

	private static final double MAX_NANOS = 300;

	/** The profiler sees what other threads allocate, divided by millions of calls. */
	private static final double NO_BYTES = 0.5;

	private HotPathReport() {
	}

	static String text(Map<String, CallCost> costs, int forks, int iterations) {
		MarkdownTable calls = new MarkdownTable("call", "ns", "± (99.9 %)", "bytes allocated");
		costs.forEach((name, cost) -> calls.row("`" + name + "`", MarkdownTable.number(cost.nanos(), 1),
				MarkdownTable.number(cost.error(), 1), MarkdownTable.number(cost.bytes(), 3)));
		double ratio = cost(costs, "isLeader").nanos() / cost(costs, "nanoTime").nanos();
		double more = cost(costs, "conditionalOnLeader").nanos() - cost(costs, "noOpAdvisor").nanos();
		double bytes = cost(costs, "isLeader").bytes();
		MarkdownTable figures = new MarkdownTable("figure", "asked", "measured", "");
		figures.row("`isLeader()` / `System.nanoTime()`", "at most " + MAX_RATIO, MarkdownTable.number(ratio, 2),
				verdict(ratio <= MAX_RATIO));
		figures.row("`isLeader()`: bytes allocated", "0", MarkdownTable.number(bytes, 3), verdict(bytes < NO_BYTES));
		figures.row("`@ConditionalOnLeader` over a no-op advisor, ns", "at most " + MarkdownTable.number(MAX_NANOS, 0),
				MarkdownTable.number(more, 1), verdict(more <= MAX_NANOS));
		return """
				## What a call costs

				```
				mvn -pl benchmarks -am verify -DskipTests -Dbenchmarks=hot-path%s
				```

				JMH with its gc profiler, one thread, %d forks of %d iterations of 1 s each, after as many to warm up.
				%s Raw numbers: [`hot-path.csv`](measurements/hot-path.csv).

				%s
				%s
				`isLeader` is asked of a started candidate that leads. `conditionalOnLeader` is a call of a bean's method,
				through its proxy, in an instance that leads; `noOpAdvisor` is the same bean under an interceptor that
				only proceeds.
				"""
			.formatted(BenchmarkSettings.options("forks"), forks, iterations, Machine.describe(), figures, calls);
	}

	private static CallCost cost(Map<String, CallCost> costs, String name) {
		CallCost cost = costs.get(name);
		if (cost == null) {
			throw new IllegalStateException("JMH has no result for " + name + ", only for " + costs.keySet());
		}
		return cost;
	}

	static String verdict(boolean met) {
		return met ? "met" : "**missed**";
	}

}
