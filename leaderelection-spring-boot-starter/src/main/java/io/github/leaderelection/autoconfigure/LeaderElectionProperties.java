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

package io.github.leaderelection.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.leaderelection.election.ElectionTimings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of leader election. */
@ConfigurationProperties("leaderelection")
class LeaderElectionProperties {

	/**
	 * Whether this instance takes part in elections. If not, there are neither beans nor
	 * threads, and methods annotated with @ConditionalOnLeader run everywhere.
	 */
	private boolean enabled = true;

	/**
	 * Name of the one election, where 'leaderelection.elections' is empty. Defaults to
	 * 'spring.application.name', or else to 'application'.
	 */
	private @Nullable String name;

	/**
	 * What this instance signs with. A random part is always added, so that no two
	 * processes share an identity. Defaults to the name of the host.
	 */
	private @Nullable String identity;

	/**
	 * How long a follower waits after the last renewal of a leader before it takes over.
	 * Must be greater than 'renew-deadline' by more than 1 %.
	 */
	private Duration leaseDuration = ElectionTimings.DEFAULT_LEASE_DURATION;

	/**
	 * How long a leader trusts its term after it sent the last renewal that succeeded.
	 * Must be greater than 'retry-period' times 1.2.
	 */
	private Duration renewDeadline = ElectionTimings.DEFAULT_RENEW_DEADLINE;

	/**
	 * How often a leader renews its lease and, with jitter, a follower looks.
	 */
	private Duration retryPeriod = ElectionTimings.DEFAULT_RETRY_PERIOD;

	/**
	 * How long a term may last before others get their turn. Zero means for ever.
	 */
	private Duration termLimit = Duration.ZERO;

	/**
	 * How long a leader that gives its term up keeps its lease while its work stops.
	 * Defaults to 'lease-duration' minus 'renew-deadline'.
	 */
	private @Nullable Duration drainTimeout;

	/**
	 * Whether a leader that is shut down releases its lease, so that another can lead at
	 * once. If not, the lease runs out.
	 */
	private boolean releaseOnShutdown = true;

	/**
	 * Whether to campaign as soon as the application has started.
	 */
	private boolean autoStart = true;

	/**
	 * Where the leases are kept.
	 */
	private Lock lock = Lock.JDBC;

	/**
	 * Elections by name, where there are several, or where one differs. What an election
	 * leaves out it inherits.
	 */
	private final Map<String, Election> elections = new LinkedHashMap<>();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getName() {
		return this.name;
	}

	public void setName(@Nullable String name) {
		this.name = name;
	}

	public @Nullable String getIdentity() {
		return this.identity;
	}

	public void setIdentity(@Nullable String identity) {
		this.identity = identity;
	}

	public Duration getLeaseDuration() {
		return this.leaseDuration;
	}

	public void setLeaseDuration(Duration leaseDuration) {
		this.leaseDuration = leaseDuration;
	}

	public Duration getRenewDeadline() {
		return this.renewDeadline;
	}

	public void setRenewDeadline(Duration renewDeadline) {
		this.renewDeadline = renewDeadline;
	}

	public Duration getRetryPeriod() {
		return this.retryPeriod;
	}

	public void setRetryPeriod(Duration retryPeriod) {
		this.retryPeriod = retryPeriod;
	}

	public Duration getTermLimit() {
		return this.termLimit;
	}

	public void setTermLimit(Duration termLimit) {
		this.termLimit = termLimit;
	}

	public @Nullable Duration getDrainTimeout() {
		return this.drainTimeout;
	}

	public void setDrainTimeout(@Nullable Duration drainTimeout) {
		this.drainTimeout = drainTimeout;
	}

	public boolean isReleaseOnShutdown() {
		return this.releaseOnShutdown;
	}

	public void setReleaseOnShutdown(boolean releaseOnShutdown) {
		this.releaseOnShutdown = releaseOnShutdown;
	}

	public boolean isAutoStart() {
		return this.autoStart;
	}

	public void setAutoStart(boolean autoStart) {
		this.autoStart = autoStart;
	}

	public Lock getLock() {
		return this.lock;
	}

	public void setLock(Lock lock) {
		this.lock = lock;
	}

	public Map<String, Election> getElections() {
		return this.elections;
	}

	/** Where leases are kept. */
	enum Lock {

		/** In a table of the application's database. */
		JDBC,

		/** In the memory of this process: for development and tests. */
		MEMORY

	}

	/** Properties of one election. */
	static class Election {

		/**
		 * How long a follower waits after the last renewal of a leader before it takes
		 * over. Defaults to 'leaderelection.lease-duration'.
		 */
		private @Nullable Duration leaseDuration;

		/**
		 * How long a leader trusts its term after it sent the last renewal that
		 * succeeded. Defaults to 'leaderelection.renew-deadline'.
		 */
		private @Nullable Duration renewDeadline;

		/**
		 * How often a leader renews its lease and, with jitter, a follower looks.
		 * Defaults to 'leaderelection.retry-period'.
		 */
		private @Nullable Duration retryPeriod;

		/**
		 * How long a term may last before others get their turn. Defaults to
		 * 'leaderelection.term-limit'.
		 */
		private @Nullable Duration termLimit;

		/**
		 * How long a leader that gives its term up keeps its lease while its work stops.
		 * Defaults to 'leaderelection.drain-timeout', or else to the 'lease-duration' of
		 * this election minus its 'renew-deadline'.
		 */
		private @Nullable Duration drainTimeout;

		/**
		 * Whether to campaign as soon as the application has started. Defaults to
		 * 'leaderelection.auto-start'.
		 */
		private @Nullable Boolean autoStart;

		public @Nullable Duration getLeaseDuration() {
			return this.leaseDuration;
		}

		public void setLeaseDuration(@Nullable Duration leaseDuration) {
			this.leaseDuration = leaseDuration;
		}

		public @Nullable Duration getRenewDeadline() {
			return this.renewDeadline;
		}

		public void setRenewDeadline(@Nullable Duration renewDeadline) {
			this.renewDeadline = renewDeadline;
		}

		public @Nullable Duration getRetryPeriod() {
			return this.retryPeriod;
		}

		public void setRetryPeriod(@Nullable Duration retryPeriod) {
			this.retryPeriod = retryPeriod;
		}

		public @Nullable Duration getTermLimit() {
			return this.termLimit;
		}

		public void setTermLimit(@Nullable Duration termLimit) {
			this.termLimit = termLimit;
		}

		public @Nullable Duration getDrainTimeout() {
			return this.drainTimeout;
		}

		public void setDrainTimeout(@Nullable Duration drainTimeout) {
			this.drainTimeout = drainTimeout;
		}

		public @Nullable Boolean getAutoStart() {
			return this.autoStart;
		}

		public void setAutoStart(@Nullable Boolean autoStart) {
			this.autoStart = autoStart;
		}

	}

}
