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

package io.github.leaderelection;

import java.time.Duration;
import java.util.List;

import io.github.leaderelection.election.ElectionTimings;

/**
 * What a seed makes of a simulation.
 *
 * @param processes how many there are, 3 to 7
 * @param elections their elections
 * @param timings the durations
 * @param releaseOnStop whether a leader that is stopped releases
 * @param disturbances how many things happen to the fleet
 * @param treacle whether the network is so slow that most attempts overtake each other
 */
record SimulationPlan(int processes, List<String> elections, ElectionTimings timings, boolean releaseOnStop,
		int disturbances, boolean treacle) {

	private static final List<List<Long>> TIMINGS = List.of(List.of(15_000L, 10_000L, 2_000L),
			List.of(3_000L, 2_000L, 400L), List.of(10_000L, 9_000L, 7_400L), List.of(10_000L, 9_000L, 2_000L),
			List.of(10_110L, 10_000L, 3_000L));

	static SimulationPlan draw(SimulatedWorld world) {
		List<Long> millis = TIMINGS.get(world.pick(TIMINGS.size()));
		Duration lease = Duration.ofMillis(millis.get(0));
		Duration deadline = Duration.ofMillis(millis.get(1));
		Duration limit = world.oneIn(3) ? lease.plusMillis(world.upTo(4 * lease.toMillis())) : Duration.ZERO;
		Duration drain = world.oneIn(3) ? lease : ElectionTimings.defaultDrainTimeout(lease, deadline);
		ElectionTimings timings = new ElectionTimings(lease, deadline, Duration.ofMillis(millis.get(2)), limit, drain);
		List<String> elections = world.oneIn(3) ? List.of("a", "b") : List.of("a");
		int processes = world.oneIn(4) ? 4 + world.pick(4) : 3;
		return new SimulationPlan(processes, elections, timings, !world.oneIn(4), 8 + world.pick(10), world.oneIn(4));
	}

	long lease() {
		return this.timings.leaseDuration().toNanos();
	}

	/** For how long things happen. */
	long duration() {
		return 14 * lease();
	}

	/** How long after the last fault each election must have a leader again. */
	long recovery() {
		return 5 * lease() + 12 * this.timings.retryPeriod().toNanos() + this.timings.termLimit().toNanos() / 100;
	}

}
