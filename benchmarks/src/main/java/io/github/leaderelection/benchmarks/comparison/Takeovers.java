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

import io.github.leaderelection.benchmarks.contestant.Candidate;
import io.github.leaderelection.benchmarks.report.Summary;
import io.github.leaderelection.benchmarks.takeover.TakeoverKind;

/**
 * How long it took others to take over.
 *
 * @param candidate what they used
 * @param kind how leaders ended
 * @param millis the takeovers, in milliseconds
 * @param errors what the server has logged as errors meanwhile
 */
record Takeovers(Candidate candidate, TakeoverKind kind, List<Double> millis, long errors) {

	Summary summary() {
		return Summary.of(this.millis);
	}

}
