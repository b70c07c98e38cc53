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

package io.github.leaderelection.benchmarks.takeover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.leaderelection.benchmarks.arena.LeaseChange;

/**
 * How late the next leader came, in milliseconds. The contestants and the database share
 * a machine, and so a clock.
 *
 * @param written from the end of the lease, or the commit of the release, until the
 * statement that acquired the lease arrived at the server
 * @param granted from there until the next leader's listener was told
 */
public record Lateness(double written, double granted) {

	/**
	 * Takes each takeover from what the database has noted.
	 * @param changes what the database has noted
	 * @param takeovers what the listeners were told
	 * @return one for each of them
	 */
	public static List<Lateness> afterLease(List<LeaseChange> changes, List<Takeover> takeovers) {
		List<LeaseChange> ends = changes.stream().filter(LeaseChange::isTakeover).toList();
		List<Lateness> all = new ArrayList<>();
		for (Takeover takeover : takeovers) {
			LeaseChange change = last(ends, takeover.granted().at())
				.orElseThrow(() -> new IllegalStateException("The database knows nothing of " + takeover));
			all.add(new Lateness(millis(change.oldLeaseEnd(), change.writtenAt()),
					millis(change.oldLeaseEnd(), takeover.granted().at())));
		}
		return all;
	}

	/**
	 * Takes each handover from what the database has noted.
	 * @param changes what the database has noted
	 * @param takeovers what the listeners were told
	 * @return one for each of them
	 */
	public static List<Lateness> afterRelease(List<LeaseChange> changes, List<Takeover> takeovers) {
		List<LeaseChange> releases = changes.stream().filter(LeaseChange::isRelease).toList();
		List<LeaseChange> acquisitions = changes.stream().filter((change) -> change.newHolder() != null).toList();
		List<Lateness> all = new ArrayList<>();
		for (Takeover takeover : takeovers) {
			Instant granted = takeover.granted().at();
			LeaseChange release = last(releases, granted)
				.orElseThrow(() -> new IllegalStateException("The database knows no release before " + takeover));
			LeaseChange acquisition = last(acquisitions, granted)
				.orElseThrow(() -> new IllegalStateException("The database knows nothing of " + takeover));
			all.add(new Lateness(millis(release.committedAt(), acquisition.writtenAt()),
					millis(release.committedAt(), granted)));
		}
		return all;
	}

	private static Optional<LeaseChange> last(List<LeaseChange> changes, Instant before) {
		return changes.stream()
			.filter((change) -> !change.writtenAt().isAfter(before))
			.reduce((earlier, later) -> later);
	}

	private static double millis(Instant from, Instant to) {
		return Duration.between(from, to).toNanos() / 1e6;
	}

}
