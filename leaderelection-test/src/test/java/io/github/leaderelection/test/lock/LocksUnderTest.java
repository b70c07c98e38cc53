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

package io.github.leaderelection.test.lock;

import java.time.Duration;
import java.util.Optional;

import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition;

/**
 * Locks that are run through the contract by {@link ResourceLockContractTests}, and by
 * nobody else: most break it.
 */
final class LocksUnderTest {

	private LocksUnderTest() {
	}

	static class SoundLock extends ResourceLockContract {

		private final InMemoryLockStore store = new InMemoryLockStore();

		@Override
		protected ResourceLockFactory newProcess() {
			return (election, identity) -> lock(this.store.create(election, identity));
		}

		ResourceLock lock(ResourceLock sound) {
			return sound;
		}

	}

	/** Acquires whatever has been written since it looked. */
	static class VersionIgnoredLock extends SoundLock {

		@Override
		ResourceLock lock(ResourceLock sound) {
			return new Changed(sound) {
				@Override
				public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
					Optional<LockSnapshot> found = get(timeout);
					return (condition instanceof WriteCondition.AtVersion && found.isPresent())
							? super.update(record, new WriteCondition.AtVersion(found.get().version()), timeout)
							: super.update(record, condition, timeout);
				}
			};
		}

	}

	/** Renews whoever holds the lease. */
	static class HolderIgnoredLock extends SoundLock {

		@Override
		ResourceLock lock(ResourceLock sound) {
			return new Changed(sound) {
				@Override
				public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
					Optional<LockSnapshot> found = get(timeout);
					return (condition instanceof WriteCondition.HeldBy && found.isPresent())
							? super.update(record, new WriteCondition.AtVersion(found.get().version()), timeout)
							: super.update(record, condition, timeout);
				}
			};
		}

	}

	/** Does not know how old a record is. */
	static class AgelessLock extends SoundLock {

		@Override
		ResourceLock lock(ResourceLock sound) {
			return new Changed(sound) {
				@Override
				public Optional<LockSnapshot> get(Duration timeout) {
					return super.get(timeout)
						.map((found) -> new LockSnapshot(found.record(), found.version(), Duration.ofDays(1)));
				}
			};
		}

	}

	/** Takes names for the same that differ in their blanks. */
	static class NamesTrimmedLock extends SoundLock {

		private final InMemoryLockStore trimmed = new InMemoryLockStore();

		@Override
		ResourceLock lock(ResourceLock sound) {
			return this.trimmed.create(sound.electionName().strip(), sound.identity());
		}

	}

	/** Passes all on. */
	private static class Changed implements ResourceLock {

		private final ResourceLock sound;

		Changed(ResourceLock sound) {
			this.sound = sound;
		}

		@Override
		public String electionName() {
			return this.sound.electionName();
		}

		@Override
		public String identity() {
			return this.sound.identity();
		}

		@Override
		public Optional<LockSnapshot> get(Duration timeout) {
			return this.sound.get(timeout);
		}

		@Override
		public boolean create(LeaderElectionRecord record, Duration timeout) {
			return this.sound.create(record, timeout);
		}

		@Override
		public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
			return this.sound.update(record, condition, timeout);
		}

		@Override
		public void recordEvent(String event) {
			this.sound.recordEvent(event);
		}

		@Override
		public String describe() {
			return this.sound.describe();
		}

	}

}
