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

package io.github.leaderelection.lock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OneByOneTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final LeaderElectionRecord RECORD = LeaderElectionRecord.heldBy("a", 1, Duration.ofSeconds(15));

	private final InMemoryLockStore store = new InMemoryLockStore(() -> 0);

	private LockReply call(ResourceLock lock, LockOperation operation) {
		return LockBatch.oneByOne().execute(List.of(new LockCall(lock, operation, TIMEOUT))).get(0);
	}

	@Test
	void performsEachOperation() {
		ResourceLock lock = this.store.create("reports", "a");
		assertThat(call(lock, new LockOperation.Get())).isEqualTo(new LockReply.Read(Optional.empty()));
		assertThat(call(lock, new LockOperation.Create(RECORD))).isEqualTo(new LockReply.Applied());
		assertThat(call(lock, new LockOperation.Create(RECORD))).isEqualTo(new LockReply.Refused());
		assertThat(call(lock, new LockOperation.Update(RECORD, new WriteCondition.AtVersion(1))))
			.isEqualTo(new LockReply.Applied());
		assertThat(call(lock, new LockOperation.Update(RECORD, new WriteCondition.AtVersion(1))))
			.isEqualTo(new LockReply.Refused());
		assertThat(call(lock, new LockOperation.Get())).isEqualTo(new LockReply.Read(lock.get(TIMEOUT)));
	}

	@Test
	void isTheBatchOfLocksThatHaveNone() {
		assertThat(this.store.create("reports", "a").batch()).isSameAs(LockBatch.oneByOne());
	}

	@Test
	void repliesInOrderAndAFailureLeavesTheOthersAlone() {
		IllegalStateException failure = new IllegalStateException("no driver");
		Error error = new NoClassDefFoundError("org/Driver");
		List<LockReply> replies = LockBatch.oneByOne()
			.execute(List.of(get(new ThrowingLock(failure)), get(this.store.create("reports", "a")),
					get(new ThrowingLock(error)), get(this.store.create("invoices", "a"))));
		assertThat(replies).hasSize(4);
		assertThat(replies.get(0)).isEqualTo(new LockReply.Failed(failure));
		assertThat(replies.get(1)).isEqualTo(new LockReply.Read(Optional.empty()));
		assertThat(((LockReply.Failed) replies.get(2)).cause()).isInstanceOf(LockException.class)
			.hasMessage("The lock failed: java.lang.NoClassDefFoundError: org/Driver")
			.hasCause(error);
		assertThat(replies.get(3)).isEqualTo(new LockReply.Read(Optional.empty()));
	}

	private static LockCall get(ResourceLock lock) {
		return new LockCall(lock, new LockOperation.Get(), TIMEOUT);
	}

	private record ThrowingLock(Throwable failure) implements ResourceLock {

		@Override
		public String electionName() {
			return "throwing";
		}

		@Override
		public String identity() {
			return "a";
		}

		@Override
		public Optional<LockSnapshot> get(Duration timeout) {
			if (this.failure instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) this.failure;
		}

		@Override
		public boolean create(LeaderElectionRecord record, Duration timeout) {
			return false;
		}

		@Override
		public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
			return false;
		}

		@Override
		public void recordEvent(String event) {
		}

		@Override
		public String describe() {
			return "throws";
		}

	}

}
