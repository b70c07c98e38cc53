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

import java.util.concurrent.CountDownLatch;

import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ten lines without Spring, as the README shows them, but for the end: a program has
 * a shutdown hook for it.
 */
@Timeout(30)
class TenLinesTests {

	private final CountDownLatch led = new CountDownLatch(1);

	private long tokenOfTheWork;

	private void publishReports(long fencingToken) {
		this.tokenOfTheWork = fencingToken;
		this.led.countDown();
	}

	@Test
	void leadWithoutSpring() throws InterruptedException {
		InMemoryLockStore locks = new InMemoryLockStore();

		// tag::ten-lines[]
		ResourceLock lock = locks.create("reports", "host-1");
		LeaderElectionConfig config = LeaderElectionConfig.builder().lock(lock).callbacks(new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) {
				publishReports(leadership.fencingToken());
			}
		}).build();
		try (LeaderElector elector = LeaderElector.create(config)) {
			elector.start();
			this.led.await(); // whatever keeps the program running
		}
		// end::ten-lines[]

		assertThat(this.tokenOfTheWork).isEqualTo(1);
	}

	@Test
	void theOneThatFollowsTakesOver() {
		InMemoryLockStore locks = new InMemoryLockStore();
		LeaderElector first = LeaderElector.create(Fast.config(locks.create("reports", "a"), (config) -> config));
		LeaderElector second = LeaderElector.create(Fast.config(locks.create("reports", "b"), (config) -> config));
		first.start();
		Awaitility.await().until(first::isLeader);
		second.start();
		Awaitility.await().until(() -> second.getLeader().isPresent());
		assertThat(second.isLeader()).isFalse();
		first.close();
		Awaitility.await().until(second::isLeader);
		assertThat(second.leadership().orElseThrow().fencingToken()).isEqualTo(2);
		second.close();
	}

}
