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

package io.github.leaderelection;

import java.time.Duration;
import java.util.Optional;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition;
import org.jspecify.annotations.Nullable;

/** A lock that is only called through the batch that it was given. */
record StubLock(String electionName, String identity, @Nullable LockBatch calls) implements ResourceLock {

	@Override
	public Optional<LockSnapshot> get(Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean create(LeaderElectionRecord record, Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void recordEvent(String event) {
	}

	@Override
	public String describe() {
		return "a stub";
	}

	@Override
	public LockBatch batch() {
		if (this.calls == null) {
			throw new IllegalStateException("no batch");
		}
		return this.calls;
	}

}
