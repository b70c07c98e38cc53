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
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.WriteCondition.HeldBy;

import static org.assertj.core.api.Assertions.assertThat;

class LateElectionsTests {

	private static final LockOperation GET = new LockOperation.Get();

	private static final LockOperation RENEW = new LockOperation.Update(
			LeaderElectionRecord.heldBy("me", 1, Duration.ofSeconds(15)), new HeldBy("me", 1));

	private final LateElections late = new LateElections();

	@Test
	void renewalsComeFirst() {
		assertThat(order(call("a", GET), call("b", RENEW), call("c", GET), call("d", RENEW))).isEqualTo("bdac");
	}

	@Test
	void whoWasLateComesLastUntilItIsInTime() {
		this.late.add(call("b", RENEW), true);
		assertThat(order(call("a", GET), call("b", RENEW), call("c", RENEW))).isEqualTo("cab");

		this.late.remove(call("b", RENEW));
		assertThat(order(call("a", GET), call("b", RENEW), call("c", RENEW))).isEqualTo("bca");
	}

	@Test
	void eachIsWaitedForInTurn() {
		LockCall[] calls = { call("a", RENEW), call("b", RENEW), call("c", RENEW) };
		this.late.add(calls[0], true);
		this.late.add(calls[1], false);
		this.late.add(calls[2], false);
		assertThat(order(calls)).isEqualTo("abc");

		this.late.add(calls[0], true);
		this.late.add(calls[1], false);
		this.late.add(calls[2], false);
		assertThat(order(calls)).isEqualTo("bca");

		this.late.add(calls[1], true);
		this.late.add(calls[2], false);
		this.late.add(calls[0], false);
		assertThat(order(calls)).isEqualTo("cab");
	}

	private String order(LockCall... calls) {
		StringBuilder names = new StringBuilder();
		this.late.order(Arrays.asList(calls)).forEach((index) -> names.append(calls[index].lock().electionName()));
		return names.toString();
	}

	private static LockCall call(String election, LockOperation operation) {
		return new LockCall(new InMemoryLockStore().create(election, "me"), operation, Duration.ofSeconds(1));
	}

}
