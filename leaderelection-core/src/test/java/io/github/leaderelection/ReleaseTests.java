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

import ch.qos.logback.classic.Level;
import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.election.CandidateState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Releases that fail, or of which nothing is heard. */
class ReleaseTests {

	private final Bench bench = new Bench();

	private final LeaderElector elector = this.bench.elector("a");

	@Test
	void aReplyThatWasLostIsSettledByTheNextRelease() {
		LockCalls.Request release = releaseUnanswered();
		this.bench.calls.perform(release);
		try (CapturedLog log = new CapturedLog()) {
			this.bench.calls.fail(release, "connection reset");
			this.bench.calls.answerEverything();
			this.bench.passAll(Duration.ofSeconds(1));
			assertThat(this.bench.calls.count(Operation.RELEASE)).isEqualTo(2);
			assertThat(this.elector.getLeader()).isEmpty();
			assertThat(log.messages(Level.INFO)).containsExactly("Stopped: election=reports identity=a",
					"Leader changed: election=reports identity=a leader=none token=1");
		}
	}

	@Test
	void aReleaseThatIsRepeatedIsNothingToWarnOf() {
		LockCalls.Request release = releaseUnanswered();
		try (CapturedLog log = new CapturedLog()) {
			this.bench.calls.fail(release, "the database is closing");
			this.bench.mailbox.handleAll();
			assertThat(this.elector.status().lastError()).contains("the database is closing");
			this.bench.calls.answerEverything();
			this.bench.passAll(Duration.ofSeconds(1));
			assertThat(log.messages(Level.WARN)).isEmpty();
		}
		assertThat(this.elector.status().lastError()).isEmpty();
		assertThat(this.bench.store.create(Bench.ELECTION, "b").get(Duration.ofSeconds(1)).orElseThrow().record())
			.satisfies((record) -> assertThat(record.isHeld()).isFalse());
	}

	@Test
	void aLeaseThatCouldNotBeReleasedIsTold() {
		LockCalls.Request release = releaseUnanswered();
		try (CapturedLog log = new CapturedLog()) {
			this.bench.calls.fail(release, "connection refused");
			this.bench.passAll(Duration.ofSeconds(3));
			assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
			assertThat(log.messages(Level.WARN)).containsExactly("The lease could not be released and runs out, "
					+ "so that others wait for its end: election=reports identity=a token=1 "
					+ "lock=reports in the memory of this process error=connection refused");
		}
		assertThat(this.elector.getLeader()).contains("a");
	}

	/** Whoever knows of the outage does not know that others must wait. */
	@Test
	void aLeaseThatCouldNotBeReleasedIsToldThoughTheOutageIsKnown() {
		this.elector.start();
		this.bench.passAll(Duration.ofSeconds(1));
		this.bench.calls.answerNothing();
		try (CapturedLog log = new CapturedLog()) {
			this.bench.passAll(Duration.ofSeconds(7));
			((DefaultLeaderElector) this.elector).requestStop();
			this.bench.passAll(Duration.ofSeconds(3));
			assertThat(this.elector.status().state()).isEqualTo(CandidateState.STOPPED);
			assertThat(log.messages(Level.WARN)).hasSize(2)
				.satisfies((messages) -> assertThat(messages.get(0)).startsWith("The lock cannot be read or written"))
				.satisfies((messages) -> assertThat(messages.get(1)).startsWith("The lease could not be released"));
		}
	}

	private LockCalls.Request releaseUnanswered() {
		this.elector.start();
		this.bench.passAll(Duration.ofSeconds(1));
		this.bench.calls.answerNothing();
		((DefaultLeaderElector) this.elector).requestStop();
		this.bench.settleAll();
		return this.bench.calls.take();
	}

}
