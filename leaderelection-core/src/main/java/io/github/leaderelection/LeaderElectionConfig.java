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
import java.util.Objects;

import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.lock.ResourceLock;
import org.jspecify.annotations.Nullable;

/**
 * How a candidate takes part in one election. Immutable, and always valid: what could
 * break a guarantee is refused when it is built.
 */
public final class LeaderElectionConfig {

	private final ResourceLock lock;

	private final ElectionTimings timings;

	private final boolean releaseOnStop;

	private final boolean trustDatabaseClock;

	private final LeaderCallbacks callbacks;

	private LeaderElectionConfig(ResourceLock lock, ElectionTimings timings, Builder builder) {
		this.lock = lock;
		this.timings = timings;
		this.releaseOnStop = builder.releaseOnStop;
		this.trustDatabaseClock = builder.trustDatabaseClock;
		this.callbacks = builder.callbacks;
	}

	/**
	 * Starts a configuration with the defaults.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The lock that decides the election; it carries its name and this candidate's
	 * identity.
	 * @return the lock
	 */
	public ResourceLock lock() {
		return this.lock;
	}

	/**
	 * The durations.
	 * @return timings without violations
	 */
	public ElectionTimings timings() {
		return this.timings;
	}

	/**
	 * Whether a leader that is stopped releases its lease.
	 * @return {@code false} if the lease is left to run out
	 */
	public boolean releaseOnStop() {
		return this.releaseOnStop;
	}

	/**
	 * Whether a newcomer believes how old a lease is by the store's clock, instead of
	 * watching it for a whole lease.
	 * @return {@code false} by default
	 */
	public boolean trustDatabaseClock() {
		return this.trustDatabaseClock;
	}

	/**
	 * Who is told.
	 * @return the callbacks
	 */
	public LeaderCallbacks callbacks() {
		return this.callbacks;
	}

	/** Builds a {@link LeaderElectionConfig}. */
	public static final class Builder {

		private @Nullable ResourceLock lock;

		private Duration leaseDuration = ElectionTimings.DEFAULT_LEASE_DURATION;

		private Duration renewDeadline = ElectionTimings.DEFAULT_RENEW_DEADLINE;

		private Duration retryPeriod = ElectionTimings.DEFAULT_RETRY_PERIOD;

		private Duration termLimit = Duration.ZERO;

		private @Nullable Duration drainTimeout;

		private boolean releaseOnStop = true;

		private boolean trustDatabaseClock;

		private LeaderCallbacks callbacks = LeaderCallbacks.NONE;

		private Builder() {
		}

		/**
		 * Sets the lock. Required.
		 * @param lock the lock of the election
		 * @return this builder
		 */
		public Builder lock(ResourceLock lock) {
			this.lock = lock;
			return this;
		}

		/**
		 * Sets how long a lease holds after its last renewal; 15 s by default.
		 * @param leaseDuration greater than the renew deadline by more than 1 %
		 * @return this builder
		 */
		public Builder leaseDuration(Duration leaseDuration) {
			this.leaseDuration = Objects.requireNonNull(leaseDuration, "leaseDuration must not be null");
			return this;
		}

		/**
		 * Sets how long a leader trusts its term after the last renewal that succeeded
		 * was sent; 10 s by default.
		 * @param renewDeadline greater than {@code retryPeriod * 1.2}
		 * @return this builder
		 */
		public Builder renewDeadline(Duration renewDeadline) {
			this.renewDeadline = Objects.requireNonNull(renewDeadline, "renewDeadline must not be null");
			return this;
		}

		/**
		 * Sets how often a leader renews and, with jitter, a follower looks; 2 s by
		 * default.
		 * @param retryPeriod greater than zero
		 * @return this builder
		 */
		public Builder retryPeriod(Duration retryPeriod) {
			this.retryPeriod = Objects.requireNonNull(retryPeriod, "retryPeriod must not be null");
			return this;
		}

		/**
		 * Sets how long a term may last; zero, the default, means for ever.
		 * @param termLimit not negative
		 * @return this builder
		 */
		public Builder termLimit(Duration termLimit) {
			this.termLimit = Objects.requireNonNull(termLimit, "termLimit must not be null");
			return this;
		}

		/**
		 * Sets how long a leader that gives its term up keeps its lease while its work
		 * stops; {@code leaseDuration - renewDeadline} by default.
		 * @param drainTimeout not negative
		 * @return this builder
		 */
		public Builder drainTimeout(Duration drainTimeout) {
			this.drainTimeout = Objects.requireNonNull(drainTimeout, "drainTimeout must not be null");
			return this;
		}

		/**
		 * Sets all durations at once.
		 * @param timings the durations
		 * @return this builder
		 */
		public Builder timings(ElectionTimings timings) {
			return leaseDuration(timings.leaseDuration()).renewDeadline(timings.renewDeadline())
				.retryPeriod(timings.retryPeriod())
				.termLimit(timings.termLimit())
				.drainTimeout(timings.drainTimeout());
		}

		/**
		 * Sets whether a leader that is stopped releases its lease; {@code true} by
		 * default.
		 * @param releaseOnStop {@code false} to let the lease run out
		 * @return this builder
		 */
		public Builder releaseOnStop(boolean releaseOnStop) {
			this.releaseOnStop = releaseOnStop;
			return this;
		}

		/**
		 * Sets whether a newcomer believes how old a lease is by the store's clock;
		 * {@code false} by default. Faster after all candidates have crashed, but mutual
		 * exclusion then also rests on that clock not leaping.
		 * @param trustDatabaseClock {@code true} to believe it
		 * @return this builder
		 */
		public Builder trustDatabaseClock(boolean trustDatabaseClock) {
			this.trustDatabaseClock = trustDatabaseClock;
			return this;
		}

		/**
		 * Sets who is told of leadership; nobody by default.
		 * @param callbacks the callbacks
		 * @return this builder
		 */
		public Builder callbacks(LeaderCallbacks callbacks) {
			this.callbacks = Objects.requireNonNull(callbacks, "callbacks must not be null");
			return this;
		}

		/**
		 * Builds the configuration.
		 * @return a valid configuration
		 * @throws InvalidLeaderElectionConfigException if rules are broken; it names
		 * every one
		 */
		public LeaderElectionConfig build() {
			Duration drain = (this.drainTimeout != null) ? this.drainTimeout
					: ElectionTimings.defaultDrainTimeout(this.leaseDuration, this.renewDeadline);
			ElectionTimings timings = new ElectionTimings(this.leaseDuration, this.renewDeadline, this.retryPeriod,
					this.termLimit, drain);
			List<String> violations = new ArrayList<>();
			if (this.lock == null) {
				violations.add("lock must not be null");
			}
			else {
				if (this.lock.electionName().isEmpty()) {
					violations.add("the election name of the lock must not be empty");
				}
				if (this.lock.identity().isEmpty()) {
					violations.add("the identity of the lock must not be empty");
				}
			}
			timings.violations().forEach((violation) -> violations.add(violation.toString()));
			if (this.lock == null || !violations.isEmpty()) {
				throw new InvalidLeaderElectionConfigException(violations);
			}
			return new LeaderElectionConfig(this.lock, timings, this);
		}

	}

}
