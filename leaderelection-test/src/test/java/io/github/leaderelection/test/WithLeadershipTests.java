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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.actuate.LeaderElectionEndpoint;
import io.github.leaderelection.actuate.LeaderElectionHealthIndicator;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

import static io.github.leaderelection.test.LeadershipAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
@SpringBootTest(classes = JobApplication.class,
		properties = { "test.election=clean-up", "management.endpoints.web.exposure.include=*" })
@WithLeadership("reports")
class WithLeadershipTests {

	@Autowired
	private LeadershipSwitch leadership;

	@Autowired
	private ReportsJob job;

	@Autowired
	private JobApplication.Diary diary;

	@Autowired
	private LeaderElections elections;

	@BeforeEach
	void quietJob() {
		this.job.midway(() -> {
		});
	}

	@Test
	void leadsWhatTheClassNames() {
		assertThat(this.leadership).leads("reports").doesNotLead("clean-up");
		assertThat(this.elections.isLeader("reports")).isTrue();
	}

	@Test
	@WithLeadership("clean-up")
	void aMethodAddsToItsClass() {
		assertThat(this.leadership).leads("reports").leads("clean-up");
		assertThat(this.job.cleanUp()).isEqualTo("cleaned up");
	}

	@Test
	@WithLeadership(value = "reports", leading = false)
	void aMethodDecidesWhereBothNameAnElection() {
		assertThat(this.leadership).doesNotLead("reports").doesNotLead("clean-up");
	}

	@Test
	@WithLeadership(leading = false)
	@WithLeadership("${test.election}")
	void annotationsCanBeRepeatedAndNamesBePlaceholders() {
		assertThat(this.leadership).doesNotLead("reports").leads("clean-up");
	}

	@RepeatedTest(2)
	void eachTestStartsAnew() {
		assertThat(this.leadership).leads("reports").doesNotLead("clean-up");
		assertThat(this.leadership.calls()).isEmpty();
		this.job.send();
		this.leadership.revoke("reports", RevocationReason.STOPPED);
		this.leadership.grant("clean-up");
		this.elections.get("clean-up").pause();
	}

	@Test
	void jobsAreSkippedAndRunAsInProduction() {
		this.leadership.revoke("reports");
		this.job.send();
		assertThat(this.leadership).skipped(ReportsJob.class, "send").neverRan(Job.class, "send");
		assertThat(this.job.cleanUp()).isNull();

		this.leadership.grant("reports");
		this.job.send();
		assertThat(this.leadership).ran(ReportsJob.class, "send").skipped(ReportsJob.class, "cleanUp");
	}

	@Test
	void aJobSeesInTheMiddleOfItsRunThatItsTermIsOver() {
		this.job.midway(() -> {
			assertThat(this.job.term().isValid()).isTrue();
			this.leadership.revoke("reports");
			assertThat(this.job.term().isValid()).isFalse();
		});
		this.job.send();

		assertThat(this.leadership).ran(ReportsJob.class, "send").doesNotLead("reports");
	}

	@Test
	void aJobThatAsksForItIsInterrupted() throws Exception {
		ExecutorService scheduler = Executors.newSingleThreadExecutor();
		try {
			CountDownLatch begun = new CountDownLatch(1);
			Future<?> run = scheduler.submit(() -> {
				this.job.sendSlowly(begun);
				return null;
			});
			begun.await();
			this.leadership.revoke("reports");

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(run::get)
				.withCauseInstanceOf(InterruptedException.class);
			assertThat(this.leadership).interrupted(ReportsJob.class, "sendSlowly");
		}
		finally {
			scheduler.shutdownNow();
		}
	}

	@Test
	void eventsHaveBeenPublishedWhenTheSwitchReturns() {
		this.diary.entries().clear();
		this.leadership.revoke("reports");
		assertThat(this.diary.entries()).containsExactly("reports LeadershipRevokedEvent");
		this.leadership.grant("reports");
		assertThat(this.diary.entries()).containsExactly("reports LeadershipRevokedEvent",
				"reports LeadershipGrantedEvent");
	}

	@Test
	void theActuatorShowsWhatTheSwitchSays(@Autowired LeaderElectionEndpoint endpoint,
			@Autowired LeaderElectionHealthIndicator health) {
		assertThat(endpoint.election("reports").state()).isEqualTo("LEADING");
		this.leadership.revoke("reports", RevocationReason.EXPIRED);
		assertThat(endpoint.election("reports").state()).isEqualTo("FOLLOWING");
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);

		this.leadership.grant("reports");
		endpoint.act("reports", "step-down", "PT30S");
		assertThat(this.leadership).doesNotLead("reports");
		this.leadership.grant("reports");
		assertThat(this.leadership).leads("reports");
	}

	@Test
	void thereIsNoOtherLock(@Autowired ApplicationContext context) {
		assertThat(context.getBeansOfType(ResourceLockFactory.class)).hasSize(1);
		assertThat(context.getBeansOfType(DataSource.class)).isEmpty();
	}

	@Nested
	class Inherits {

		@Test
		void fromItsEnclosingClass() {
			assertThat(WithLeadershipTests.this.leadership).leads("reports").doesNotLead("clean-up");
		}

	}

	@Nested
	@WithLeadership("clean-up")
	class Overrides {

		@Test
		void itsEnclosingClass(@Autowired LeadershipSwitch injected) {
			assertThat(injected).isSameAs(WithLeadershipTests.this.leadership);
			assertThat(injected).leads("clean-up").doesNotLead("reports");
		}

	}

}
