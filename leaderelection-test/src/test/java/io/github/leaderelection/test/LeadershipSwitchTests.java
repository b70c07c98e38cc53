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

package io.github.leaderelection.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.TermWork;
import io.github.leaderelection.UnknownElectionException;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.RevocationReason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static io.github.leaderelection.test.LeadershipAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
class LeadershipSwitchTests {

	private final News news = new News();

	private final LeadershipSwitch leadership = LeadershipSwitch.create(LeaderElections.builder().listener(this.news),
			"reports", "clean-up");

	private final LeaderElector reports = this.leadership.elections().get("reports");

	@AfterEach
	void close() {
		this.leadership.close();
	}

	@Test
	void leadsNothingAtFirst() {
		assertThat(this.leadership).doesNotLead("reports").doesNotLead("clean-up");
		assertThat(this.reports.status().state()).isEqualTo(CandidateState.FOLLOWING);
		assertThat(this.reports.getLeader()).contains(LeadershipSwitch.OTHER_INSTANCE);
	}

	@Test
	void leadsAsSoonAsItIsGrantedAndListenersHaveBeenTold() {
		this.leadership.grant("reports");

		assertThat(this.leadership).leads("reports").doesNotLead("clean-up");
		assertThat(this.reports.getLeader()).contains(this.reports.identity());
		assertThat(this.news.of("reports")).containsSubsequence("granted 2", "leader " + this.reports.identity());
	}

	@Test
	void aTermDoesNotRunOut() {
		this.leadership.grant("reports");

		assertThat(this.reports.leadership().orElseThrow().remaining())
			.isEqualTo(this.reports.status().timings().renewDeadline());
		assertThat(this.reports.status().problems()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "LOST", "EXPIRED", "STEPPED_DOWN", "STOPPED" })
	void isNotLedAsSoonAsItIsRevokedAndListenersHaveBeenTold(RevocationReason reason) {
		this.leadership.grant("reports");
		this.leadership.grant("clean-up");
		Leadership term = this.reports.leadership().orElseThrow();
		this.leadership.revoke("reports", reason);

		assertThat(this.leadership).doesNotLead("reports").leads("clean-up");
		assertThat(term.isValid()).isFalse();
		assertThat(this.news.of("reports")).contains("revoked 2 " + reason);
		assertThat(this.news.of("clean-up")).noneMatch((item) -> item.startsWith("revoked"));
		assertThat(this.reports.status().problems()).isEmpty();
	}

	@Test
	void byDefaultAnotherHasTakenTheLeaseOver() {
		this.leadership.grant("reports");
		this.leadership.revoke("reports");

		assertThat(this.news.of("reports")).containsSubsequence("revoked 2 LOST",
				"leader " + LeadershipSwitch.OTHER_INSTANCE);
		assertThat(this.reports.getLeader()).contains(LeadershipSwitch.OTHER_INSTANCE);
	}

	@ParameterizedTest
	@EnumSource(names = { "TASK_COMPLETED", "TASK_FAILED", "TERM_LIMIT" }, mode = Mode.INCLUDE)
	void refusesReasonsThatNothingCouldBringAbout(RevocationReason reason) {
		this.leadership.grant("reports");

		assertThatIllegalArgumentException().isThrownBy(() -> this.leadership.revoke("reports", reason))
			.withMessageContaining(reason.name());
		assertThat(this.leadership).leads("reports");
		this.leadership.revoke("reports");
		this.leadership.grant("reports");
		assertThat(this.leadership).leads("reports");
	}

	@Test
	void aTermLimitEndsATerm() {
		LeaderElector limited = this.leadership.elections()
			.register(LeaderElectionConfig.builder()
				.lock(this.leadership.lock("limited"))
				.termLimit(Duration.ofHours(1))
				.build());
		this.leadership.grant("reports");
		this.leadership.grant("limited");
		this.leadership.revoke("limited", RevocationReason.TERM_LIMIT);

		assertThat(limited.isLeader()).isFalse();
		assertThat(this.news.of("limited")).contains("revoked 1 TERM_LIMIT");
		assertThat(this.leadership).leads("reports");
	}

	@Test
	void theTimeOfATermLimitEndsOtherTermsWhoseLimitIsShorter() {
		Map.of("an hour", 60, "half an hour", 30, "two hours", 120).forEach((name, minutes) -> {
			Duration limit = Duration.ofMinutes(minutes);
			this.leadership.elections()
				.register(LeaderElectionConfig.builder().lock(this.leadership.lock(name)).termLimit(limit).build());
			this.leadership.grant(name);
		});
		this.leadership.grant("reports");
		this.leadership.revoke("an hour", RevocationReason.TERM_LIMIT);

		assertThat(this.leadership).doesNotLead("an hour")
			.doesNotLead("half an hour")
			.leads("two hours")
			.leads("reports");
		for (String name : List.of("an hour", "half an hour")) {
			assertThat(this.news.of(name)).filteredOn((item) -> !item.startsWith("leader"))
				.containsExactly("granted 1", "revoked 1 TERM_LIMIT");
		}
		this.leadership.grant("half an hour");
		assertThat(this.leadership).leads("half an hour");
	}

	@Test
	void whoStepsDownWithoutACooldownDoesNotLeadBeforeItIsGrantedEither() {
		this.leadership.grant("reports");
		this.reports.stepDown(Duration.ZERO);
		for (int i = 0; i < 5; i++) {
			this.leadership.grant("clean-up");
			this.leadership.revoke("clean-up", RevocationReason.EXPIRED);
		}

		assertThat(this.news.of("reports")).filteredOn((item) -> item.startsWith("granted")).hasSize(1);
		assertThat(this.leadership).doesNotLead("reports");
		this.leadership.grant("reports");
		assertThat(this.leadership).leads("reports");
	}

	@ParameterizedTest
	@EnumSource(names = { "LOST", "EXPIRED", "STEPPED_DOWN", "STOPPED" })
	void canBeGrantedAgainAfterEachReasonWithAHigherToken(RevocationReason reason) {
		long token = 0;
		for (int i = 0; i < 3; i++) {
			this.leadership.grant("reports");
			long next = this.reports.leadership().orElseThrow().fencingToken();
			assertThat(next).isGreaterThan(token);
			token = next;
			this.leadership.revoke("reports", reason);
		}
	}

	@Test
	void twiceIsOnce() {
		this.leadership.revoke("reports");
		this.leadership.grant("reports");
		this.leadership.grant("reports");
		this.leadership.revoke("reports");
		this.leadership.revoke("reports");

		assertThat(this.news.of("reports")).filteredOn((item) -> item.startsWith("granted")).hasSize(1);
		assertThat(this.news.of("reports")).filteredOn((item) -> item.startsWith("revoked")).hasSize(1);
	}

	@Test
	void whoStepsDownLeadsWhenItIsGrantedAgainAndNotBefore() {
		this.leadership.grant("reports");
		this.reports.stepDown(Duration.ofDays(300));
		// lets time pass for everybody
		this.leadership.grant("clean-up");
		this.leadership.revoke("clean-up", RevocationReason.EXPIRED);
		assertThat(this.leadership).doesNotLead("reports");

		this.leadership.grant("reports");
		assertThat(this.leadership).leads("reports");
	}

	@Test
	void whoIsNotGrantedNeverLeadsHoweverMuchTimePasses() {
		for (int i = 0; i < 20; i++) {
			this.leadership.grant("clean-up");
			this.leadership.revoke("clean-up", RevocationReason.EXPIRED);
		}

		assertThat(this.news.of("reports")).containsExactly("leader " + LeadershipSwitch.OTHER_INSTANCE);
	}

	@Test
	void whoIsPausedIsResumedAndWhoIsStoppedIsStarted() {
		this.reports.pause();
		this.leadership.grant("reports");
		assertThat(this.leadership).leads("reports");

		this.leadership.revoke("reports", RevocationReason.STOPPED);
		assertThat(this.reports.status().state()).isEqualTo(CandidateState.STOPPED);
		this.leadership.grant("reports");
		assertThat(this.leadership).leads("reports");
	}

	@Test
	void withoutANameItIsTheOneElection() {
		try (LeadershipSwitch single = LeadershipSwitch.create("only")) {
			single.grant();
			assertThat(single).leads("only");
			single.revoke();
			assertThat(single).doesNotLead("only");
		}
		assertThatIllegalStateException().isThrownBy(this.leadership::grant)
			.withMessageContaining("not exactly one election")
			.withMessageContaining("reports, clean-up");
	}

	@Test
	void anElectionThatIsUnknownIsRefusedWithThoseThatAreKnown() {
		for (Runnable use : List.<Runnable>of(() -> this.leadership.grant("report"),
				() -> this.leadership.revoke("report"), () -> this.leadership.isLeader("report"))) {
			assertThatExceptionOfType(UnknownElectionException.class).isThrownBy(use::run)
				.withMessageContaining("'report'")
				.withMessageContaining("reports, clean-up");
		}
	}

	@Test
	void resetLeavesNothingBehind() {
		LeaderElector idle = registerIdle();
		this.leadership.grant("idle");
		this.leadership.grant("reports");
		this.leadership.revoke("clean-up");
		this.leadership.elections().get("clean-up").pause();
		this.leadership.reset();

		assertThat(this.leadership).doesNotLead("reports").doesNotLead("idle");
		assertThat(idle.status().state()).isEqualTo(CandidateState.STOPPED);
		assertThat(this.leadership.elections().get("clean-up").status().state()).isEqualTo(CandidateState.FOLLOWING);

		this.leadership.grant("reports");
		this.leadership.revoke("reports", RevocationReason.STOPPED);
		this.leadership.reset();
		assertThat(this.reports.status().state()).isEqualTo(CandidateState.FOLLOWING);
	}

	@Test
	void whoeverWasNotStartedIsStoppedByAResetBeforeTheNextGrant() {
		LeaderElector idle = registerIdle();
		for (int i = 0; i < 100; i++) {
			this.leadership.grant("idle");
			assertThat(this.leadership).leads("idle");
			this.leadership.reset();
			assertThat(idle.status().state()).isEqualTo(CandidateState.STOPPED);
		}
	}

	@Test
	void whoeverWasNotStartedIsStoppedByAResetWhateverHappenedBefore() {
		LeaderElector idle = registerIdle();
		this.leadership.grant("idle");
		this.leadership.revoke("idle", RevocationReason.STOPPED);
		this.leadership.grant("idle");
		this.leadership.reset();

		assertThat(idle.status().state()).isEqualTo(CandidateState.STOPPED);
	}

	@Test
	void whoeverWasNotStartedStopsOnceItsWorkIsOver() {
		LeaderElector idle = registerIdle();
		this.leadership.grant("idle");
		TermWork work = idle.leadership().flatMap((term) -> term.beginWork(false)).orElseThrow();
		this.leadership.reset();
		assertThat(idle.status().state()).isEqualTo(CandidateState.DRAINING);

		work.close();
		Awaitility.await().until(() -> idle.status().state() == CandidateState.STOPPED);
		this.leadership.grant("idle");
		assertThat(this.leadership).leads("idle");
	}

	@Test
	void whoeverDoesNotReleaseAtAStopIsGrantedItAgain() {
		LeaderElector keeping = this.leadership.elections()
			.register(
					LeaderElectionConfig.builder().lock(this.leadership.lock("keeping")).releaseOnStop(false).build());
		this.leadership.grant("keeping");
		keeping.stop();
		this.leadership.grant("keeping");
		assertThat(this.leadership).leads("keeping");

		this.leadership.revoke("keeping", RevocationReason.STOPPED);
		this.leadership.grant("keeping");
		assertThat(this.leadership).leads("keeping");
	}

	private LeaderElector registerIdle() {
		return this.leadership.elections()
			.register(LeaderElectionConfig.builder().lock(this.leadership.lock("idle")).build());
	}

	@Test
	void resetAfterTheElectionsAreClosedDoesNothing() {
		this.leadership.grant("reports");
		this.leadership.close();
		this.leadership.reset();

		assertThat(this.leadership).doesNotLead("reports");
	}

	@Test
	void noThreadIsLeftWhenItIsClosed() {
		List<Thread> before = threads();
		LeadershipSwitch other = LeadershipSwitch.create("a", "b");
		other.grant("a");
		other.grant("b");
		other.revoke("a");
		List<Thread> own = threads().stream().filter((thread) -> !before.contains(thread)).toList();
		assertThat(own).isNotEmpty();
		other.close();

		Awaitility.await().until(() -> own.stream().noneMatch(Thread::isAlive));
		assertThat(this.reports.isLeader()).isFalse();
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("leaderelection-test-"))
			.toList();
	}

}
