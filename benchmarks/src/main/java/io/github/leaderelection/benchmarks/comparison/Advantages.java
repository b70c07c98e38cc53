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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.leaderelection.benchmarks.contestant.Candidate;
import io.github.leaderelection.benchmarks.report.MarkdownTable;

/** Where a peer has done better than this library: less is better in every figure. */
final class Advantages {

	/** Less of a difference is noise. */
	private static final double MARGIN = 0.95;

	private final Map<String, Map<Candidate, Double>> figures = new LinkedHashMap<>();

	void add(String figure, Candidate candidate, double value) {
		this.figures.computeIfAbsent(figure, (name) -> new LinkedHashMap<>()).put(candidate, value);
	}

	String text() {
		StringBuilder text = new StringBuilder();
		this.figures.forEach((figure, values) -> {
			Double own = values.get(Candidate.LEADERELECTION);
			values.forEach((candidate, value) -> {
				if (own != null && value < own * MARGIN) {
					text.append("- ")
						.append(figure)
						.append(": ")
						.append(candidate.title())
						.append(' ')
						.append(MarkdownTable.number(value, 1))
						.append(", this library ")
						.append(MarkdownTable.number(own, 1))
						.append('\n');
				}
			});
		});
		return text.isEmpty() ? "In no figure of this run.\n" : text.toString();
	}

}
