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
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.github.leaderelection.test.lock.ResourceLockContract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class InMemoryLockStoreTests extends ResourceLockContract {

	private final InMemoryLockStore store = new InMemoryLockStore();

	@Override
	protected ResourceLockFactory newProcess() {
		return this.store;
	}

	@Test
	void goesByTheClockThatItIsGiven() {
		AtomicLong clock = new AtomicLong(1_000);
		ResourceLock lock = new InMemoryLockStore(clock::get).create("reports", "a");
		lock.create(record("a", 1), TIMEOUT);
		clock.set(5_000);

		assertThat(read(lock).age()).isEqualTo(Duration.ofNanos(4_000));
		assertThat(read(lock).record().renewTime()).isEqualTo(Instant.EPOCH.plusNanos(1_000));

		lock.update(record("a", 1), new WriteCondition.HeldBy("a", 1), TIMEOUT);
		assertThat(read(lock).age()).isZero();
		assertThat(read(lock).record().acquireTime()).isEqualTo(Instant.EPOCH.plusNanos(1_000));
		assertThat(read(lock).record().renewTime()).isEqualTo(Instant.EPOCH.plusNanos(5_000));
	}

	@Test
	void aClockThatGoesBackMakesNoNegativeAge() {
		AtomicLong clock = new AtomicLong(1_000);
		ResourceLock lock = new InMemoryLockStore(clock::get).create("reports", "a");
		lock.create(record("a", 1), TIMEOUT);
		clock.set(10);

		assertThat(read(lock).age()).isZero();
	}

	@Test
	void withoutAClockOfItsOwnItShowsTheTimeOfDay() {
		ResourceLock lock = new InMemoryLockStore().create("reports", "a");
		lock.create(record("a", 1), TIMEOUT);

		assertThat(read(lock).record().renewTime()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
	}

	@Test
	void storesShareNothing() {
		candidate("a").create(record("a", 1), TIMEOUT);

		assertThat(new InMemoryLockStore().create(this.election, "a").get(TIMEOUT)).isEmpty();
	}

}
