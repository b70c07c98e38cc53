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

package io.github.leaderelection.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.github.leaderelection.ElectionMonitor;
import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.annotation.ExecutionMonitor;
import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.election.RevocationReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** The meters of one election, every combination of tags from the start. */
class ElectionMeters {

	private static final String PREFIX = "leaderelection.";

	private static final String ELECTION_TAG = "election";

	private final MeterRegistry registry;

	private final String electionName;

	private final Counter termsStarted;

	private final Counter overruns;

	private final Map<RevocationReason, Counter> termsEnded = new EnumMap<>(RevocationReason.class);

	private final Map<ElectionMonitor.Operation, Map<ElectionMonitor.Outcome, Timer>> lockCalls = new EnumMap<>(
			ElectionMonitor.Operation.class);

	private final Map<ExecutionMonitor.Outcome, Counter> executions = new EnumMap<>(ExecutionMonitor.Outcome.class);

	private final List<Meter> gauges = new ArrayList<>();

	ElectionMeters(MeterRegistry registry, String electionName) {
		this.registry = registry;
		this.electionName = electionName;
		this.termsStarted = counter("terms.started", "Terms of this instance that have begun").register(registry);
		this.overruns = counter("overruns", "Terms whose work has outlived their lease").register(registry);
		for (RevocationReason reason : RevocationReason.values()) {
			this.termsEnded.put(reason,
					counter("terms.ended", "Terms of this instance that have ended").tag("reason", tag(reason))
						.register(registry));
		}
		for (ExecutionMonitor.Outcome outcome : ExecutionMonitor.Outcome.values()) {
			this.executions.put(outcome,
					counter("executions", "Calls of methods that run on the leader only").tag("outcome", tag(outcome))
						.register(registry));
		}
		for (ElectionMonitor.Operation operation : ElectionMonitor.Operation.values()) {
			Map<ElectionMonitor.Outcome, Timer> timers = new EnumMap<>(ElectionMonitor.Outcome.class);
			for (ElectionMonitor.Outcome outcome : ElectionMonitor.Outcome.values()) {
				timers.put(outcome, timer(operation, outcome));
			}
			this.lockCalls.put(operation, timers);
		}
	}

	private Counter.Builder counter(String name, String description) {
		return Counter.builder(PREFIX + name).description(description).tag(ELECTION_TAG, this.electionName);
	}

	private Timer timer(ElectionMonitor.Operation operation, ElectionMonitor.Outcome outcome) {
		return Timer.builder(PREFIX + "lock.calls")
			.description("Calls to the lock")
			.tag(ELECTION_TAG, this.electionName)
			.tag("operation", tag(operation))
			.tag("outcome", tag(outcome))
			.register(this.registry);
	}

	private static String tag(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Shows a candidate, in place of any that was shown before. */
	synchronized void gauges(LeaderElector elector) {
		removeGauges();
		this.gauges
			.add(gauge("leader", "Whether this instance leads", elector, (candidate) -> candidate.isLeader() ? 1 : 0)
				.register(this.registry));
		this.gauges.add(gauge("fencing.token", "The number of the newest term that this instance has seen", elector,
				(candidate) -> candidate.status().fencingToken())
			.register(this.registry));
		this.gauges.add(gauge("trust.remaining", "How long the term of this instance stands without a further renewal",
				elector, ElectionMeters::remainingSeconds)
			.baseUnit("seconds")
			.register(this.registry));
		// Alerts compare with these, so that one rule fits every configuration.
		timing("renew.deadline", "How long a term is trusted after a renewal", elector, ElectionTimings::renewDeadline);
		timing("retry.period", "How often a leader renews", elector, ElectionTimings::retryPeriod);
		for (ElectionStatus.Problem problem : ElectionStatus.Problem.values()) {
			this.gauges.add(gauge("problems", "Whether an operator should look, and why", elector,
					(candidate) -> candidate.status().problems().contains(problem) ? 1 : 0)
				.tag("problem", tag(problem))
				.register(this.registry));
		}
	}

	private void timing(String name, String description, LeaderElector elector,
			Function<ElectionTimings, Duration> duration) {
		this.gauges
			.add(gauge(name, description, elector, (candidate) -> seconds(duration.apply(candidate.status().timings())))
				.baseUnit("seconds")
				.register(this.registry));
	}

	private void removeGauges() {
		this.gauges.forEach(this.registry::remove);
		this.gauges.clear();
	}

	/** Takes everything out of the registry. */
	synchronized void remove() {
		removeGauges();
		this.registry.remove(this.termsStarted);
		this.registry.remove(this.overruns);
		this.termsEnded.values().forEach(this.registry::remove);
		this.executions.values().forEach(this.registry::remove);
		this.lockCalls.values().forEach((timers) -> timers.values().forEach(this.registry::remove));
	}

	private Gauge.Builder<LeaderElector> gauge(String name, String description, LeaderElector elector,
			ToDoubleFunction<LeaderElector> value) {
		// Held weakly, as is the default: while it is registered the elections hold it.
		return Gauge.builder(PREFIX + name, elector, value)
			.description(description)
			.tag(ELECTION_TAG, this.electionName);
	}

	private static double remainingSeconds(LeaderElector elector) {
		return seconds(elector.leadership().map(Leadership::remaining).orElse(Duration.ZERO));
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

	void termStarted() {
		this.termsStarted.increment();
	}

	void termEnded(RevocationReason reason) {
		increment(this.termsEnded.get(reason));
	}

	void workOverran() {
		this.overruns.increment();
	}

	void executed(ExecutionMonitor.Outcome outcome) {
		increment(this.executions.get(outcome));
	}

	private static void increment(@Nullable Counter counter) {
		if (counter != null) {
			counter.increment();
		}
	}

	void lockCalled(ElectionMonitor.Operation operation, ElectionMonitor.Outcome outcome, Duration elapsed) {
		Map<ElectionMonitor.Outcome, Timer> timers = this.lockCalls.get(operation);
		Timer timer = (timers != null) ? timers.get(outcome) : null;
		if (timer != null) {
			timer.record(elapsed);
		}
	}

}
