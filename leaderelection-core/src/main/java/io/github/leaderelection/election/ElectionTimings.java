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

package io.github.leaderelection.election;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The durations of an election. Names and meaning are those of Kubernetes'
 * {@code leaderelection.LeaderElectionConfig}. Any instance may be built;
 * {@link #violations()} tells whether it may be used. All candidates of an election
 * should share theirs.
 *
 * @param leaseDuration how long a follower waits after the last renewal before it takes
 * over
 * @param renewDeadline how long a leader trusts its term after it sent the last renewal
 * that succeeded
 * @param retryPeriod how often a leader renews; a follower looks every
 * {@code retryPeriod * U[1, 1 + JITTER_FACTOR)}
 * @param termLimit how long a term may last; zero for no limit
 * @param drainTimeout how long a leader that gives its term up keeps its lease while its
 * work stops
 */
public record ElectionTimings(Duration leaseDuration, Duration renewDeadline, Duration retryPeriod, Duration termLimit,
		Duration drainTimeout) {

	/** Default of {@link #leaseDuration()}. */
	public static final Duration DEFAULT_LEASE_DURATION = Duration.ofSeconds(15);

	/** Default of {@link #renewDeadline()}. */
	public static final Duration DEFAULT_RENEW_DEADLINE = Duration.ofSeconds(10);

	/** Default of {@link #retryPeriod()}. */
	public static final Duration DEFAULT_RETRY_PERIOD = Duration.ofSeconds(2);

	/** How much of a retry period followers spread their attempts over. */
	public static final double JITTER_FACTOR = 1.2;

	/** How far apart the rates of any two clocks may be for the guarantees to hold. */
	public static final double MAX_CLOCK_DRIFT = 0.01;

	/** No duration may be longer, so that arithmetic in nanoseconds cannot overflow. */
	public static final Duration MAX_DURATION = Duration.ofDays(365);

	/**
	 * Timings with the default drain timeout, {@code leaseDuration - renewDeadline}, and
	 * no term limit.
	 * @param leaseDuration how long a lease holds
	 * @param renewDeadline how long a term is trusted
	 * @param retryPeriod how often it is renewed
	 * @return the timings
	 */
	public static ElectionTimings of(Duration leaseDuration, Duration renewDeadline, Duration retryPeriod) {
		return new ElectionTimings(leaseDuration, renewDeadline, retryPeriod, Duration.ZERO,
				defaultDrainTimeout(leaseDuration, renewDeadline));
	}

	/**
	 * The default of {@link #drainTimeout()}.
	 * @param leaseDuration how long a lease holds
	 * @param renewDeadline how long a term is trusted
	 * @return the time between the two, not negative
	 */
	public static Duration defaultDrainTimeout(Duration leaseDuration, Duration renewDeadline) {
		Duration difference = leaseDuration.minus(renewDeadline);
		return difference.isNegative() ? Duration.ZERO : difference;
	}

	/**
	 * What keeps these timings from being used.
	 * @return every rule that is broken, with names in camel case; empty where they are
	 * sound
	 */
	public List<Violation> violations() {
		List<Violation> found = new ArrayList<>();
		boolean lease = check("leaseDuration", this.leaseDuration, true, found);
		boolean deadline = check("renewDeadline", this.renewDeadline, true, found);
		boolean retry = check("retryPeriod", this.retryPeriod, true, found);
		check("termLimit", this.termLimit, false, found);
		check("drainTimeout", this.drainTimeout, false, found);
		if (lease && deadline && !exceedsDrift(this.leaseDuration, this.renewDeadline)) {
			found.add(new Violation("leaseDuration", this.leaseDuration,
					"must be greater than renewDeadline (%s) by more than the clock drift of 1 %%"
						.formatted(this.renewDeadline)));
		}
		if (deadline && retry && this.renewDeadline.toNanos() <= this.retryPeriod.toNanos() * JITTER_FACTOR) {
			found.add(new Violation("renewDeadline", this.renewDeadline,
					"must be greater than retryPeriod*JITTER_FACTOR (%s * %s)".formatted(this.retryPeriod,
							JITTER_FACTOR)));
		}
		return found;
	}

	/**
	 * The longest time without a leader after a crash. Where a follower that looks as
	 * seldom as the jitter allows can still date a renewal, the lease runs out and the
	 * next leader is there at most the spread of the takeover (50 ms) later; where it
	 * cannot, it counts the lease from when it saw the renewal.
	 * @return counted from the last renewal, lock calls not counted
	 * @see #datesRenewals()
	 */
	public Duration worstFailover() {
		Duration exact = this.leaseDuration.plusNanos(Pacing.TAKEOVER_SPREAD);
		return datesRenewals() ? exact : exact.plus(longestLook());
	}

	/**
	 * Whether a follower can always date a renewal that it sees, and so takes over
	 * exactly when the lease ends: where {@code leaseDuration} is at least
	 * {@link #shortestDatingLease()}.
	 * @return {@code false} where the takeover after a crash can be late by
	 * {@code 2.2 * retryPeriod}
	 */
	public boolean datesRenewals() {
		return this.leaseDuration.compareTo(shortestDatingLease()) >= 0;
	}

	/**
	 * The shortest lease with which a follower can always date a renewal, beside the
	 * other durations as they are.
	 * @return {@code 1.01 * (renewDeadline + 2.2 * retryPeriod)}, rounded up to
	 * milliseconds
	 * @see #datesRenewals()
	 */
	public Duration shortestDatingLease() {
		long nanos = Math.round(this.renewDeadline.plus(longestLook()).toNanos() * (1 + MAX_CLOCK_DRIFT));
		return Duration.ofMillis(-Math.floorDiv(-nanos, 1_000_000L));
	}

	private Duration longestLook() {
		return Duration.ofNanos((long) (this.retryPeriod.toNanos() * (1 + JITTER_FACTOR)));
	}

	private static boolean exceedsDrift(Duration lease, Duration deadline) {
		return lease.toNanos() > deadline.toNanos() * (1 + MAX_CLOCK_DRIFT);
	}

	private static boolean check(String name, Duration value, boolean positive, List<Violation> found) {
		int before = found.size();
		if (positive && (value.isZero() || value.isNegative())) {
			found.add(new Violation(name, value, "must be greater than zero"));
		}
		else if (value.isNegative()) {
			found.add(new Violation(name, value, "must not be negative"));
		}
		else if (value.compareTo(MAX_DURATION) > 0) {
			found.add(new Violation(name, value, "must not be longer than " + MAX_DURATION.toDays() + " days"));
		}
		else if (!value.truncatedTo(ChronoUnit.MILLIS).equals(value)) {
			found.add(new Violation(name, value, "must be a whole number of milliseconds"));
		}
		return found.size() == before;
	}

	/**
	 * A rule that is broken.
	 *
	 * @param name the duration at fault, in camel case
	 * @param value its value
	 * @param rule what must hold, to be read after name and value
	 */
	public record Violation(String name, Duration value, String rule) {

		@Override
		public String toString() {
			return this.name + " (" + this.value + ") " + this.rule;
		}

	}

}
