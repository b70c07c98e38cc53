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

package io.github.leaderelection.chaos.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.leaderelection.chaos.history.HistoryEvent;
import org.jspecify.annotations.Nullable;

/** Goes through what was committed, in the order of the commits. */
final class CommitOrder {

	/**
	 * How far two readings of one machine's clocks may lie apart over a lease.
	 */
	private static final Duration CLOCK_TOLERANCE = Duration.ofMillis(20);

	private final Violations violations;

	private final Map<Long, String> holders = new HashMap<>();

	private @Nullable HistoryEvent newestTerm;

	private @Nullable HistoryEvent newestFenced;

	private boolean released = true;

	private CommitOrder(Violations violations) {
		this.violations = violations;
	}

	static void check(Evidence evidence, Violations violations) {
		CommitOrder order = new CommitOrder(violations);
		evidence.history().forEach(order::next);
	}

	private void next(HistoryEvent event) {
		switch (event.kind()) {
			case ACQUIRED -> acquired(event);
			case RELEASED -> released(event);
			case FENCED -> fenced(event);
			case UNFENCED -> belongs(event);
		}
	}

	private void acquired(HistoryEvent event) {
		if (this.newestTerm != null && event.token() <= this.newestTerm.token()) {
			this.violations.add(Rule.TOKENS, "Term %d of %s began after term %d of %s".formatted(event.token(),
					event.identity(), this.newestTerm.token(), this.newestTerm.identity()));
		}
		Instant leaseEnd = event.leaseEnd();
		if (leaseEnd != null && event.at().isBefore(leaseEnd.minus(CLOCK_TOLERANCE))) {
			this.violations.add(Rule.LEASE, "Term %d began %d ms before the lease ended".formatted(event.token(),
					Duration.between(event.at(), leaseEnd).toMillis()));
		}
		this.holders.put(event.token(), event.identity());
		this.newestTerm = event;
		this.released = false;
	}

	private void released(HistoryEvent event) {
		HistoryEvent term = this.newestTerm;
		if (this.released || term == null || term.token() != event.token()
				|| !term.identity().equals(event.identity())) {
			this.violations.add(Rule.TOKENS, "A term of %s with token %d was released that did not stand"
				.formatted(event.identity(), event.token()));
		}
		this.released = true;
	}

	private void fenced(HistoryEvent event) {
		belongs(event);
		HistoryEvent term = this.newestTerm;
		if (term != null && event.token() < term.token()) {
			this.violations.add(Rule.FENCE,
					"The fenced row %s of term %d was commit %d, and term %d had begun with commit %d"
						.formatted(event.row(), event.token(), event.number(), term.token(), term.number()));
		}
		HistoryEvent fenced = this.newestFenced;
		if (fenced != null && event.token() < fenced.token()) {
			this.violations.add(Rule.FENCE, "The fenced row %s of term %d was commit %d, after %s of term %d"
				.formatted(event.row(), event.token(), event.number(), fenced.row(), fenced.token()));
		}
		if (fenced == null || event.token() > fenced.token()) {
			this.newestFenced = event;
		}
	}

	private void belongs(HistoryEvent event) {
		String holder = this.holders.get(event.token());
		if (!event.identity().equals(holder)) {
			this.violations.add(Rule.TOKENS, "The row %s names term %d of %s, which was of %s then"
				.formatted(event.row(), event.token(), event.identity(), (holder != null) ? holder : "nobody"));
		}
	}

}
