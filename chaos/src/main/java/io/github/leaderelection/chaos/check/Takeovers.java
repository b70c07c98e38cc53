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
import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.chaos.fault.Disturbance;
import io.github.leaderelection.chaos.history.HistoryEvent;
import io.github.leaderelection.chaos.log.LogEvent;

/**
 * How long nobody held the lease, by the database's clock.
 *
 * @param afterLease from the end of a lease that ran out to the next term
 * @param afterLeaseUndisturbed those in which some other instance could have taken over
 * at once: it had watched a whole lease, and no fault touched it or the database
 * @param afterRelease from a release to the next term
 * @param afterReleaseUndisturbed the same of those
 */
public record Takeovers(Durations afterLease, Durations afterLeaseUndisturbed, Durations afterRelease,
		Durations afterReleaseUndisturbed) {

	/**
	 * Measures the takeovers of a run.
	 * @param evidence what it has left behind
	 * @param disturbances what was done
	 * @param lease how long a lease holds
	 * @return the takeovers
	 */
	public static Takeovers of(Evidence evidence, List<Disturbance> disturbances, Duration lease) {
		List<Duration> afterLease = new ArrayList<>();
		List<Duration> afterLeaseUndisturbed = new ArrayList<>();
		List<Duration> afterRelease = new ArrayList<>();
		List<Duration> afterReleaseUndisturbed = new ArrayList<>();
		HistoryEvent last = null;
		for (HistoryEvent event : evidence.history()) {
			if (event.kind() == HistoryEvent.Kind.ACQUIRED && last != null) {
				boolean expired = event.leaseEnd() != null;
				Instant free = free(event, last);
				Duration duration = Duration.between(free, event.at());
				(expired ? afterLease : afterRelease).add(duration);
				// A lease is seen for the last time when it is renewed for the last time.
				if (isSomebodyReady(evidence, disturbances, last, free.minus(lease), event.at(), lease)) {
					(expired ? afterLeaseUndisturbed : afterReleaseUndisturbed).add(duration);
				}
			}
			if (event.row() == null) {
				last = event;
			}
		}
		return new Takeovers(Durations.of(afterLease), Durations.of(afterLeaseUndisturbed), Durations.of(afterRelease),
				Durations.of(afterReleaseUndisturbed));
	}

	private static Instant free(HistoryEvent acquired, HistoryEvent before) {
		Instant leaseEnd = acquired.leaseEnd();
		return (leaseEnd != null) ? leaseEnd : before.at();
	}

	private static boolean isSomebodyReady(Evidence evidence, List<Disturbance> disturbances, HistoryEvent before,
			Instant from, Instant until, Duration lease) {
		return evidence.processes()
			.stream()
			.filter((process) -> !before.identity().startsWith(process.instance() + "_"))
			.filter((process) -> started(process).isBefore(from.minus(lease)))
			.filter((process) -> isNewest(evidence, process, from))
			.anyMatch((process) -> disturbances.stream()
				.noneMatch((fault) -> fault.concerns(process.instance()) && fault.overlaps(from, until)));
	}

	/** Earlier processes of an instance have ended when a later one starts. */
	private static boolean isNewest(Evidence evidence, ProcessEvidence process, Instant at) {
		Instant started = started(process);
		return evidence.processes()
			.stream()
			.filter((other) -> other.instance().equals(process.instance()))
			.map(Takeovers::started)
			.noneMatch((other) -> other.isAfter(started) && other.isBefore(at));
	}

	private static Instant started(ProcessEvidence process) {
		return process.noted(LogEvent.STARTED).findFirst().map((entry) -> entry.at()).orElse(Instant.MAX);
	}

}
