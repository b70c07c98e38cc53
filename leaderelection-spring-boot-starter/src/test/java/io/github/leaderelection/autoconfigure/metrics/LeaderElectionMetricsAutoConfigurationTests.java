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

package io.github.leaderelection.autoconfigure.metrics;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.leaderelection.ElectionMonitor;
import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.ElectionStatus.Problem;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ExecutionMonitor;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.autoconfigure.Rival;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.metrics.LeaderElectionMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;

class LeaderElectionMetricsAutoConfigurationTests {

	private final InMemoryLockStore store = new InMemoryLockStore();

	private final Rival rival = new Rival(this.store, "reports");

	private final ApplicationContextRunner runner = TestRunners.memory()
		.withConfiguration(AutoConfigurations.of(LeaderElectionMetricsAutoConfiguration.class))
		.withPropertyValues("leaderelection.name=reports")
		.withBean(ResourceLockFactory.class, () -> this.store)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withBean(Job.class);

	@Test
	void everyMeterIsThereFromTheStart() {
		this.runner.withPropertyValues("leaderelection.auto-start=false").run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			Tags election = Tags.of("election", "reports");
			for (String gauge : List.of("leader", "fencing.token", "trust.remaining")) {
				assertThat(meters.get("leaderelection." + gauge).tags(election).gauge().value()).isZero();
			}
			for (String gauge : List.of("trust.remaining", "renew.deadline", "retry.period")) {
				assertThat(meters.get("leaderelection." + gauge).gauge().getId().getBaseUnit()).isEqualTo("seconds");
			}
			for (String problem : List.of("lock-unreachable", "work-outlived-lease", "identity-shared")) {
				assertThat(meters.get("leaderelection.problems").tags(election).tag("problem", problem).gauge().value())
					.isZero();
			}
			assertThat(meters.get("leaderelection.terms.started").tags(election).counter().count()).isZero();
			assertThat(meters.get("leaderelection.overruns").tags(election).counter().count()).isZero();
			for (RevocationReason reason : RevocationReason.values()) {
				String tag = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
				assertThat(meters.get("leaderelection.terms.ended").tags(election).tag("reason", tag).counter().count())
					.isZero();
			}
			for (String outcome : List.of("executed", "skipped", "interrupted")) {
				assertThat(meters.get("leaderelection.executions")
					.tags(election)
					.tag("outcome", outcome)
					.counter()
					.count()).isZero();
			}
			for (String operation : List.of("get", "acquire", "renew", "release")) {
				for (String outcome : List.of("success", "refused", "failed")) {
					assertThat(meters.get("leaderelection.lock.calls")
						.tags(election)
						.tags("operation", operation, "outcome", outcome)
						.timer()
						.count()).isZero();
				}
			}
		});
	}

	@Test
	void metersFollowATerm() {
		this.runner.run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			LeaderElector elector = context.getBean(LeaderElector.class);
			TestRunners.await(elector::isLeader);
			assertThat(meters.get("leaderelection.leader").gauge().value()).isEqualTo(1);
			assertThat(meters.get("leaderelection.fencing.token").gauge().value()).isEqualTo(1);
			assertThat(meters.get("leaderelection.trust.remaining").gauge().value()).isBetween(0.0, 7.0);
			TestRunners.await(() -> count(meters, "leaderelection.terms.started") == 1);
			TestRunners.await(() -> calls(meters, "renew", "success") > 1);
			assertThat(calls(meters, "acquire", "success")).isOne();
			Job job = context.getBean(Job.class);
			job.run();
			assertThat(count(meters, "leaderelection.executions", "outcome", "executed")).isOne();
			this.rival.seizes();
			TestRunners.await(() -> count(meters, "leaderelection.terms.ended", "reason", "lost") == 1);
			assertThat(calls(meters, "renew", "refused")).isOne();
			assertThat(meters.get("leaderelection.leader").gauge().value()).isZero();
			job.run();
			assertThat(count(meters, "leaderelection.executions", "outcome", "skipped")).isOne();
		});
	}

	@Test
	void timingsAreShownInSeconds() {
		this.runner
			.withPropertyValues("leaderelection.auto-start=false", "leaderelection.renew-deadline=300ms",
					"leaderelection.retry-period=70ms")
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				assertThat(meters.get("leaderelection.renew.deadline").gauge().value()).isEqualTo(0.3);
				assertThat(meters.get("leaderelection.retry.period").gauge().value()).isEqualTo(0.07);
			});
	}

	@ParameterizedTest
	@EnumSource
	void eachProblemIsShownAlone(Problem problem) {
		LeaderElector elector = mock(LeaderElector.class);
		given(elector.electionName()).willReturn("reports");
		MeterRegistry meters = new SimpleMeterRegistry();
		new LeaderElectionMetrics(meters, () -> mock(LeaderElections.class)).registered(elector);
		given(elector.status()).willReturn(status(problem));
		assertThat(meters.find("leaderelection.problems").gauges()).hasSize(Problem.values().length)
			.filteredOn((gauge) -> gauge.value() == 1)
			.singleElement()
			.satisfies((gauge) -> assertThat(gauge.getId().getTag("problem"))
				.isEqualTo(problem.name().toLowerCase(Locale.ROOT).replace('_', '-')));
		given(elector.status()).willReturn(status());
		assertThat(meters.find("leaderelection.problems").gauges()).allMatch((gauge) -> gauge.value() == 0);
	}

	private static ElectionStatus status(Problem... problems) {
		return new ElectionStatus("reports", "me", CandidateState.FOLLOWING, false, Optional.empty(), 0,
				Optional.empty(), Optional.empty(),
				ElectionTimings.of(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2)),
				Duration.ZERO, "memory", Optional.empty(), Set.of(problems));
	}

	@Test
	void aLockThatDoesNotAnswerForALeaseIsShownUntilItDoes() {
		this.runner.run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			LeaderElections elections = context.getBean(LeaderElections.class);
			ResourceLock lock = spy(this.store.create("cut-off", "me"));
			AtomicBoolean cutOff = new AtomicBoolean(true);
			willAnswer((call) -> {
				if (cutOff.get()) {
					throw new LockException("Cut off", null);
				}
				return call.callRealMethod();
			}).given(lock).get(any());
			elections
				.register(LeaderElectionConfig.builder()
					.lock(lock)
					.leaseDuration(Duration.ofMillis(300))
					.renewDeadline(Duration.ofMillis(200))
					.retryPeriod(Duration.ofMillis(50))
					.build())
				.start();
			Gauge unreachable = meters.get("leaderelection.problems")
				.tags("election", "cut-off", "problem", "lock-unreachable")
				.gauge();
			TestRunners.await(() -> unreachable.value() == 1);
			cutOff.set(false);
			TestRunners.await(() -> unreachable.value() == 0);
		});
	}

	@Test
	void overrunsAndCallsOfElectionsThatCameLaterAreCounted() {
		this.runner.run((context) -> {
			LeaderElectionMetrics metrics = context.getBean(LeaderElectionMetrics.class);
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			register(context.getBean(LeaderElections.class));
			metrics.workOverran("later", 1);
			metrics.lockCalled("later", ElectionMonitor.Operation.GET, ElectionMonitor.Outcome.FAILED,
					Duration.ofMillis(20));
			assertThat(meters.get("leaderelection.overruns").tag("election", "later").counter().count()).isOne();
			assertThat(meters.get("leaderelection.lock.calls")
				.tags("election", "later", "operation", "get", "outcome", "failed")
				.timer()
				.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20.0);
		});
	}

	@Test
	void metersComeAndGoWithTheirElections() {
		// A second monitor, so that those in between pass it on.
		this.runner.withBean("other", ElectionMonitor.class, () -> new ElectionMonitor() {
		}).run((context) -> {
			LeaderElections elections = context.getBean(LeaderElections.class);
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			WeakReference<LeaderElector> first = registerAndLead(elections);
			assertThat(leaderGauges(meters)).singleElement().satisfies((gauge) -> assertThat(gauge.value()).isOne());
			elections.unregister("later");
			TestRunners.await(() -> leaderGauges(meters).isEmpty());
			context.getBean(LeaderElectionMetrics.class)
				.lockCalled("later", ElectionMonitor.Operation.GET, ElectionMonitor.Outcome.FAILED,
						Duration.ofMillis(20));
			assertThat(meters.getMeters()).extracting((meter) -> meter.getId().getTag("election"))
				.containsOnly("reports");
			TestRunners.await(() -> {
				System.gc();
				return first.get() == null;
			});
			registerAndLead(elections);
			assertThat(leaderGauges(meters)).singleElement().satisfies((gauge) -> assertThat(gauge.value()).isOne());
			TestRunners.await(
					() -> meters.get("leaderelection.terms.started").tag("election", "later").counter().count() == 1);
		});
	}

	@Test
	void callsOfElectionsThatNobodyTellsOfAreCounted() {
		this.runner.withBean(LeaderElections.class, () -> {
			LeaderElections own = LeaderElections.create();
			own.register(LeaderElectionConfig.builder().lock(this.store.create("reports", "me")).build());
			return own;
		}).run((context) -> {
			register(context.getBean(LeaderElections.class));
			LeaderElectionMetrics metrics = context.getBean(LeaderElectionMetrics.class);
			metrics.executed("later", ExecutionMonitor.Outcome.SKIPPED);
			metrics.executed("never", ExecutionMonitor.Outcome.SKIPPED);
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("leaderelection.executions")
				.tag("election", "later")
				.tag("outcome", "skipped")
				.counter()
				.count()).isOne();
			assertThat(leaderGauges(meters)).hasSize(1);
			assertThat(meters.find("leaderelection.executions").tag("election", "never").counters()).isEmpty();
		});
	}

	private WeakReference<LeaderElector> registerAndLead(LeaderElections elections) {
		LeaderElector elector = register(elections);
		elector.start();
		TestRunners.await(elector::isLeader);
		return new WeakReference<>(elector);
	}

	private LeaderElector register(LeaderElections elections) {
		return elections.register(LeaderElectionConfig.builder().lock(this.store.create("later", "me")).build());
	}

	private static Collection<Gauge> leaderGauges(MeterRegistry meters) {
		return meters.find("leaderelection.leader").tag("election", "later").gauges();
	}

	@Test
	void withoutARegistryThereAreNoMeters() {
		TestRunners.memory()
			.withConfiguration(AutoConfigurations.of(LeaderElectionMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LeaderElectionMetrics.class));
	}

	@Test
	void switchedOffThereAreNoMetersThoughTheApplicationHasElections() {
		TestRunners.memory()
			.withConfiguration(AutoConfigurations.of(LeaderElectionMetricsAutoConfiguration.class))
			.withPropertyValues("leaderelection.enabled=false")
			.withBean(LeaderElections.class, LeaderElections::create)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LeaderElectionMetrics.class));
	}

	private static double count(MeterRegistry meters, String name, String... tags) {
		return meters.get(name).tag("election", "reports").tags(tags).counter().count();
	}

	private static long calls(MeterRegistry meters, String operation, String outcome) {
		return meters.get("leaderelection.lock.calls").tags("operation", operation, "outcome", outcome).timer().count();
	}

	static class Job {

		@ConditionalOnLeader
		void run() {
		}

	}

}
