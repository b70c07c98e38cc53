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

import io.github.leaderelection.benchmarks.contestant.Candidate;

/**
 * What two processes cost that do nothing but lead, and follow.
 *
 * @param candidate what they used
 * @param elections how many elections they took part in
 * @param leader what the process that was started first cost
 * @param follower what the other one cost
 * @param errors what the server has logged as errors, from the start on
 */
record Idle(Candidate candidate, int elections, Share leader, Share follower, long errors) {

	/**
	 * One process.
	 *
	 * @param led how many elections it led in the end
	 * @param lost how many terms it has lost
	 * @param threads how many threads it had that it did not have before it took part
	 * @param statements how many statements it made the server execute, a second
	 */
	record Share(long led, long lost, int threads, double statements) {

	}

}
