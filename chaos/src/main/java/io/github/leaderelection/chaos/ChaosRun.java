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

package io.github.leaderelection.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.leaderelection.chaos.check.Checker;
import io.github.leaderelection.chaos.check.Evidence;
import io.github.leaderelection.chaos.check.Rule;
import io.github.leaderelection.chaos.check.Takeovers;
import io.github.leaderelection.chaos.check.Violation;
import io.github.leaderelection.chaos.fault.FaultInjector;
import io.github.leaderelection.chaos.fleet.Fleet;
import io.github.leaderelection.chaos.fleet.Instance;
import io.github.leaderelection.chaos.settings.ChaosDatabase;
import io.github.leaderelection.chaos.settings.ChaosSettings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run: a fleet is disturbed from a seed, and what it leaves behind is checked. */
public final class ChaosRun {

	private static final Logger logger = LoggerFactory.getLogger(ChaosRun.class);

	/**
	 * A takeover, a lease to lead through, and again where a busy machine stalls
	 * meanwhile.
	 */
	private static final int LIVENESS_LEASES = 7;

	private static final Duration FIRST_LEADER = Duration.ofMinutes(1);

	private final ChaosSettings settings;

	private final ChaosDatabase database;

	private ChaosRun(ChaosSettings settings, ChaosDatabase database) {
		this.settings = settings;
		this.database = database;
	}

	/**
	 * Performs a run. Blocks for its duration and somewhat longer.
	 * @param settings what to do
	 * @param database an empty database, which is closed in the end
	 * @return what came of it
	 */
	public static ChaosResult perform(ChaosSettings settings, ChaosDatabase database) {
		return new ChaosRun(settings, database).perform();
	}

	private ChaosResult perform() {
		try (Stage stage = new Stage("run", this.settings, this.database)) {
			Fleet fleet = stage.fleet();
			fleet.instances().forEach(Instance::start);
			fleet.instances().forEach(fleet::awaitStarted);
			logger.info("{} leads; {} of faults from seed {} on {} instances", fleet.awaitLeader(FIRST_LEADER).name(),
					this.settings.duration(), this.settings.seed(), this.settings.instances());
			FaultInjector faults = new FaultInjector(this.settings, fleet, stage.database(), stage.history());
			faults.run();
			Optional<Violation> silence = awaitCalm(fleet);
			fleet.stop();
			Evidence evidence = stage.evidence();
			stage.leave("history.txt", evidence.history());
			stage.leave("faults.txt", faults.disturbances());
			List<Violation> violations = new ArrayList<>(Checker.check(evidence));
			silence.ifPresent(violations::add);
			return new ChaosResult(this.settings, evidence, faults.disturbances(), faults.skipped(),
					Takeovers.of(evidence, faults.disturbances(), this.settings.timings().lease()), violations,
					stage.history().version());
		}
	}

	/**
	 * Faults have stopped: before long one must have led for a lease without a break. The
	 * machine may still stall by itself, so it need not be the first that leads.
	 */
	private Optional<Violation> awaitCalm(Fleet fleet) {
		fleet.instances().forEach(fleet::awaitStarted);
		Duration lease = this.settings.timings().lease();
		Calm calm = new Calm(fleet, lease);
		try {
			Awaitility.await("one that leads for a lease")
				.atMost(lease.multipliedBy(LIVENESS_LEASES))
				.until(calm::hasCome);
			return Optional.empty();
		}
		catch (ConditionTimeoutException ex) {
			return Optional.of(new Violation(Rule.LIVENESS, String.valueOf(ex.getMessage())));
		}
	}

	/**
	 * Watches for a term that lasts a lease, by what the leaders themselves say: they and
	 * this process go by one monotonic clock.
	 */
	private static final class Calm {

		private final Fleet fleet;

		private final Duration lease;

		private final long begun = System.nanoTime();

		Calm(Fleet fleet, Duration lease) {
			this.fleet = fleet;
			this.lease = lease;
		}

		boolean hasCome() {
			return this.fleet.instances()
				.stream()
				.flatMap((instance) -> instance.process().samples().stream())
				.anyMatch((term) -> term.last() - Math.max(term.first(), this.begun) >= this.lease.toNanos());
		}

	}

}
