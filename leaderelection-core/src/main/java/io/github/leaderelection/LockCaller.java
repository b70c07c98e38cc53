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

import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.election.Action;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition;

/** Turns the calls that a state decides on into calls of a lock. */
final class LockCaller {

	private static final LockOperation GET = new LockOperation.Get();

	private final Candidate candidate;

	private final ResourceLock lock;

	private final Duration leaseDuration;

	private final LockCalls calls;

	LockCaller(Candidate candidate, LeaderElectionConfig config, LockCalls calls) {
		this.candidate = candidate;
		this.lock = config.lock();
		this.leaseDuration = config.timings().leaseDuration();
		this.calls = calls;
	}

	void call(Action.Call call, long now) {
		Operation kind = kindOf(call);
		this.calls.submit(new LockCalls.Request(this.candidate, this.lock, kind, operationOf(call),
				now + call.timeout(), (reply) -> this.candidate.onReply(call.attempt(), kind, reply)));
	}

	static Operation kindOf(Action.Call call) {
		if (call instanceof Action.Acquire) {
			return Operation.ACQUIRE;
		}
		if (call instanceof Action.Renew) {
			return Operation.RENEW;
		}
		return (call instanceof Action.Release) ? Operation.RELEASE : Operation.GET;
	}

	private LockOperation operationOf(Action.Call call) {
		if (call instanceof Action.Acquire acquire) {
			LeaderElectionRecord record = held(acquire.token());
			return acquire.version()
				.<LockOperation>map(
						(version) -> new LockOperation.Update(record, new WriteCondition.AtVersion(version)))
				.orElseGet(() -> new LockOperation.Create(record));
		}
		if (call instanceof Action.Renew renew) {
			return new LockOperation.Update(held(renew.token()), mine(renew.token()));
		}
		if (call instanceof Action.Release release) {
			return new LockOperation.Update(LeaderElectionRecord.released(release.token(), this.leaseDuration),
					mine(release.token()));
		}
		return GET;
	}

	private LeaderElectionRecord held(long token) {
		return LeaderElectionRecord.heldBy(this.lock.identity(), token, this.leaseDuration);
	}

	private WriteCondition mine(long token) {
		return new WriteCondition.HeldBy(this.lock.identity(), token);
	}

}
