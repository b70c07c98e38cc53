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
import java.util.Arrays;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class ElectionKeysTests {

	private static final String SETTINGS = "lease-duration, renew-deadline, retry-period, term-limit, drain-timeout, auto-start";

	private final ApplicationContextRunner runner = TestRunners.memory()
		.withPropertyValues("leaderelection.auto-start=false");

	@Test
	void theSettingsAreThoseOfTheProperties() {
		assertThat(Arrays.stream(BeanUtils.getPropertyDescriptors(LeaderElectionProperties.Election.class))
			.filter((descriptor) -> descriptor.getWriteMethod() != null)
			.map((descriptor) -> DataObjectPropertyName.toDashedForm(descriptor.getName())))
			.containsExactlyInAnyOrderElementsOf(ElectionKeys.SETTINGS);
		assertThat(String.join(", ", ElectionKeys.SETTINGS)).isEqualTo(SETTINGS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					r.priority=high        | leaderelection.elections.r.priority is unknown; an election has %s
					r.lease=5s             | leaderelection.elections.r.lease is unknown; an election has %s
					r.retry-perod=1s       | leaderelection.elections.r.retry-perod is unknown; an election has %s
					r.retry.period=1s      | leaderelection.elections.r.retry.period is unknown; an election has %s
					a.b.retry-period=1s    | leaderelection.elections.a.b.retry-period is unknown; an election has %s; where the name has dots, put it into brackets: leaderelection.elections[a.b].retry-period
					a.b.c.auto-start=true  | put it into brackets: leaderelection.elections[a.b.c].auto-start
					a.b=                   | leaderelection.elections.a.b is unknown; an election has %s; where the name has dots, put it into brackets: leaderelection.elections[a.b]
					[0].name=foo           | leaderelection.elections[0].name is an entry of a list, but elections have names: leaderelection.elections.<name>
					[0].retry-period=1s    | leaderelection.elections[0].retry-period is an entry of a list
					[a.b].lease=1s         | leaderelection.elections[a.b].lease is unknown
					r.retry-period=        | leaderelection.elections.r.retry-period is empty; leave it out to inherit leaderelection.retry-period
					r.auto-start=${none:}  | leaderelection.elections.r.auto-start is empty; leave it out to inherit leaderelection.auto-start
					""")
	void aKeyThatWouldBeDroppedIsRefusedByName(String property, String message) {
		String prefix = "leaderelection.elections" + (property.startsWith("[") ? "" : ".");
		this.runner.withPropertyValues(prefix + property)
			.run((context) -> assertThat(Analyses.of(context)).contains(message.formatted(SETTINGS)));
	}

	@Test
	void itIsRefusedBesideKeysThatAreKnown() {
		this.runner
			.withPropertyValues("leaderelection.elections.r.retry-period=50ms", "leaderelection.elections.r.prio=1",
					"leaderelection.elections.s.lease=1s")
			.run((context) -> assertThat(Analyses.of(context)).contains("leaderelection.elections.r.prio is unknown")
				.contains("leaderelection.elections.s.lease is unknown")
				.doesNotContain("r.retry-period is"));
	}

	@Test
	void anEmptyElectionWithSettingsBelowItIsRefused() {
		this.runner.withPropertyValues("leaderelection.elections.r=", "leaderelection.elections.r.retry-period=50ms")
			.run((context) -> assertThat(Analyses.of(context)).contains(
					"leaderelection.elections.r has a value, so that what stands below it is ignored; remove the value"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "leaderelection.elections[a.b].retry-period=50ms",
			"leaderelection.elections.[a.b].retryPeriod=50ms", "leaderelection.elections[a.b].RETRY_PERIOD=50ms" })
	void aNameInBracketsMayHaveDots(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			LeaderElector elector = context.getBean(LeaderElector.class);
			assertThat(elector.electionName()).isEqualTo("a.b");
			assertThat(elector.status().timings().retryPeriod()).isEqualTo(Duration.ofMillis(50));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "LEADERELECTION_ELECTIONS_R_RETRYPERIOD", "LEADERELECTION_ELECTIONS_R_RETRY_PERIOD" })
	void environmentVariablesHaveTheirOwnSpelling(String name) {
		variable(name + "=50ms").run((context) -> {
			LeaderElector elector = context.getBean(LeaderElector.class);
			assertThat(elector.electionName()).isEqualTo("r");
			assertThat(elector.status().timings().retryPeriod()).isEqualTo(Duration.ofMillis(50));
		});
	}

	@Test
	void anEnvironmentVariableThatWouldBeDroppedIsRefused() {
		variable("LEADERELECTION_ELECTIONS_R_LEASE=5s")
			.run((context) -> assertThat(Analyses.of(context)).contains("leaderelection.elections.r.lease is unknown"));
	}

	@Test
	void withoutNamesThereIsOneElection() {
		this.runner.withPropertyValues("leaderelection.name=application")
			.run((context) -> assertThat(context.getBean(LeaderElector.class).electionName()).isEqualTo("application"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cleanUp", "Clean-Up", "clean_up", "[clean up]" })
	void anElectionThatIsSpelledInTwoWaysIsRefused(String other) {
		this.runner
			.withPropertyValues("leaderelection.elections.clean-up.auto-start=false",
					"leaderelection.elections" + (other.startsWith("[") ? "" : ".") + other + ".auto-start=false")
			.run((context) -> assertThat(Analyses.of(context)).contains("leaderelection.elections has both '")
				.contains("which would be two elections, each with a leader"));
	}

	@Test
	void soIsOneThatAnEnvironmentVariableSpellsOtherwise() {
		variable("LEADERELECTION_ELECTIONS_CLEANUP_AUTOSTART=false")
			.withPropertyValues("leaderelection.elections.clean-up.auto-start=true")
			.run((context) -> assertThat(Analyses.of(context)).contains("leaderelection.elections has both '")
				.contains("'clean-up'")
				.contains("'cleanup'"));
	}

	/** Spring Boot 4.0 takes no empty text for a map. */
	@Test
	void anEmptyMapHasNoNames() {
		assumeThat(SpringBootVersion.getVersion()).doesNotStartWith("4.0.");
		this.runner.withPropertyValues("leaderelection.elections=")
			.run((context) -> assertThat(context.getBean(LeaderElector.class).electionName()).isEqualTo("application"));
	}

	@Test
	void theConditionOnASingleElectionCountsWhatIsBound() {
		this.runner.withPropertyValues("leaderelection.elections.a=", "leaderelection.elections[b.c].auto-start=false")
			.run((context) -> {
				assertThat(context.getBean(LeaderElections.class).names()).containsExactlyInAnyOrder("a", "b.c");
				assertThat(context).doesNotHaveBean(LeaderElector.class);
			});
		this.runner
			.withPropertyValues("leaderelection.elections.a.auto-start=false",
					"leaderelection.elections.a.retry-period=50ms")
			.run((context) -> assertThat(context).hasSingleBean(LeaderElector.class));
	}

	private ApplicationContextRunner variable(String pair) {
		return this.runner.withInitializer((context) -> TestPropertyValues.of(pair)
			.applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT));
	}

}
