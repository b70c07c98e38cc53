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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.leaderelection.ElectionMonitor;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ExecutionMonitor;
import io.github.leaderelection.election.RevocationReason;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Keeps the meters of all elections of an instance, from their registration until they
 * are unregistered.
 */
public class LeaderElectionMetrics implements ElectionMonitor, ExecutionMonitor, SmartInitializingSingleton {

	private final MeterRegistry registry;

	private final Supplier<LeaderElections> elections;

	private final Map<String, ElectionMeters> meters = new ConcurrentHashMap<>();

	/**
	 * Creates meters.
	 * @param registry where they are registered
	 * @param elections the elections; not asked before all beans are made
	 */
	public LeaderElectionMetrics(MeterRegistry registry, Supplier<LeaderElections> elections) {
		this.registry = registry;
		this.elections = elections;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.elections.get().electors().forEach(this::found);
	}

	/** Of elections that may come and go without anybody telling. */
	private void found(LeaderElector elector) {
		registered(elector);
		if (!this.elections.get().names().contains(elector.electionName())) {
			unregistered(elector.electionName());
		}
	}

	@Override
	public void registered(LeaderElector elector) {
		this.meters.computeIfAbsent(elector.electionName(), (name) -> new ElectionMeters(this.registry, name))
			.gauges(elector);
	}

	@Override
	public void unregistered(String electionName) {
		ElectionMeters gone = this.meters.remove(electionName);
		if (gone != null) {
			gone.remove();
		}
	}

	@Override
	public void lockCalled(String electionName, Operation operation, ElectionMonitor.Outcome outcome,
			Duration elapsed) {
		count(electionName, (meters) -> meters.lockCalled(operation, outcome, elapsed));
	}

	@Override
	public void termStarted(String electionName, long fencingToken) {
		count(electionName, (meters) -> meters.termStarted());
	}

	@Override
	public void termEnded(String electionName, long fencingToken, RevocationReason reason) {
		count(electionName, (meters) -> meters.termEnded(reason));
	}

	@Override
	public void workOverran(String electionName, long fencingToken) {
		count(electionName, (meters) -> meters.workOverran());
	}

	@Override
	public void executed(String electionName, ExecutionMonitor.Outcome outcome) {
		if (!this.meters.containsKey(electionName)) {
			// elections that the application makes need have no monitor
			this.elections.get()
				.electors()
				.stream()
				.filter((elector) -> elector.electionName().equals(electionName))
				.forEach(this::found);
		}
		count(electionName, (meters) -> meters.executed(outcome));
	}

	/** What comes late of an election that is gone does not bring its meters back. */
	private void count(String electionName, Consumer<ElectionMeters> count) {
		ElectionMeters known = this.meters.get(electionName);
		if (known != null) {
			count.accept(known);
		}
	}

}
