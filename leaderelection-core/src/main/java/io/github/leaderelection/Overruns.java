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

import java.util.HashSet;
import java.util.Set;

/**
 * The terms of a candidate whose work has outlived its lease and still runs. Written on
 * the mailbox, read anywhere.
 */
final class Overruns {

	/**
	 * What the end of work may take even where the lease is over already, as after a
	 * pause: nanoseconds from the revocation.
	 */
	private static final long GRACE = 250_000_000;

	private final String electionName;

	private final ElectionRuntime runtime;

	private final TransitionLog log;

	private volatile Set<Long> tokens = Set.of();

	private long revokedAt;

	/** The newest; those before it have drained too, one after the other. */
	private long drainedToken;

	Overruns(String electionName, ElectionRuntime runtime, TransitionLog log) {
		this.electionName = electionName;
		this.runtime = runtime;
		this.log = log;
	}

	boolean isEmpty() {
		return this.tokens.isEmpty();
	}

	/** The work of a term is told to stop. */
	void revoked(long now) {
		this.revokedAt = now;
	}

	/** The lease of a term is over, and its work has not stopped. */
	void leaseIsOver(long token, long now) {
		long early = this.revokedAt + GRACE - now;
		if (early <= 0) {
			report(token);
		}
		else {
			this.runtime.mailbox().after(early, () -> report(token));
		}
	}

	private void report(long token) {
		if (token <= this.drainedToken) {
			return;
		}
		Set<Long> more = new HashSet<>(this.tokens);
		more.add(token);
		this.tokens = Set.copyOf(more);
		this.log.overrun(token);
		this.runtime.monitor().workOverran(this.electionName, token);
	}

	/** The work of a term has stopped. */
	void drained(long token) {
		this.drainedToken = token;
		Set<Long> fewer = new HashSet<>(this.tokens);
		fewer.remove(token);
		this.tokens = Set.copyOf(fewer);
	}

}
