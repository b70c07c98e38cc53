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

package io.github.leaderelection.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;

import static org.assertj.core.api.Assertions.assertThat;

class PendingCallsTests {

	private static final LockOperation GET = new LockOperation.Get();

	private static final LockOperation CREATE = new LockOperation.Create(record("me", 1));

	private static final LockOperation RENEW = new LockOperation.Update(record("me", 1), new HeldBy("me", 1));

	private static final LockOperation RELEASE = new LockOperation.Update(record("", 1), new HeldBy("me", 1));

	private static final LockOperation ACQUIRE = new LockOperation.Update(record("me", 2), new AtVersion(1));

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void callsOfAKindGoTogetherAndRenewalsFirst() {
		assertThat(groups(call("a", ACQUIRE), call("b", GET), call("c", RENEW), call("d", ACQUIRE), call("e", GET),
				call("f", RELEASE), call("g", CREATE), call("h", CREATE)))
			.containsExactly("cf", "be", "gh", "ad");
	}

	@Test
	void rowsAreLockedInTheOrderOfTheirNames() {
		assertThat(groups(call("c", RENEW), call("a", RENEW), call("b", RENEW))).containsExactly("abc");
	}

	@Test
	void aCallByItselfIsNoGroup() {
		assertThat(groups(call("a", GET), call("b", RENEW), call("c", CREATE))).isEmpty();
		assertThat(groups(call("a", GET), call("b", GET), call("c", CREATE))).containsExactly("ab");
	}

	@Test
	void aRenewalByItselfWaitsForNoGroup() {
		assertThat(groups(call("a", GET), call("b", GET), call("c", RENEW))).containsExactly("c", "ab");
	}

	@Test
	void whoHasLittleTimeDoesNotBoundThoseWhoHaveMuch() {
		assertThat(groups(call("a", GET, Duration.ofMillis(50)), call("b", GET, SECOND), call("c", GET, SECOND),
				call("d", GET, Duration.ofMillis(40))))
			.containsExactly("bc", "ad");
	}

	@Test
	void aTermOfOnesOwnMakingGoesWithNoOther() {
		LockOperation token = new LockOperation.Update(record("me", 2), new HeldBy("me", 1));
		LockOperation other = new LockOperation.Update(record("you", 1), new HeldBy("me", 1));
		assertThat(groups(call("a", RENEW), call("b", token), call("c", other), call("d", RENEW)))
			.containsExactly("ad");
	}

	private static Stream<String> groups(LockCall... calls) {
		PendingCalls pending = new PendingCalls(List.of(calls), (index, reply) -> {
		});
		return pending.groups().stream().map((group) -> {
			StringBuilder names = new StringBuilder();
			group.forEach((index) -> names.append(calls[index].lock().electionName()));
			return names.toString();
		});
	}

	private static LockCall call(String election, LockOperation operation) {
		return call(election, operation, SECOND);
	}

	private static LockCall call(String election, LockOperation operation, Duration timeout) {
		return new LockCall(new InMemoryLockStore().create(election, "me"), operation, timeout);
	}

	private static LeaderElectionRecord record(String holder, long token) {
		Duration lease = Duration.ofSeconds(15);
		return holder.isEmpty() ? LeaderElectionRecord.released(token, lease)
				: LeaderElectionRecord.heldBy(holder, token, lease);
	}

}
