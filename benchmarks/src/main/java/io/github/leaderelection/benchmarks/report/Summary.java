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

package io.github.leaderelection.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a list of measurements comes to.
 *
 * @param count how many there are
 * @param min the least
 * @param median the middle
 * @param p99 the 99th percentile by nearest rank: below 100 measurements, the greatest
 * @param max the greatest
 */
public record Summary(int count, double min, double median, double p99, double max) {

	/**
	 * Sums up.
	 * @param values measurements in any order
	 * @return the summary; its numbers are {@code NaN} where there is no measurement
	 */
	public static Summary of(List<Double> values) {
		if (values.isEmpty()) {
			return new Summary(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
		}
		List<Double> sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		int count = sorted.size();
		double median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
		return new Summary(count, sorted.get(0), median, sorted.get((int) Math.ceil(count * 0.99) - 1),
				sorted.get(count - 1));
	}

}
