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

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.WriteCondition;
import org.jspecify.annotations.Nullable;

/** Watches a simulated fleet for what must never happen. */
final class SimulationChecker {

	private final SimulatedWorld world;

	/** Every term that was granted, by election and token. */
	private final Set<String> terms = new HashSet<>();

	/**
	 * Terms that have been announced and not been revoked, as their candidate's listener
	 * saw them.
	 */
	private final Map<SimulatedCandidate, Long> open = new HashMap<>();

	/** Work that has begun and not ended, by election, candidate and token. */
	private final Set<String> working = new HashSet<>();

	private long grants;

	private @Nullable Violation violation;

	SimulationChecker(SimulatedWorld world) {
		this.world = world;
	}

	long grants() {
		return this.grants;
	}

	void granted(SimulatedCandidate candidate, Leadership leadership) {
		long token = leadership.fencingToken();
		this.world.note("%s/%s LEADS, token %d", candidate.process().name(), candidate.election(), token);
		this.grants++;
		if (!this.terms.add(candidate.election() + "#" + token)) {
			fail("G3: token %d of %s was granted twice".formatted(token, candidate.election()));
		}
		Long previous = this.open.put(candidate, token);
		if (previous != null) {
			fail("G4: %s/%s was granted term %d without having been told of the end of term %d"
				.formatted(candidate.process().name(), candidate.election(), token, previous));
		}
		if (candidate.elector().status().fencingToken() < token) {
			fail("G4: the state of %s was not set before its event".formatted(candidate.process().name()));
		}
	}

	void revoked(SimulatedCandidate candidate, Leadership leadership, RevocationReason reason) {
		this.world.note("%s/%s is revoked, token %d, %s", candidate.process().name(), candidate.election(),
				leadership.fencingToken(), reason);
		Long token = this.open.remove(candidate);
		if (token == null || token != leadership.fencingToken()) {
			fail("G4: %s/%s was told of the end of term %d, open was %s".formatted(candidate.process().name(),
					candidate.election(), leadership.fencingToken(), token));
		}
		if (leadership.isValid()) {
			fail("G4: term %d was announced as revoked and is valid".formatted(leadership.fencingToken()));
		}
	}

	void workBegun(SimulatedCandidate candidate, long token) {
		this.working.add(work(candidate.election(), candidate.process().name(), token));
	}

	void workEnded(SimulatedCandidate candidate, long token) {
		this.working.remove(work(candidate.election(), candidate.process().name(), token));
	}

	/**
	 * A process is about to write: the lease of a term is not released beside its work.
	 */
	void sent(String election, LockOperation operation) {
		if (operation instanceof LockOperation.Update update && !update.record().isHeld()
				&& update.condition() instanceof WriteCondition.HeldBy mine
				&& this.working.contains(work(election, mine.identity(), mine.fencingToken()))) {
			fail("G4: the lease of term %d of %s is released beside its work".formatted(mine.fencingToken(), election));
		}
	}

	private static String work(String election, String identity, long token) {
		return election + "#" + identity + "#" + token;
	}

	/** Holds after each event. */
	void check(List<SimulatedProcess> processes, List<String> elections) {
		if (this.violation != null) {
			throw this.violation;
		}
		for (int i = 0; i < elections.size(); i++) {
			SimulatedCandidate leader = null;
			for (SimulatedProcess process : processes) {
				if (process.isAlive() && process.candidates().get(i).elector().isLeader()) {
					if (leader != null) {
						fail("G1: %s and %s both lead %s".formatted(leader.process().name(), process.name(),
								elections.get(i)));
					}
					leader = process.candidates().get(i);
				}
			}
		}
	}

	/** Holds when the faults have been over for a while. */
	boolean eachHasALeader(List<SimulatedProcess> processes, List<String> elections) {
		return IntStream.range(0, elections.size())
			.allMatch((index) -> processes.stream()
				.filter(SimulatedProcess::isAlive)
				.anyMatch((process) -> process.candidates().get(index).elector().isLeader()));
	}

	/** Kept as well as thrown, for the library takes care of what a listener throws. */
	void fail(String message) {
		if (this.violation == null) {
			this.violation = new Violation(message);
		}
		throw this.violation;
	}

	/** Something that must never happen has happened. */
	static final class Violation extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Violation(String message) {
			super(message);
		}

		/** The guarantee that does not hold. */
		String guarantee() {
			return String.valueOf(getMessage()).substring(0, 2);
		}

	}

}
