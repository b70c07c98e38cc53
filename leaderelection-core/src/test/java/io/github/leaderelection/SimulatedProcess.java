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

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * One process: the real shell and states on threads, timers and clocks that are
 * simulated. It can be paused, cut off and killed.
 */
final class SimulatedProcess {

	private final SimulatedWorld world;

	private final String name;

	private final double rate;

	private final long origin;

	private final SimulationChecker checker;

	private final SimulatedNetwork network;

	private final List<SimulatedCandidate> candidates = new ArrayList<>();

	private boolean alive = true;

	private boolean faulty = true;

	private long pausedUntil;

	private long wallOffset;

	SimulatedProcess(String name, SimulatedWorld world, SimulatedStore store, SimulationPlan plan,
			SimulationChecker checker) {
		this.name = name;
		this.world = world;
		this.checker = checker;
		this.rate = world.rate();
		this.origin = world.upTo(1000 * SimulatedWorld.SECOND);
		this.network = new SimulatedNetwork(this, world, store, plan);
		Executor threads = (task) -> world.after(this.faulty ? world.upTo(2 * SimulatedWorld.MILLI) : 0,
				() -> run(task));
		ElectionRuntime runtime = new ElectionRuntime(ticker(), wallClock(), mailbox(), this.network, threads, threads,
				world.upTo(Long.MAX_VALUE), new Outages(ticker()), new ElectionMonitor() {
				});
		for (String election : plan.elections()) {
			this.candidates.add(new SimulatedCandidate(this, election, plan, runtime, world, store, checker));
		}
	}

	String name() {
		return this.name;
	}

	boolean isAlive() {
		return this.alive;
	}

	boolean isPaused() {
		return this.world.now() < this.pausedUntil;
	}

	List<SimulatedCandidate> candidates() {
		return this.candidates;
	}

	SimulationChecker checker() {
		return this.checker;
	}

	SimulatedNetwork network() {
		return this.network;
	}

	Ticker ticker() {
		return () -> (long) (this.world.now() * this.rate) + this.origin;
	}

	/** How long a time of this process takes in the world. */
	long inWorldTime(long nanos) {
		return (long) Math.ceil(nanos / this.rate);
	}

	void kill() {
		this.alive = false;
		this.world.note("%s is killed", this.name);
	}

	void pauseFor(long duration) {
		this.pausedUntil = Math.max(this.pausedUntil, this.world.now() + duration);
		this.world.note("%s is paused for %.3f s", this.name, duration / 1e9);
	}

	void heal() {
		this.faulty = false;
		this.network.heal();
		this.candidates.forEach(SimulatedCandidate::heal);
	}

	void leapWallClock(long by) {
		this.wallOffset += by;
	}

	/**
	 * Runs something in this process: never after its death, and not while it is paused.
	 */
	void run(Runnable task) {
		if (!this.alive) {
			return;
		}
		if (isPaused()) {
			this.world.at(this.pausedUntil, () -> run(task));
			return;
		}
		task.run();
	}

	private Mailbox mailbox() {
		return new Mailbox() {

			@Override
			public void post(Runnable event) {
				SimulatedProcess.this.world.after(0, () -> run(event));
			}

			@Override
			public Alarm after(long nanos, Runnable event) {
				boolean[] cancelled = new boolean[1];
				long late = SimulatedProcess.this.faulty ? SimulatedProcess.this.world.upTo(SimulatedWorld.MILLI) : 0;
				SimulatedProcess.this.world.after(inWorldTime(nanos) + late, () -> run(() -> {
					if (!cancelled[0]) {
						event.run();
					}
				}));
				return () -> cancelled[0] = true;
			}

			@Override
			public void close() {
			}

		};
	}

	private Clock wallClock() {
		return new Clock() {

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

			@Override
			public Instant instant() {
				return Instant.ofEpochSecond(1_700_000_000, ticker().read() + SimulatedProcess.this.wallOffset);
			}

		};
	}

}
