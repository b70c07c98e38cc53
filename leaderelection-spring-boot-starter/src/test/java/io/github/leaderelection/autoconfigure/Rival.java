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

import java.time.Duration;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition;

/** Another candidate, which writes its lease by hand. */
public final class Rival {

	/** What it signs with. */
	public static final String IDENTITY = "rival";

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration LEASE = Duration.ofHours(1);

	private final ResourceLock lock;

	public Rival(ResourceLockFactory locks, String electionName) {
		this.lock = locks.create(electionName, IDENTITY);
	}

	/** Takes a lease that nobody has held so far. */
	public Rival holds() {
		if (!this.lock.create(LeaderElectionRecord.heldBy(IDENTITY, 1, LEASE), TIMEOUT)) {
			throw new IllegalStateException("There is a lease already");
		}
		return this;
	}

	/** Takes the lease from whoever holds it. */
	public void seizes() {
		LockSnapshot found = this.lock.get(TIMEOUT).orElseThrow();
		LeaderElectionRecord next = LeaderElectionRecord.heldBy(IDENTITY, found.record().fencingToken() + 1, LEASE);
		if (!this.lock.update(next, new WriteCondition.AtVersion(found.version()), TIMEOUT)) {
			seizes();
		}
	}

	/** Gives its lease up. */
	public void releases() {
		long token = this.lock.get(TIMEOUT).orElseThrow().record().fencingToken();
		if (!this.lock.update(LeaderElectionRecord.released(token, LEASE), new WriteCondition.HeldBy(IDENTITY, token),
				TIMEOUT)) {
			throw new IllegalStateException("The rival does not hold the lease");
		}
	}

	/** Who holds the lease; empty where nobody does. */
	public String holder() {
		return this.lock.get(TIMEOUT).map((found) -> found.record().holderIdentity()).orElse("");
	}

	/** Waits until the holder has renewed its lease some times. */
	public void seesRenewals() {
		long enough = version() + 3;
		TestRunners.await(() -> version() >= enough);
	}

	/** How often the lease has been written. */
	public long version() {
		return this.lock.get(TIMEOUT).orElseThrow().version();
	}

}
