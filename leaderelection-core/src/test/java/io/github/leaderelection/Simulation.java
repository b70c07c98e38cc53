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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import io.github.leaderelection.SimulationChecker.Violation;

/**
 * A fleet in virtual time, with faults that come from a seed. The same seed gives the
 * same history. After Kafka's {@code RaftEventSimulationTest}.
 */
final class Simulation {

	private final SimulatedWorld world;

	private final SimulationPlan plan;

	private final SimulationChecker checker;

	private final SimulatedStore store;

	private final SimulatedHints hints;

	private final List<SimulatedProcess> processes = new ArrayList<>();

	private int incarnations;

	private boolean healed;

	private Simulation(long seed, boolean recording) {
		this.world = new SimulatedWorld(seed, recording);
		this.plan = SimulationPlan.draw(this.world);
		this.checker = new SimulationChecker(this.world);
		this.hints = new SimulatedHints(seed, this.world, this.plan, this.processes);
		this.store = new SimulatedStore(this.world, this.checker::fail, this.hints::changed);
	}

	/** Runs a seed. */
	static Outcome run(long seed) {
		return new Simulation(seed, false).run();
	}

	/** Runs a seed and tells what happened. */
	static String replay(long seed) {
		Simulation simulation = new Simulation(seed, true);
		Outcome outcome = simulation.run();
		return "seed %d: %s%n%s%s%n".formatted(seed, simulation.plan, simulation.world.history(),
				outcome.violation().map(Violation::getMessage).orElse("no violation"));
	}

	/**
	 * Runs seeds until one violates a guarantee.
	 * @return the seed and what it violated, or empty if none did
	 */
	static Optional<String> firstViolation(long from, long to) {
		return LongStream.range(from, to)
			.parallel()
			.mapToObj((seed) -> run(seed).violation().map((violation) -> seed + " " + violation.getMessage()))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private Outcome run() {
		try {
			prepare();
			while (this.world.step(this.plan.duration())) {
				checkAll();
			}
			heal();
			long end = this.world.now() + this.plan.recovery();
			while (this.world.step(end)) {
				checkAll();
			}
			awaitLeaders(end + this.plan.timings().termLimit().toNanos() + this.plan.recovery());
			return outcome(Optional.empty());
		}
		catch (Violation violation) {
			return outcome(Optional.of(violation));
		}
	}

	private Outcome outcome(Optional<Violation> violation) {
		return new Outcome(violation, this.checker.grants(), this.store.committed(), this.world.events());
	}

	private void checkAll() {
		this.checker.check(this.processes, this.plan.elections());
		if (this.world.events() > 400_000) {
			this.checker.fail("G5: the fleet is busy without an end");
		}
	}

	/**
	 * Where a handover is just under way, for term limits go on, the next leader is
	 * waited for.
	 */
	private void awaitLeaders(long end) {
		while (!this.checker.eachHasALeader(this.processes, this.plan.elections())) {
			if (this.plan.timings().termLimit().isZero() || !this.world.step(end)) {
				this.checker.fail("G5: no leader at the end");
			}
			checkAll();
		}
	}

	private void prepare() {
		for (int i = 0; i < this.plan.processes(); i++) {
			this.world.at(this.world.upTo(this.plan.lease() / 2), this::startProcess);
		}
		for (int i = 0; i < this.plan.disturbances(); i++) {
			this.world.at(this.world.upTo(this.plan.duration()), this::disturb);
		}
	}

	private void startProcess() {
		SimulatedProcess process = new SimulatedProcess("p" + ++this.incarnations, this.world, this.store, this.plan,
				this.checker);
		this.processes.add(process);
		this.world.note("%s starts", process.name());
		process.candidates().forEach((candidate) -> candidate.elector().start());
		if (this.healed) {
			process.heal();
		}
	}

	private void disturb() {
		List<SimulatedProcess> alive = this.processes.stream().filter(SimulatedProcess::isAlive).toList();
		if (alive.isEmpty()) {
			return;
		}
		SimulatedProcess anyone = alive.get(this.world.pick(alive.size()));
		SimulatedProcess leader = alive.stream().filter(Simulation::leads).findFirst().orElse(anyone);
		SimulatedProcess victim = this.world.oneIn(2) ? leader : anyone;
		long lease = this.plan.lease();
		switch (this.world.pick(8)) {
			case 0, 1 -> victim.pauseFor(this.world.upTo(3 * lease));
			case 2 -> {
				victim.kill();
				this.world.after(this.world.upTo(2 * lease), this::startProcess);
			}
			case 3 -> {
				this.world.note("%s is cut off", victim.name());
				victim.network().cutFor(this.world.upTo(2 * lease));
			}
			case 4 -> {
				this.world.note("the store's clock leaps");
				this.store.leap(leap());
				alive.forEach((process) -> process.leapWallClock(leap()));
			}
			case 5 -> {
				this.world.note("the store is down");
				this.store.down(true);
				this.world.after(this.world.upTo(lease), () -> this.store.down(false));
			}
			default -> victim.run(() -> victim.candidates().get(this.world.pick(victim.candidates().size())).disturb());
		}
	}

	private long leap() {
		long by = this.world.oneIn(2) ? this.world.upTo(2 * this.plan.lease())
				: this.world.upTo(3600 * SimulatedWorld.SECOND);
		return this.world.oneIn(2) ? by : -by;
	}

	private static boolean leads(SimulatedProcess process) {
		return process.candidates().stream().anyMatch((candidate) -> candidate.elector().isLeader());
	}

	private void heal() {
		this.world.note("the faults are over");
		this.healed = true;
		this.store.down(false);
		this.processes.stream().filter(SimulatedProcess::isAlive).forEach(SimulatedProcess::heal);
	}

	/**
	 * What came of a seed.
	 *
	 * @param violation what must not have happened
	 * @param grants how many terms there were
	 * @param committed how many fenced transactions
	 * @param events how many events
	 */
	record Outcome(Optional<Violation> violation, long grants, long committed, long events) {
	}

}
