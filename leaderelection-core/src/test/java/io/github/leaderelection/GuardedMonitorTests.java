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

import ch.qos.logback.classic.Level;
import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.ElectionMonitor.Outcome;
import io.github.leaderelection.election.RevocationReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedMonitorTests {

	private final List<String> news = new ArrayList<>();

	private void tell(ElectionMonitor monitor) {
		monitor.lockCalled("reports", Operation.RENEW, Outcome.SUCCESS, Duration.ofMillis(3));
		monitor.termStarted("reports", 7);
		monitor.termEnded("reports", 7, RevocationReason.LOST);
		monitor.workOverran("reports", 7);
	}

	@Test
	void passesEverythingOn() {
		tell(new GuardedMonitor(List.of(new ElectionMonitor() {
			@Override
			public void lockCalled(String electionName, Operation operation, Outcome outcome, Duration elapsed) {
				GuardedMonitorTests.this.news.add(electionName + operation + outcome + elapsed);
			}

			@Override
			public void termStarted(String electionName, long fencingToken) {
				GuardedMonitorTests.this.news.add(electionName + " started " + fencingToken);
			}

			@Override
			public void termEnded(String electionName, long fencingToken, RevocationReason reason) {
				GuardedMonitorTests.this.news.add(electionName + " ended " + fencingToken + " " + reason);
			}

			@Override
			public void workOverran(String electionName, long fencingToken) {
				GuardedMonitorTests.this.news.add(electionName + " overran " + fencingToken);
			}
		})));
		assertThat(this.news).containsExactly("reportsRENEWSUCCESSPT0.003S", "reports started 7",
				"reports ended 7 LOST", "reports overran 7");
	}

	@Test
	void keepsWhatIsThrownAwayFromTheElection() {
		try (CapturedLog log = new CapturedLog()) {
			tell(new GuardedMonitor(List.of(new ElectionMonitor() {
				@Override
				public void lockCalled(String electionName, Operation operation, Outcome outcome, Duration elapsed) {
					throw new IllegalStateException("full");
				}

				@Override
				public void termStarted(String electionName, long fencingToken) {
					throw new AssertionError("broken");
				}
			})));
			assertThat(log.messages(Level.ERROR)).hasSize(2)
				.containsOnly("The monitor of elections has thrown; the election goes on");
		}
	}

	@Test
	void whatOneMonitorThrowsKeepsNothingFromTheNext() {
		try (CapturedLog log = new CapturedLog()) {
			ElectionMonitor broken = new ElectionMonitor() {
				@Override
				public void termStarted(String electionName, long fencingToken) {
					throw new IllegalStateException("full");
				}
			};
			tell(new GuardedMonitor(List.of(broken, new RecordingMonitor(this.news))));
			assertThat(this.news).startsWith("monitor: started 7");
			assertThat(log.messages(Level.ERROR)).hasSize(1);
		}
	}

}
