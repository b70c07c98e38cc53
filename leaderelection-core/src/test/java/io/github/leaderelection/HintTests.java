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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.LockWatch;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a lock that can be watched does for a candidate. */
class HintTests {

	private static final Duration MOMENT = Duration.ofMillis(5);

	private final Bench bench = new Bench();

	private final LeaderElector leader = this.bench.elector("a");

	private final LeaderElector follower = this.bench.elector("b");

	private void lead() {
		this.leader.start();
		this.bench.settleAll();
		this.follower.start();
		this.bench.settleAll();
		assertThat(this.follower.getLeader()).contains("a");
	}

	@Test
	void aFollowerTakesOverAtOnceAfterARelease() {
		lead();
		((DefaultLeaderElector) this.leader).requestStop();
		this.bench.passAll(MOMENT);
		assertThat(this.follower.isLeader()).isTrue();
	}

	@Test
	void anObserverSeesEachChangeAtOnce() {
		lead();
		LeaderElector observer = this.bench.elector("c");
		observer.pause();
		observer.start();
		this.bench.passAll(Duration.ofSeconds(3));
		((DefaultLeaderElector) this.leader).requestStop();
		this.bench.passAll(MOMENT.multipliedBy(2));
		assertThat(this.follower.isLeader()).isTrue();
		assertThat(observer.getLeader()).contains("b");
	}

	@Test
	void oneThatHasSteppedDownLooksAndDoesNotAcquire() {
		lead();
		this.follower.pause();
		this.bench.passAll(Duration.ofMillis(1));
		this.leader.stepDown(Duration.ZERO);
		this.bench.passAll(MOMENT);
		int looks = this.bench.calls.count(Operation.GET);
		this.bench.store.create(Bench.ELECTION, "a")
			.update(LeaderElectionRecord.heldBy("x", 2, Duration.ofSeconds(15)),
					new WriteCondition.AtVersion(version()), MOMENT);
		this.bench.passAll(MOMENT);
		assertThat(this.bench.calls.count(Operation.GET)).isGreaterThan(looks);
		assertThat(this.leader.getLeader()).contains("x");
		assertThat(this.leader.isLeader()).isFalse();
	}

	private long version() {
		return this.bench.store.create(Bench.ELECTION, "a").get(MOMENT).orElseThrow().version();
	}

	@Test
	void renewalsGiveNoHints() {
		lead();
		int looks = this.bench.calls.count(Operation.GET);
		this.bench.passAll(Duration.ofSeconds(32));
		assertThat(this.bench.calls.count(Operation.RENEW)).isEqualTo(16);
		assertThat(this.bench.calls.count(Operation.GET) - looks).as("a look each 3.2 s").isEqualTo(10);
	}

	@Test
	void watchesWhileItTakesPart() {
		WatchedLock lock = new WatchedLock(this.bench.store.create("other", "a"));
		LeaderElector elector = this.bench.elections().register(LeaderElectionConfig.builder().lock(lock).build());
		assertThat(lock.news).isEmpty();
		elector.start();
		this.bench.settleAll();
		this.bench.passAll(Duration.ofSeconds(10));
		assertThat(lock.news).containsExactly("watched");
		((DefaultLeaderElector) elector).requestStop();
		this.bench.settleAll();
		assertThat(lock.news).containsExactly("watched", "left alone");
		elector.start();
		this.bench.settleAll();
		assertThat(lock.news).containsExactly("watched", "left alone", "watched");
	}

	@Test
	void aLockThatCannotBeWatchedIsLookedAtRegularly() {
		WatchedLock lock = new WatchedLock(this.bench.store.create("other", "a"));
		lock.failing = true;
		LeaderElector elector = this.bench.elections().register(LeaderElectionConfig.builder().lock(lock).build());
		try (CapturedLog log = new CapturedLog()) {
			elector.start();
			this.bench.passAll(Duration.ofSeconds(10));
			assertThat(log.messages(Level.WARN)).containsExactly(
					"The lock cannot be watched; changes are seen when the candidate looks: election=other lock=watched");
		}
		assertThat(elector.isLeader()).isTrue();
		((DefaultLeaderElector) elector).requestStop();
		this.bench.settleAll();
		assertThat(elector.isLeader()).isFalse();
	}

	/** Any lock, and who watches it. */
	private static final class WatchedLock implements ResourceLock {

		private final ResourceLock target;

		private final List<String> news = new ArrayList<>();

		private boolean failing;

		WatchedLock(ResourceLock target) {
			this.target = target;
		}

		@Override
		public LockWatch watch(Runnable hint) {
			if (this.failing) {
				throw new IllegalStateException("not today");
			}
			this.news.add("watched");
			return () -> {
				this.news.add("left alone");
				throw new IllegalStateException("not in order");
			};
		}

		@Override
		public String electionName() {
			return this.target.electionName();
		}

		@Override
		public String identity() {
			return this.target.identity();
		}

		@Override
		public Optional<LockSnapshot> get(Duration timeout) {
			return this.target.get(timeout);
		}

		@Override
		public boolean create(LeaderElectionRecord record, Duration timeout) {
			return this.target.create(record, timeout);
		}

		@Override
		public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
			return this.target.update(record, condition, timeout);
		}

		@Override
		public void recordEvent(String event) {
		}

		@Override
		public String describe() {
			return "watched";
		}

	}

}
