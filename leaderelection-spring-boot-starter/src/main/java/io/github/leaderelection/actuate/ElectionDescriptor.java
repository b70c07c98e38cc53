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

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.election.ElectionTimings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One election as it is shown to operators. Durations and instants are texts in ISO-8601,
 * to the millisecond, so that no mapper can write them in another way.
 *
 * @param name the election
 * @param state where this candidate stands
 * @param leader whether it leads
 * @param leaderIdentity who holds the lease
 * @param fencingToken the number of the newest term it has seen
 * @param transitions how often leadership has passed on
 * @param acquiredAt when that term began
 * @param renewedAt when it was renewed last
 * @param leaseDuration how long a lease holds
 * @param renewDeadline how long a term is trusted
 * @param retryPeriod how often it is renewed
 * @param termLimit how long a term may last
 * @param remaining how long the term of this candidate stands without a further renewal
 * @param lock what the lock says of itself
 * @param lastError the newest failure of a lock call, until one succeeds
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ElectionDescriptor(String name, String state, boolean leader, @Nullable String leaderIdentity,
		long fencingToken, long transitions, @Nullable String acquiredAt, @Nullable String renewedAt,
		String leaseDuration, String renewDeadline, String retryPeriod, String termLimit, String remaining, String lock,
		@Nullable String lastError) implements OperationResponseBody {

	static ElectionDescriptor of(ElectionStatus status) {
		ElectionTimings timings = status.timings();
		return new ElectionDescriptor(status.electionName(), status.state().name(), status.leader(),
				status.leaderIdentity().orElse(null), status.fencingToken(), status.transitions(),
				status.acquiredAt().map(ElectionDescriptor::text).orElse(null),
				status.renewedAt().map(ElectionDescriptor::text).orElse(null), timings.leaseDuration().toString(),
				timings.renewDeadline().toString(), timings.retryPeriod().toString(), timings.termLimit().toString(),
				status.remaining().truncatedTo(ChronoUnit.MILLIS).toString(), status.lock(),
				status.lastError().orElse(null));
	}

	private static String text(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MILLIS).toString();
	}

}
