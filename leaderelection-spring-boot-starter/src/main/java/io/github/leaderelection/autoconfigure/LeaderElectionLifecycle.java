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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.election.ElectionTimings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the elections when everything else runs, and stops them before anything else
 * stops: leadership is gone before the web server and the {@code DataSource} are.
 */
class LeaderElectionLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElectionLifecycle.class);

	/** Shorter than anybody means. */
	private static final Duration HECTIC = Duration.ofMillis(20);

	private final LeaderElections elections;

	private final LeaderElectionProperties properties;

	private final List<LeaderElectionSettings> settings;

	private boolean reported;

	// What to start: at first by the settings, after a stop what had been started then.
	private @Nullable Set<String> stopped;

	private volatile boolean running;

	/**
	 * Creates a lifecycle.
	 * @param elections what is started and stopped
	 * @param properties what the application has set
	 * @param settings what the elections are made from; empty where the application makes
	 * them itself
	 */
	LeaderElectionLifecycle(LeaderElections elections, LeaderElectionProperties properties,
			List<LeaderElectionSettings> settings) {
		this.elections = elections;
		this.properties = properties;
		this.settings = List.copyOf(settings);
	}

	@Override
	public synchronized void start() {
		if (this.running) {
			return;
		}
		report();
		Set<String> names = (this.stopped != null) ? this.stopped : autoStarted();
		this.elections.electors()
			.stream()
			.filter((elector) -> names.contains(elector.electionName()))
			.forEach(LeaderElector::start);
		// Only now, so that a start that fails can be repeated.
		this.running = true;
	}

	/** What the application has registered besides is for itself to start. */
	private Set<String> autoStarted() {
		if (this.settings.isEmpty()) {
			return this.properties.isAutoStart() ? this.elections.names() : Set.of();
		}
		return this.settings.stream()
			.flatMap((found) -> found.elections().stream())
			.filter(LeaderElectionSettings.Election::autoStart)
			.map(LeaderElectionSettings.Election::name)
			.collect(Collectors.toSet());
	}

	private void report() {
		if (this.reported) {
			return;
		}
		this.reported = true;
		Map<ElectionTimings, List<String>> byTimings = new LinkedHashMap<>();
		for (LeaderElector elector : this.elections.electors()) {
			byTimings.computeIfAbsent(elector.status().timings(), (timings) -> new ArrayList<>())
				.add(elector.electionName());
		}
		byTimings.forEach((timings, names) -> report(timings, names));
		if (this.properties.getLock() == LeaderElectionProperties.Lock.MEMORY) {
			logger.info("With leaderelection.lock=memory each process has elections of its own, and leads in them");
		}
	}

	private void report(ElectionTimings timings, List<String> names) {
		logger.info(
				"Where a leader crashes, another leads within {} ms and two lock calls: elections={} leaseDuration={} renewDeadline={} retryPeriod={}",
				timings.worstFailover().toMillis(), names, timings.leaseDuration(), timings.renewDeadline(),
				timings.retryPeriod());
		if (timings.retryPeriod().compareTo(HECTIC) < 0) {
			logger.warn(
					"A retry-period of {} ms calls the database as often; a number without a unit counts milliseconds, "
							+ "so write 2s for seconds: elections={}",
					timings.retryPeriod().toMillis(), names);
		}
		if (!timings.datesRenewals()) {
			logger.warn("{}", new SlowFailover(timings, names, this.properties));
		}
	}

	@Override
	public void stop() {
		synchronized (this) {
			if (!this.running) {
				return;
			}
			this.running = false;
			this.stopped = this.elections.electors()
				.stream()
				.filter(LeaderElector::isStarted)
				.map(LeaderElector::electionName)
				.collect(Collectors.toSet());
		}
		// On the thread that closes the context: where it is the work of a term, its own
		// candidate must not wait for it.
		this.elections.stop();
	}

	@Override
	public void stop(Runnable callback) {
		try {
			stop();
		}
		finally {
			callback.run();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
