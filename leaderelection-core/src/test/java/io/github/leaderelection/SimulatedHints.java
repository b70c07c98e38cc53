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

import java.util.List;
import java.util.Random;

/**
 * Tells the processes that a record has changed, as a database's notifications would at
 * their worst: late, lost, doubled, in the wrong order, and of nothing at all. It has
 * chance of its own, so that the rest of a seed's faults do not depend on it.
 */
final class SimulatedHints {

	private final SimulatedWorld world;

	private final Random random;

	private final long lease;

	private final List<SimulatedProcess> processes;

	SimulatedHints(long seed, SimulatedWorld world, SimulationPlan plan, List<SimulatedProcess> processes) {
		this.world = world;
		this.random = new Random(seed * 0x9E3779B97F4A7C15L + 2);
		this.lease = plan.lease();
		this.processes = processes;
	}

	void changed(String election) {
		for (SimulatedProcess process : this.processes) {
			if (oneIn(8)) {
				continue;
			}
			send(process, election, oneIn(8) ? upTo(this.lease) : upTo(20 * SimulatedWorld.MILLI));
			if (oneIn(4)) {
				// of nothing: at any time, and often more than one
				long later = upTo(2 * this.lease);
				for (int i = 0; i <= this.random.nextInt(4); i++) {
					send(process, election, later + upTo(10 * SimulatedWorld.MILLI));
				}
			}
		}
	}

	private void send(SimulatedProcess process, String election, long delay) {
		this.world.after(delay,
				() -> process.run(() -> process.candidates()
					.stream()
					.filter((candidate) -> candidate.election().equals(election))
					.forEach(SimulatedCandidate::hint)));
	}

	private boolean oneIn(int chances) {
		return this.random.nextInt(chances) == 0;
	}

	private long upTo(long bound) {
		return (long) (this.random.nextDouble() * bound);
	}

}
