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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TermTests {

	private static final long TRUSTED = Duration.ofSeconds(10).toNanos();

	private final ManualTicker ticker = new ManualTicker();

	private final ManualExecutor executor = new ManualExecutor();

	private final Term term = new Term("reports", "a", 7, Instant.EPOCH, TRUSTED, this.ticker, this.executor);

	private final List<String> news = new ArrayList<>();

	private final AtomicInteger drained = new AtomicInteger();

	private void revoke() {
		this.term.revoke(() -> this.news.add("announced"), this.drained::incrementAndGet);
	}

	@AfterEach
	void leaveNoInterruptBehind() {
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void tellsWhoseItIs() {
		assertThat(this.term.electionName()).isEqualTo("reports");
		assertThat(this.term.identity()).isEqualTo("a");
		assertThat(this.term.fencingToken()).isEqualTo(7);
		assertThat(this.term.acquiredAt()).isEqualTo(Instant.EPOCH);
	}

	@Test
	void isValidUntilItsTrustIsOver() {
		this.ticker.advance(Duration.ofNanos(TRUSTED - 1));
		assertThat(this.term.isValid()).isTrue();
		assertThat(this.term.remaining()).isEqualTo(Duration.ofNanos(1));
		this.ticker.advance(Duration.ofNanos(1));
		assertThat(this.term.isValid()).isFalse();
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(this.term.remaining()).isZero();
	}

	@Test
	void isTrustedForLongerWhenRenewed() {
		this.ticker.advance(Duration.ofSeconds(2));
		this.term.trust(TRUSTED + 5);
		assertThat(this.term.remaining()).isEqualTo(Duration.ofSeconds(8).plusNanos(5));
	}

	@Test
	void isInvalidFromItsRevocation() {
		revoke();
		assertThat(this.term.isValid()).isFalse();
		assertThat(this.term.remaining()).isZero();
		assertThat(this.term.beginWork(true)).isEmpty();
		assertThat(this.term).hasToString("Leadership[election=reports, identity=a, token=7, valid=false]");
	}

	@Test
	void noWorkBeginsWhenItsTrustIsOverThoughNobodyRevokedIt() {
		this.ticker.advance(Duration.ofNanos(TRUSTED));
		assertThat(this.term.beginWork(false)).isEmpty();
		assertThat(this.term.beginStart()).isEmpty();
		assertThat(this.term.wasStarted()).isFalse();
	}

	@Test
	void remembersWhetherItsWorkWasStarted() {
		assertThat(this.term.wasStarted()).isFalse();
		this.term.beginStart().orElseThrow().close();
		assertThat(this.term.wasStarted()).isTrue();
	}

	@Test
	void hasDrainedWhenItsEndHasBeenAnnounced() {
		revoke();
		assertThat(this.news).containsExactly("announced");
		assertThat(this.drained).hasValue(0);
		this.term.finished();
		assertThat(this.drained).hasValue(1);
	}

	@Test
	void hasDrainedWhenTheLastOfItsWorkHasStopped() {
		TermWork first = this.term.beginWork(false).orElseThrow();
		TermWork second = this.term.beginWork(false).orElseThrow();
		first.close();
		first.close();
		revoke();
		this.term.finished();
		assertThat(this.drained).hasValue(0);
		second.close();
		second.close();
		assertThat(this.drained).hasValue(1);
		assertThat(second.leadership()).isSameAs(this.term);
	}

	@Test
	void workThatStoppedBeforeTheRevocationDrainsNothing() {
		this.term.beginWork(false).orElseThrow().close();
		assertThat(this.drained).hasValue(0);
		revoke();
		this.term.finished();
		assertThat(this.drained).hasValue(1);
	}

	@Test
	void actionsRunOnceOnAThreadOfTheTermAndTheDrainWaitsForThem() {
		this.term.onRevoked(() -> this.news.add("first"));
		this.term.onRevoked(() -> this.news.add("second"));
		revoke();
		this.term.finished();
		assertThat(this.news).containsExactly("announced");
		assertThat(this.drained).hasValue(0);
		this.executor.runAll();
		assertThat(this.news).containsExactly("announced", "first", "second");
		assertThat(this.drained).hasValue(1);
	}

	@Test
	void anActionThatComesLateRunsAtOnce() {
		revoke();
		this.term.onRevoked(() -> this.news.add("late"));
		assertThat(this.news).containsExactly("announced", "late");
		assertThat(this.executor.waiting()).isZero();
	}

	@Test
	void anActionThatThrowsIsLoggedAndHarmsNobody() {
		this.term.onRevoked(() -> {
			throw new IllegalStateException("first");
		});
		this.term.onRevoked(() -> {
			throw new AssertionError("second");
		});
		this.term.onRevoked(() -> this.news.add("third"));
		try (CapturedLog log = new CapturedLog()) {
			revoke();
			this.term.finished();
			this.executor.runAll();
			this.term.onRevoked(() -> {
				throw new IllegalStateException("late");
			});
			assertThat(log.messages(Level.ERROR)).hasSize(3)
				.containsOnly("An action on revocation has thrown: election=reports token=7");
		}
		assertThat(this.news).containsExactly("announced", "third");
		assertThat(this.drained).hasValue(1);
	}

	@Test
	void interruptsWorkThatAskedForIt() {
		TermWork work = this.term.beginWork(true).orElseThrow();
		assertThat(work.wasInterrupted()).isFalse();
		revoke();
		assertThat(Thread.currentThread().isInterrupted()).as("on a thread of the term").isFalse();
		this.executor.runAll();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(work.wasInterrupted()).isTrue();
		work.close();
		assertThat(Thread.currentThread().isInterrupted()).as("the mark is cleared").isFalse();
		this.term.finished();
		assertThat(this.drained).hasValue(1);
	}

	@Test
	void leavesOtherWorkAlone() {
		TermWork work = this.term.beginWork(false).orElseThrow();
		revoke();
		assertThat(this.executor.waiting()).isZero();
		assertThat(work.wasInterrupted()).isFalse();
		work.close();
	}

	@Test
	void interruptsOnlyWhatStillWorks() {
		TermWork work = this.term.beginWork(true).orElseThrow();
		revoke();
		work.close();
		this.executor.runAll();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(work.wasInterrupted()).isFalse();
	}

	@Test
	void interruptsBeforeAnythingElse() {
		TermWork work = this.term.beginWork(true).orElseThrow();
		this.term.onRevoked(() -> this.news.add("interrupted: " + work.wasInterrupted()));
		revoke();
		this.executor.runAll();
		assertThat(this.news).containsExactly("announced", "interrupted: true");
		work.close();
	}

	@Test
	void anInterruptOfSomebodyElseIsLeftAlone() {
		TermWork work = this.term.beginWork(true).orElseThrow();
		Thread.currentThread().interrupt();
		work.close();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void workThatIsClosedElsewhereDoesNotClearTheMarkThere() throws Exception {
		TermWork work = this.term.beginWork(true).orElseThrow();
		revoke();
		this.executor.runAll();
		boolean[] marked = new boolean[1];
		Thread closer = new Thread(() -> {
			Thread.currentThread().interrupt();
			work.close();
			marked[0] = Thread.currentThread().isInterrupted();
		});
		assertThat(Thread.interrupted()).isTrue();
		closer.start();
		closer.join();
		assertThat(marked[0]).isTrue();
	}

	@Test
	void knowsWhoWorksForIt() {
		assertThat(this.term.isWorking()).isFalse();
		TermWork work = this.term.beginWork(false).orElseThrow();
		assertThat(this.term.isWorking()).isTrue();
		work.close();
		assertThat(this.term.isWorking()).isFalse();
		this.term.onRevoked(() -> this.news.add("working: " + this.term.isWorking()));
		revoke();
		this.executor.runAll();
		assertThat(this.news).contains("working: true");
		assertThat(this.term.isWorking()).isFalse();
	}

}
