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

package io.github.leaderelection.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.UnknownElectionException;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.ElectionTimings;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Elections that stand as a test wants them to. */
final class StubElections {

	static final ElectionTimings TIMINGS = ElectionTimings.of(Duration.ofSeconds(15), Duration.ofSeconds(10),
			Duration.ofSeconds(2));

	private StubElections() {
	}

	static LeaderElections with(ElectionStatus status) {
		LeaderElections elections = mock(LeaderElections.class);
		LeaderElector elector = mock(LeaderElector.class);
		given(elector.electionName()).willReturn(status.electionName());
		given(elector.identity()).willReturn(status.identity());
		given(elector.status()).willReturn(status);
		given(elections.names()).willReturn(Set.of(status.electionName()));
		given(elections.get(status.electionName())).willReturn(elector);
		given(elections.electors()).willCallRealMethod();
		return elections;
	}

	/** The same, where another election goes as soon as its name has been read. */
	static LeaderElections besideOneThatGoes(ElectionStatus status) {
		LeaderElections elections = with(status);
		given(elections.names()).willReturn(new LinkedHashSet<>(List.of("gone", status.electionName())));
		given(elections.get("gone")).willThrow(new UnknownElectionException("gone", Set.of(status.electionName())));
		return elections;
	}

	static ElectionStatus leader() {
		return new ElectionStatus("reports", "me_1", CandidateState.LEADING, true, Optional.of("me_1"), 7,
				Optional.of(Instant.parse("2026-01-02T03:04:05.678Z")),
				Optional.of(Instant.parse("2026-01-02T03:05:00Z")), TIMINGS, Duration.ofMillis(8200),
				"leader_election/reports on jdbc:h2:mem:db", Optional.empty(), Set.of());
	}

	static ElectionStatus follower(ElectionStatus.Problem... problems) {
		return new ElectionStatus("reports", "me_1", CandidateState.FOLLOWING, false, Optional.empty(), 0,
				Optional.empty(), Optional.empty(), TIMINGS, Duration.ZERO, "leader_election/reports",
				(problems.length > 0) ? Optional.of("Nobody answers") : Optional.empty(), Set.of(problems));
	}

}
