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
import java.util.List;

import io.github.leaderelection.ElectionMonitor;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.election.RevocationReason;

/** Tells several monitors. */
class CompositeElectionMonitor implements ElectionMonitor {

	private final List<ElectionMonitor> monitors;

	CompositeElectionMonitor(List<ElectionMonitor> monitors) {
		this.monitors = List.copyOf(monitors);
	}

	@Override
	public void registered(LeaderElector elector) {
		this.monitors.forEach((monitor) -> monitor.registered(elector));
	}

	@Override
	public void unregistered(String electionName) {
		this.monitors.forEach((monitor) -> monitor.unregistered(electionName));
	}

	@Override
	public void lockCalled(String electionName, Operation operation, Outcome outcome, Duration elapsed) {
		this.monitors.forEach((monitor) -> monitor.lockCalled(electionName, operation, outcome, elapsed));
	}

	@Override
	public void termStarted(String electionName, long fencingToken) {
		this.monitors.forEach((monitor) -> monitor.termStarted(electionName, fencingToken));
	}

	@Override
	public void termEnded(String electionName, long fencingToken, RevocationReason reason) {
		this.monitors.forEach((monitor) -> monitor.termEnded(electionName, fencingToken, reason));
	}

	@Override
	public void workOverran(String electionName, long fencingToken) {
		this.monitors.forEach((monitor) -> monitor.workOverran(electionName, fencingToken));
	}

}
