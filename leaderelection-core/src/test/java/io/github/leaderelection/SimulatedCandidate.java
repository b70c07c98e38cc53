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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition;

/** One candidate of a process, and the work that it does while it leads. */
final class SimulatedCandidate implements ElectionListener {

	private final SimulatedProcess process;

	private final String election;

	private final String identity;

	private final SimulationPlan plan;

	private final SimulatedWorld world;

	private final SimulatedStore store;

	private final SimulationChecker checker;

	private final Candidate candidate;

	private final DefaultLeaderElector elector;

	private final List<Runnable> unstoppable = new ArrayList<>();

	private boolean faulty = true;

	SimulatedCandidate(SimulatedProcess process, String election, SimulationPlan plan, ElectionRuntime runtime,
			SimulatedWorld world, SimulatedStore store, SimulationChecker checker) {
		this.process = process;
		this.election = election;
		this.identity = process.name();
		this.plan = plan;
		this.world = world;
		this.store = store;
		this.checker = checker;
		LeaderElectionConfig config = LeaderElectionConfig.builder()
			.lock(new NamedLock(election, this.identity))
			.timings(plan.timings())
			.releaseOnStop(plan.releaseOnStop())
			.build();
		this.candidate = new Candidate(config, runtime, List.of(this));
		this.elector = new DefaultLeaderElector(config, this.candidate, () -> {
		});
	}

	DefaultLeaderElector elector() {
		return this.elector;
	}

	String election() {
		return this.election;
	}

	SimulatedProcess process() {
		return this.process;
	}

	void hint() {
		this.candidate.hint();
	}

	void heal() {
		this.faulty = false;
		this.unstoppable.forEach(Runnable::run);
		this.unstoppable.clear();
		this.elector.resume();
		startWhenStopped();
	}

	/** A candidate can be started again once its work has stopped. */
	private void startWhenStopped() {
		try {
			this.elector.start();
		}
		catch (IllegalStateException ex) {
			CompletableFuture<?> stopping = this.elector.requestStop();
			if (stopping != null) {
				stopping.thenRun(() -> this.world.after(0, () -> this.process.run(this::startWhenStopped)));
			}
		}
	}

	/** What an operator does to a candidate. */
	void disturb() {
		switch (this.world.pick(4)) {
			case 0 -> {
				this.world.note("%s/%s is told to stop", this.identity, this.election);
				this.elector.requestStop();
				this.world.after(this.world.upTo(2 * this.plan.lease()),
						() -> this.process.run(this::startWhenStopped));
			}
			case 1 -> {
				this.world.note("%s/%s is paused by an operator", this.identity, this.election);
				this.elector.pause();
				this.world.after(this.world.upTo(2 * this.plan.lease()), () -> this.process.run(this.elector::resume));
			}
			default -> {
				this.world.note("%s/%s is told to step down", this.identity, this.election);
				this.elector.stepDown(Duration.ZERO);
			}
		}
	}

	@Override
	public void leadershipGranted(Leadership leadership) {
		this.checker.granted(this, leadership);
		leadership.beginWork(false).ifPresent((work) -> {
			this.checker.workBegun(this, leadership.fencingToken());
			leadership.onRevoked(() -> stopWork(work));
			transact(leadership);
		});
	}

	/** Some work stops at once, some late, and some not before the faults are over. */
	private void stopWork(TermWork work) {
		Runnable end = () -> this.process.run(() -> {
			this.checker.workEnded(this, work.leadership().fencingToken());
			work.close();
		});
		if (this.faulty && this.world.oneIn(40)) {
			this.unstoppable.add(end);
			return;
		}
		long delay = this.world.oneIn(6) ? this.world.upTo(2 * this.plan.lease())
				: this.world.upTo(this.plan.lease() / 4);
		this.world.after(this.faulty ? delay : 0, end);
	}

	/**
	 * Fenced transactions, begun while it leads; some reach the store long after that.
	 */
	private void transact(Leadership leadership) {
		if (!leadership.isValid() || !this.faulty) {
			return;
		}
		long delay = this.world.upTo(this.world.oneIn(4) ? 2 * this.plan.lease() : this.plan.lease() / 10);
		long lasts = this.world.upTo(this.plan.lease() / 4);
		this.world.after(delay,
				() -> this.store.fenced(this.election, this.identity, leadership.fencingToken(), lasts,
						() -> this.world.note("store: a fenced transaction of %s, token %d, is refused", this.election,
								leadership.fencingToken())));
		this.world.after(this.plan.lease() / 2 + delay, () -> this.process.run(() -> transact(leadership)));
	}

	@Override
	public void leadershipRevoked(Leadership leadership, RevocationReason reason) {
		this.checker.revoked(this, leadership, reason);
	}

	@Override
	public void leaderChanged(String electionName, Optional<String> previous, Optional<String> current) {
		this.world.note("%s/%s sees the leader change from '%s' to '%s'", this.identity, electionName,
				previous.orElse(""), current.orElse(""));
	}

	/** A name only: the calls go through the simulated network. */
	private record NamedLock(String electionName, String identity) implements ResourceLock {

		@Override
		public Optional<LockSnapshot> get(Duration timeout) {
			throw new IllegalStateException("the network performs the calls");
		}

		@Override
		public boolean create(LeaderElectionRecord record, Duration timeout) {
			throw new IllegalStateException("the network performs the calls");
		}

		@Override
		public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
			throw new IllegalStateException("the network performs the calls");
		}

		@Override
		public void recordEvent(String event) {
		}

		@Override
		public String describe() {
			return this.electionName + " in a simulation";
		}

	}

}
