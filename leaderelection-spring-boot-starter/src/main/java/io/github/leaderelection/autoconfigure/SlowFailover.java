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

import java.util.List;

import io.github.leaderelection.autoconfigure.LeaderElectionProperties.Election;
import io.github.leaderelection.election.ElectionTimings;

/**
 * Tells that timings delay the takeover after a crash, and which property mends that.
 *
 * @param timings the timings that several elections share
 * @param names those elections
 * @param properties where the timings come from
 */
record SlowFailover(ElectionTimings timings, List<String> names, LeaderElectionProperties properties) {

	@Override
	public String toString() {
		return ("A takeover after a crash may be %d ms late, since followers cannot date each renewal: elections=%s. "
				+ "Set %s to at least 1.01 * (renew-deadline + 2.2 * retry-period) = %dms, or shorten the other two")
			.formatted(this.timings.worstFailover().minus(this.timings.leaseDuration()).toMillis(), this.names,
					String.join(" and ", keys()), this.timings.shortestDatingLease().toMillis());
	}

	private List<String> keys() {
		return this.names.stream().map(this::key).distinct().toList();
	}

	private String key(String name) {
		Election election = this.properties.getElections().get(name);
		boolean own = election != null && election.getLeaseDuration() != null;
		return LeaderElectionSettingsFactory.PREFIX + (own ? "elections." + name + "." : "") + "lease-duration";
	}

}
