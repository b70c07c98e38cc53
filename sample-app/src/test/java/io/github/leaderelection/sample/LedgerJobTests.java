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

package io.github.leaderelection.sample;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.LeadershipLostException;
import io.github.leaderelection.test.LeadershipSwitch;
import io.github.leaderelection.test.WithLeadership;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static io.github.leaderelection.test.LeadershipAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;

/** How a job is tested: with leadership at will, and no second instance. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "spring.datasource.url=jdbc:h2:mem:ledger-job")
@WithLeadership
class LedgerJobTests {

	@Autowired
	private LedgerJob job;

	/** The job runs when a test says so. */
	@MockitoBean
	private TaskScheduler scheduler;

	@MockitoSpyBean
	private Ledger ledger;

	@Autowired
	private LeadershipSwitch leadership;

	@Autowired
	private LeaderElector elector;

	@BeforeEach
	void emptyTheLedger(@Autowired JdbcClient jdbc) {
		jdbc.sql("DELETE FROM ledger").update();
	}

	@Test
	void writesARowWithTheTokenOfItsTerm() {
		this.job.append();

		assertThat(this.leadership).ran(LedgerJob.class, "append");
		assertThat(this.ledger.newest(10)).singleElement()
			.satisfies((row) -> assertThat(row.fencingToken())
				.isEqualTo(this.elector.leadership().map(Leadership::fencingToken).orElseThrow()));
	}

	@Test
	void writesNothingWhereAnotherLeads() {
		this.leadership.revoke();
		this.job.append();

		assertThat(this.leadership).skipped(LedgerJob.class, "append");
		assertThat(this.ledger.newest(10)).isEmpty();

		this.leadership.grant();
		this.job.append();
		assertThat(this.leadership).ran(LedgerJob.class, "append");
	}

	@Test
	void writesNothingWhereAnotherTakesOverInTheMiddleOfARun() {
		whenAppending(() -> this.leadership.revoke());

		assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(this.job::append);
		assertThat(this.leadership).ran(LedgerJob.class, "append");
		assertThat(this.ledger.newest(10)).isEmpty();
		// It looks who leads once the job is over.
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.elector.getLeader()).contains(LeadershipSwitch.OTHER_INSTANCE));
	}

	@Test
	void finishesItsRunWhereTheApplicationIsShutDown() {
		Leadership term = this.elector.leadership().orElseThrow();
		whenAppending(() -> this.leadership.revoke(this.elector.electionName(), RevocationReason.STOPPED));
		this.job.append();

		assertThat(term.isValid()).isFalse();
		assertThat(this.ledger.newest(10)).extracting(LedgerEntry::fencingToken).containsExactly(term.fencingToken());
	}

	private void whenAppending(Runnable what) {
		doAnswer((call) -> {
			what.run();
			return call.callRealMethod();
		}).when(this.ledger).append(any(), anyLong());
	}

}
