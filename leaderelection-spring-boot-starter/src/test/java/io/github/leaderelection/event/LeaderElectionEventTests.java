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

package io.github.leaderelection.event;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.autoconfigure.Rival;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderElectionEventTests {

	private final InMemoryLockStore store = new InMemoryLockStore();

	private final Rival rival = new Rival(this.store, "application");

	@Test
	void eventsOfATermComeInOrderAndStateIsSetBefore() {
		TestRunners.memory()
			.withPropertyValues("leaderelection.identity=me")
			.withBean(ResourceLockFactory.class, () -> this.store)
			.withBean(Recorder.class)
			.run((context) -> {
				Recorder recorder = context.getBean(Recorder.class);
				LeaderElector elector = context.getBean(LeaderElector.class);
				TestRunners.await(() -> recorder.events.size() >= 2);
				String me = elector.identity();
				this.rival.seizes();
				TestRunners.await(() -> recorder.events.contains("changed " + me + " -> rival"));
				this.rival.releases();
				TestRunners.await(() -> recorder.events.contains("granted 3 leader=true"));
				elector.stop();
				TestRunners.await(() -> recorder.events.contains("revoked 3 STOPPED leader=false"));
				assertThat(recorder.events.stream().filter((event) -> !event.startsWith("changed"))).containsExactly(
						"granted 1 leader=true", "revoked 1 LOST leader=false", "granted 3 leader=true",
						"revoked 3 STOPPED leader=false");
				assertThat(recorder.events.stream().filter((event) -> event.startsWith("changed")))
					.startsWith("changed none -> " + me, "changed " + me + " -> rival");
				assertThat(recorder.threads).noneMatch((thread) -> thread.equals("main"));
			});
	}

	@Test
	void aListenerThatThrowsEndsNoTerm() {
		quick().withBean(Thrower.class).run((context) -> {
			Thrower thrower = context.getBean(Thrower.class);
			LeaderElector elector = context.getBean(LeaderElector.class);
			thrower.called.await();
			Leadership term = elector.leadership().orElseThrow();
			this.rival.seesRenewals();
			assertThat(term.isValid()).isTrue();
			assertThat(elector.stepDown(Duration.ZERO)).isTrue();
			TestRunners.await(() -> thrower.revoked.contains(RevocationReason.STEPPED_DOWN));
		});
	}

	@Test
	void aListenerThatBlocksDelaysNoRenewal() {
		quick().withBean(Blocker.class).run((context) -> {
			Blocker blocker = context.getBean(Blocker.class);
			LeaderElector elector = context.getBean(LeaderElector.class);
			blocker.called.await();
			this.rival.seesRenewals();
			assertThat(elector.isLeader()).isTrue();
			assertThat(blocker.released.getCount()).isOne();
			blocker.released.countDown();
		});
	}

	private ApplicationContextRunner quick() {
		return TestRunners.memory()
			.withPropertyValues("leaderelection.retry-period=200ms")
			.withBean(ResourceLockFactory.class, () -> this.store);
	}

	static class Recorder {

		private final List<String> events = new CopyOnWriteArrayList<>();

		private final List<String> threads = new CopyOnWriteArrayList<>();

		@Autowired
		private LeaderElector elector;

		@EventListener
		void granted(LeadershipGrantedEvent event) {
			record("granted " + event.getFencingToken() + " leader=" + this.elector.isLeader());
		}

		@EventListener
		void revoked(LeadershipRevokedEvent event) {
			record("revoked " + event.getFencingToken() + " " + event.getReason() + " leader="
					+ event.getLeadership().isValid());
		}

		@EventListener
		void changed(LeaderChangedEvent event) {
			record("changed " + event.getPreviousLeader().orElse("none") + " -> " + event.getLeader().orElse("none"));
		}

		private void record(String event) {
			this.events.add(event);
			this.threads.add(Thread.currentThread().getName());
		}

	}

	static class Thrower {

		private final CountDownLatch called = new CountDownLatch(1);

		private final List<RevocationReason> revoked = new CopyOnWriteArrayList<>();

		@EventListener
		void granted(LeadershipGrantedEvent event) {
			this.called.countDown();
			throw new IllegalStateException("A listener that throws");
		}

		@EventListener
		void revoked(LeadershipRevokedEvent event) {
			this.revoked.add(event.getReason());
		}

	}

	static class Blocker {

		private final CountDownLatch called = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		@EventListener
		void granted(LeadershipGrantedEvent event) throws InterruptedException {
			this.called.countDown();
			this.released.await();
		}

	}

}
