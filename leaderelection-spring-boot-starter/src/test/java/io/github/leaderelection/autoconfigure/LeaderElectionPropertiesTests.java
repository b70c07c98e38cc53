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

package io.github.leaderelection.autoconfigure;

import java.time.Duration;

import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderElectionPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LeaderElectionAutoConfiguration.class))
		.withPropertyValues("leaderelection.lock=memory", "leaderelection.auto-start=false");

	@Test
	void defaultsAreThoseOfTheCore() {
		this.runner.run((context) -> {
			ElectionTimings timings = timings(context, "application");
			assertThat(timings).isEqualTo(ElectionTimings.of(ElectionTimings.DEFAULT_LEASE_DURATION,
					ElectionTimings.DEFAULT_RENEW_DEADLINE, ElectionTimings.DEFAULT_RETRY_PERIOD));
			assertThat(timings.drainTimeout()).isEqualTo(Duration.ofSeconds(5));
		});
	}

	@Test
	void anElectionInheritsWhatItLeavesOut() {
		this.runner
			.withPropertyValues("leaderelection.lease-duration=30s", "leaderelection.term-limit=1h",
					"leaderelection.drain-timeout=3s", "leaderelection.elections.reports.renew-deadline=20s",
					"leaderelection.elections.mails.lease-duration=60s", "leaderelection.elections.mails.term-limit=2h",
					"leaderelection.elections.mails.retry-period=1s", "leaderelection.elections.mails.drain-timeout=4s")
			.run((context) -> {
				assertThat(timings(context, "reports")).isEqualTo(new ElectionTimings(Duration.ofSeconds(30),
						Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofSeconds(3)));
				assertThat(timings(context, "mails")).isEqualTo(new ElectionTimings(Duration.ofSeconds(60),
						Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofHours(2), Duration.ofSeconds(4)));
			});
	}

	@Test
	void drainTimeoutFollowsTheTimingsOfTheElection() {
		this.runner
			.withPropertyValues("leaderelection.elections.reports.lease-duration=40s",
					"leaderelection.elections.reports.renew-deadline=20s")
			.run((context) -> assertThat(timings(context, "reports").drainTimeout()).isEqualTo(Duration.ofSeconds(20)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					lease-duration=10s    | leaderelection.lease-duration (PT10S) must be greater than leaderelection.renew-deadline (PT10S) by more than the clock drift of 1 %
					lease-duration=10050ms| leaderelection.lease-duration (PT10.05S) must be greater than leaderelection.renew-deadline (PT10S) by more than the clock drift of 1 %
					renew-deadline=2400ms | leaderelection.renew-deadline (PT2.4S) must be greater than leaderelection.retry-period*JITTER_FACTOR (PT2S * 1.2)
					lease-duration=0      | leaderelection.lease-duration (PT0S) must be greater than zero
					renew-deadline=-1s    | leaderelection.renew-deadline (PT-1S) must be greater than zero
					retry-period=0ms      | leaderelection.retry-period (PT0S) must be greater than zero
					term-limit=-5s        | leaderelection.term-limit (PT-5S) must not be negative
					drain-timeout=-5s     | leaderelection.drain-timeout (PT-5S) must not be negative
					elections.reports.renew-deadline=20s   | leaderelection.lease-duration (PT15S) must be greater than leaderelection.elections.reports.renew-deadline (PT20S) by more than the clock drift of 1 %
					elections.reports.renew-deadline=2s    | leaderelection.elections.reports.renew-deadline (PT2S) must be greater than leaderelection.retry-period*JITTER_FACTOR (PT2S * 1.2)
					elections.reports.retry-period=500us   | leaderelection.elections.reports.retry-period (PT0.0005S) must be a whole number of milliseconds
					""")
	void aTimingThatBreaksARuleIsRefusedByItsProperty(String property, String message) {
		this.runner.withPropertyValues("leaderelection." + property)
			.run((context) -> assertThat(analysis(context)).contains("    - " + message));
	}

	@Test
	void allViolationsOfAllElectionsAreInOneMessage() {
		this.runner.withPropertyValues("leaderelection.term-limit=-1s", "leaderelection.identity=",
				"leaderelection.elections.reports.renew-deadline=1s",
				"leaderelection.elections.mails.lease-duration=5s", "leaderelection.elections.mails.retry-period=0s")
			.run((context) -> assertThat(analysis(context)).contains(
					"leaderelection.term-limit (PT-1S) must not be negative",
					"leaderelection.elections.reports.renew-deadline (PT1S) must be greater than leaderelection.retry-period*JITTER_FACTOR (PT2S * 1.2)",
					"leaderelection.elections.mails.lease-duration (PT5S) must be greater than leaderelection.renew-deadline (PT10S)",
					"leaderelection.elections.mails.retry-period (PT0S) must be greater than zero",
					"leaderelection.identity must not be blank; leave it out to use the name of the host"));
	}

	@Test
	void aRuleThatSeveralElectionsInheritIsNamedOnce() {
		this.runner
			.withPropertyValues("leaderelection.retry-period=0s", "leaderelection.elections.a=",
					"leaderelection.elections.b=")
			.run((context) -> {
				InvalidLeaderElectionPropertiesException failure = (InvalidLeaderElectionPropertiesException) root(
						context);
				assertThat(failure.getViolations())
					.containsExactly("leaderelection.retry-period (PT0S) must be greater than zero");
			});
	}

	@Test
	void whatTheLockCannotHoldIsRefused() {
		ResourceLockFactory narrow = (name, identity) -> {
			if (identity.length() > 20) {
				throw new IllegalArgumentException("The identity '" + identity + "' is longer than 20");
			}
			return new InMemoryLockStore().create(name, identity);
		};
		this.runner.withBean(ResourceLockFactory.class, () -> narrow)
			.withPropertyValues("leaderelection.identity=" + "x".repeat(12), "leaderelection.elections.a=",
					"leaderelection.elections.b=")
			.run((context) -> assertThat(analysis(context)).containsOnlyOnce("is longer than 20"));
	}

	@Test
	void aBlankNameIsRefused() {
		this.runner.withPropertyValues("leaderelection.name= ")
			.run((context) -> assertThat(analysis(context)).contains("leaderelection.name must not be blank"));
	}

	@Test
	void anElectionWithAValueInsteadOfSettingsIsRefused() {
		this.runner.withPropertyValues("leaderelection.elections.reports=15s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("An election has settings below its name"));
	}

	@Test
	void aCustomizerCannotBreakARule() {
		this.runner
			.withBean(LeaderElectionConfigCustomizer.class,
					() -> (name, config) -> config.retryPeriod(Duration.ofMinutes(1)))
			.run((context) -> assertThat(analysis(context))
				.contains("election 'application': renewDeadline (PT10S) must be greater than"));
	}

	private static ElectionTimings timings(AssertableApplicationContext context, String name) {
		ElectionStatus status = context.getBean(LeaderElections.class).get(name).status();
		return status.timings();
	}

	private static Throwable root(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull();
		while (!(failure instanceof LeaderElectionConfigurationException) && failure.getCause() != null) {
			failure = failure.getCause();
		}
		return failure;
	}

	private static String analysis(AssertableApplicationContext context) {
		FailureAnalysis analysis = new LeaderElectionConfigurationFailureAnalyzer()
			.analyze(context.getStartupFailure());
		assertThat(analysis).isNotNull();
		return analysis.getDescription() + "\n" + analysis.getAction();
	}

}
