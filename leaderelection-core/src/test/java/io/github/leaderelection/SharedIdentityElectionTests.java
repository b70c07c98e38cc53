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
import io.github.leaderelection.ElectionStatus.Problem;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.WriteCondition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two candidates that truly share one identity, which only a program that built its own
 * locks can bring about.
 */
class SharedIdentityElectionTests {

	private final Bench bench = new Bench();

	private final LeaderElector first = this.bench.elector("twin");

	private final LeaderElector second = this.bench.elector("twin");

	@Test
	void aFollowerNoticesThatSomebodyRenewsUnderItsName() {
		try (CapturedLog log = new CapturedLog()) {
			this.first.start();
			this.bench.settleAll();
			this.second.start();
			this.bench.passAll(Duration.ofSeconds(60));
			assertThat(this.first.isLeader()).isTrue();
			assertThat(this.second.isLeader()).isFalse();
			assertThat(this.second.status().problems()).containsExactly(Problem.IDENTITY_SHARED);
			assertThat(this.first.status().problems()).isEmpty();
			assertThat(log.messages(Level.ERROR)).singleElement()
				.asString()
				.isEqualTo("Another candidate signs with the identity of this one, so both may believe that they lead: "
						+ "election=reports identity=twin token=1. Give each process an identity of its own. "
						+ "Not campaigning for PT15S");
		}
	}

	/** The first is cut off, so that the second takes over; then the first comes back. */
	@Test
	void aLeaderThatWasReplacedByItsOwnIdentityWaitsALease() {
		this.first.start();
		this.bench.settleAll();
		this.bench.calls.answerNothing();
		this.bench.ticker.advance(Duration.ofSeconds(2));
		this.bench.mailbox.handleAll();
		LockCalls.Request renewal = this.bench.calls.take();
		this.second.start();
		this.bench.calls.answerOnly((request) -> request.candidate() != renewal.candidate());
		this.bench.passAll(Duration.ofSeconds(20));
		assertThat(this.second.isLeader()).isTrue();
		assertThat(this.first.isLeader()).isFalse();
		this.bench.calls.answerEverything();
		try (CapturedLog log = new CapturedLog()) {
			for (int i = 0; i < 600; i++) {
				this.bench.passAll(Duration.ofMillis(100));
				assertThat(this.first.isLeader() && this.second.isLeader()).isFalse();
			}
			assertThat(log.messages(Level.ERROR)).hasSize(1);
		}
		assertThat(this.first.status().problems()).containsExactly(Problem.IDENTITY_SHARED);
		((DefaultLeaderElector) this.second).requestStop();
		this.bench.passAll(Duration.ofSeconds(20));
		assertThat(this.first.isLeader()).isTrue();
		assertThat(this.first.status().problems()).isEmpty();
	}

	@Test
	void aRefusedRenewalAndTheOwnNameInTheRowAreNoticed() {
		this.first.start();
		this.bench.settleAll();
		this.bench.calls.answerNothing();
		this.bench.pass(Duration.ofSeconds(2));
		LockCalls.Request renewal = this.bench.calls.take();
		this.bench.store.create(Bench.ELECTION, "twin")
			.update(LeaderElectionRecord.heldBy("twin", 2, Duration.ofSeconds(15)), new WriteCondition.AtVersion(1),
					Duration.ofSeconds(1));
		assertThat(this.bench.calls.perform(renewal)).isInstanceOf(LockReply.Refused.class);
		this.bench.calls.reply(renewal, new LockReply.Refused());
		this.bench.calls.answerEverything();
		try (CapturedLog log = new CapturedLog()) {
			this.bench.passAll(Duration.ofSeconds(1));
			assertThat(log.messages(Level.ERROR)).hasSize(1);
		}
		this.bench.passAll(Duration.ofMillis(13_900));
		assertThat(this.first.isLeader()).isFalse();
		this.bench.passAll(Duration.ofMillis(400));
		assertThat(this.first.leadership().orElseThrow().fencingToken()).isEqualTo(3);
	}

}
