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

import io.github.leaderelection.test.JobCall.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.github.leaderelection.test.LeadershipAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LeadershipAssertionsTests {

	private final LeadershipSwitch leadership = LeadershipSwitch.create("reports");

	@AfterEach
	void close() {
		this.leadership.close();
	}

	@Test
	void theLastCallCounts() {
		calls(Outcome.SKIPPED, Outcome.RAN);
		assertThat(this.leadership).ran(ReportsJob.class, "send").ran(Job.class, "send");
		fails(() -> assertThat(this.leadership).skipped(ReportsJob.class, "send"),
				"Expected the last call of ReportsJob.send to have been skipped.", "ReportsJob.send was skipped",
				"ReportsJob.send ran (election 'reports')");
		fails(() -> assertThat(this.leadership).neverRan(ReportsJob.class, "send"), "Expected no call");

		calls(Outcome.SKIPPED);
		assertThat(this.leadership).skipped(ReportsJob.class, "send");
		fails(() -> assertThat(this.leadership).ran(ReportsJob.class, "send"), "to have run");
		fails(() -> assertThat(this.leadership).interrupted(ReportsJob.class, "send"), "to have been interrupted");

		calls(Outcome.INTERRUPTED);
		assertThat(this.leadership).interrupted(ReportsJob.class, "send");
		fails(() -> assertThat(this.leadership).ran(ReportsJob.class, "send"), "was interrupted (election");
	}

	@Test
	void aCallThatWasInterruptedHasRun() {
		calls(Outcome.SKIPPED);
		assertThat(this.leadership).neverRan(ReportsJob.class, "send");
		calls(Outcome.INTERRUPTED);
		fails(() -> assertThat(this.leadership).neverRan(ReportsJob.class, "send"), "Expected no call");
	}

	@Test
	void whereNothingWasCalledNothingRan() {
		assertThat(this.leadership).neverRan(ReportsJob.class, "send");
		fails(() -> assertThat(this.leadership).ran(ReportsJob.class, "send"), "no call of it is over",
				"@ConditionalOnLeader", "No calls in this test so far.");
		fails(() -> assertThat(this.leadership).skipped(ReportsJob.class, "send"), "no call of it is over");
	}

	@Test
	void aMethodThatDoesNotExistIsRefused() {
		for (Runnable assertion : new Runnable[] { () -> assertThat(this.leadership).neverRan(ReportsJob.class, "sned"),
				() -> assertThat(this.leadership).ran(Job.class, "cleanUp") }) {
			assertThatIllegalArgumentException().isThrownBy(assertion::run)
				.withMessageContaining("Its methods: ")
				.withMessageContaining("send");
		}
	}

	@Test
	void leadershipIsAssertedByName() {
		assertThat(this.leadership).doesNotLead("reports");
		fails(() -> assertThat(this.leadership).leads("reports"), "to lead the election 'reports'");
		this.leadership.grant("reports");
		assertThat(this.leadership).leads("reports");
		fails(() -> assertThat(this.leadership).doesNotLead("reports"), "not to lead the election 'reports'");
		assertThat(this.leadership).hasToString("LeadershipSwitch[reports led]");
	}

	private void calls(Outcome... outcomes) {
		for (Outcome outcome : outcomes) {
			this.leadership.record(new JobCall("reports", ReportsJob.class, "send", outcome));
		}
	}

	private static void fails(Runnable assertion, String... messages) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(messages));
	}

}
