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

package io.github.leaderelection.benchmarks.takeover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import io.github.leaderelection.benchmarks.Timings;
import io.github.leaderelection.benchmarks.arena.Arena;
import io.github.leaderelection.benchmarks.arena.ContestantProcess;
import io.github.leaderelection.benchmarks.arena.Entry;
import io.github.leaderelection.benchmarks.contestant.ContestantEvent;
import io.github.leaderelection.benchmarks.contestant.EventKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two contestants for one election: whoever leads is made to end, again and again. */
public final class Duel {

	private static final Logger logger = LoggerFactory.getLogger(Duel.class);

	private final Arena arena;

	private final Entry entry;

	private final Timings timings;

	private ContestantProcess leader;

	private ContestantProcess follower;

	/**
	 * Starts two contestants, and waits until one leads.
	 * @param arena where they meet
	 * @param entry what they enter with
	 */
	public Duel(Arena arena, Entry entry) {
		this.arena = arena;
		this.entry = entry;
		this.timings = Timings.of(entry.lease());
		this.leader = arena.start(entry);
		this.follower = arena.start(entry);
		long since = System.nanoTime();
		this.leader.tell("start");
		if (this.leader.await(EventKind.GRANTED, since, patience()).isEmpty()) {
			throw new IllegalStateException(this.leader.name() + " does not lead, though it is alone");
		}
		this.follower.tell("start");
	}

	/**
	 * Makes leaders end.
	 * @param kind how
	 * @param count how often
	 * @return the takeovers: fewer than asked for where one has not come
	 */
	public List<Takeover> run(TakeoverKind kind, int count) {
		List<Takeover> takeovers = new ArrayList<>();
		while (takeovers.size() < count) {
			Optional<Takeover> next = (kind == TakeoverKind.KILL) ? kill() : stop();
			if (next.isEmpty()) {
				logger.warn("{}: no takeover within {}", this.entry.candidate(), patience());
				break;
			}
			takeovers.add(next.get());
		}
		this.arena.clear();
		return takeovers;
	}

	private Optional<Takeover> kill() {
		// Its start takes time that the follower spends following.
		ContestantProcess next = this.arena.start(this.entry);
		settle(3);
		long killedAt = this.leader.kill();
		Optional<ContestantEvent> granted = this.follower.await(EventKind.GRANTED, killedAt, patience());
		next.tell("start");
		this.leader = this.follower;
		this.follower = next;
		return granted.map((event) -> new Takeover(killedAt, event));
	}

	private Optional<Takeover> stop() {
		settle(2);
		long asked = System.nanoTime();
		this.leader.tell("stop");
		Optional<ContestantEvent> stopping = this.leader.await(EventKind.STOPPING, asked, patience());
		Optional<ContestantEvent> granted = this.follower.await(EventKind.GRANTED, asked, patience());
		Optional<ContestantEvent> stopped = this.leader.await(EventKind.STOPPED, asked, patience());
		if (stopping.isEmpty() || granted.isEmpty() || stopped.isEmpty()) {
			return Optional.empty();
		}
		this.leader.tell("start");
		ContestantProcess former = this.leader;
		this.leader = this.follower;
		this.follower = former;
		return Optional.of(new Takeover(stopping.get().nanos(), granted.get()));
	}

	/**
	 * Until whoever follows has followed for some periods, and then to a random moment
	 * between two renewals. A contestant that loses its term by itself changes places.
	 */
	private void settle(int periods) {
		long deadline = System.nanoTime() + patience().toNanos();
		do {
			Duration period = this.timings.retryPeriod();
			Arena.pause(period.multipliedBy(periods).plusNanos(ThreadLocalRandom.current().nextLong(period.toNanos())));
			if (leads(this.follower) && !leads(this.leader)) {
				ContestantProcess former = this.leader;
				this.leader = this.follower;
				this.follower = former;
			}
		}
		while ((!leads(this.leader) || leads(this.follower)) && deadline - System.nanoTime() > 0);
	}

	private static boolean leads(ContestantProcess process) {
		return process.count(EventKind.GRANTED) > process.count(EventKind.REVOKED);
	}

	private Duration patience() {
		return this.timings.lease().multipliedBy(5);
	}

}
