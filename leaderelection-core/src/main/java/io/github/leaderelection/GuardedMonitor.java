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
import java.util.List;
import java.util.function.Consumer;

import io.github.leaderelection.election.RevocationReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several monitors, and keeps what one throws away from the election and the next.
 */
final class GuardedMonitor implements ElectionMonitor {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElector.class);

	private final List<ElectionMonitor> monitors;

	GuardedMonitor(List<ElectionMonitor> monitors) {
		this.monitors = List.copyOf(monitors);
	}

	@Override
	public void registered(LeaderElector elector) {
		tell((monitor) -> monitor.registered(elector));
	}

	@Override
	public void unregistered(String electionName) {
		tell((monitor) -> monitor.unregistered(electionName));
	}

	@Override
	public void lockCalled(String electionName, Operation operation, Outcome outcome, Duration elapsed) {
		tell((monitor) -> monitor.lockCalled(electionName, operation, outcome, elapsed));
	}

	@Override
	public void termStarted(String electionName, long fencingToken) {
		tell((monitor) -> monitor.termStarted(electionName, fencingToken));
	}

	@Override
	public void termEnded(String electionName, long fencingToken, RevocationReason reason) {
		tell((monitor) -> monitor.termEnded(electionName, fencingToken, reason));
	}

	@Override
	public void workOverran(String electionName, long fencingToken) {
		tell((monitor) -> monitor.workOverran(electionName, fencingToken));
	}

	private void tell(Consumer<ElectionMonitor> news) {
		for (ElectionMonitor monitor : this.monitors) {
			try {
				news.accept(monitor);
			}
			catch (Throwable ex) {
				logger.error("The monitor of elections has thrown; the election goes on", ex);
			}
		}
	}

}
