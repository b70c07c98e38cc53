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

import java.util.random.RandomGenerator;

import io.github.leaderelection.lock.InMemoryLockStore;
import io.github.leaderelection.lock.ResourceLockFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class NamesAndIdentityTests {

	private static final RandomGenerator ONES = () -> 0x0101010101010101L;

	private final ApplicationContextRunner runner = TestRunners.memory()
		.withPropertyValues("leaderelection.auto-start=false");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			leaderelection.name|reports |leaderelection.name
			leaderelection.name| reports|leaderelection.name
			leaderelection.identity|host |leaderelection.identity
			leaderelection.identity|`\thost`|leaderelection.identity
			spring.application.name| reports|spring.application.name
			""")
	void aTextWithABlankAtAnEndIsRefused(String property, String value, String named) {
		with(property, value).run((context) -> assertThat(Analyses.of(context))
			.contains(named + " must not begin or end with a blank, but is '" + value + "'"));
	}

	@Test
	void aNameOfAnElectionWithABlankAtAnEndIsRefused() {
		with("leaderelection.elections[reports ].auto-start", "false").run((context) -> assertThat(Analyses.of(context))
			.contains("leaderelection.elections[reports ] must not begin or end with a blank, but is 'reports '"));
	}

	@Test
	void aBlankWithinIsAccepted() {
		with("leaderelection.name", "nightly reports").run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", " jdbc", "mem-ory" })
	void aLockThatIsNoneOfTheChoicesIsRefusedWithTheChoices(String value) {
		with("leaderelection.lock", value).run((context) -> assertThat(Analyses.of(context))
			.contains("leaderelection.lock must be 'jdbc' or 'memory', " + "but is "
					+ (value.isEmpty() ? "empty; leave it out for 'jdbc'" : "'" + value + "'"))
			.doesNotContain("there is no DataSource"));
	}

	@Test
	void aLockMayBeInCapitals() {
		with("leaderelection.lock", "MEMORY").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void anIdentityThatIsTooLongIsRefusedByItsPropertyAndBothParts() {
		ResourceLockFactory narrow = (name, identity) -> {
			if (identity.length() > 20) {
				throw new IllegalArgumentException("The identity '" + identity + "' is longer than 20");
			}
			return new InMemoryLockStore().create(name, identity);
		};
		with("leaderelection.identity", "x".repeat(12)).withBean(ResourceLockFactory.class, () -> narrow)
			.run((context) -> assertThat(Analyses.of(context)).containsPattern(
					"leaderelection.identity: The identity 'x{12}_[0-9a-f]{8}' is longer than 20 \\(12 of the name, and 9 of the random part that is always added\\)"));
		with("leaderelection.identity", "x".repeat(11)).withBean(ResourceLockFactory.class, () -> narrow)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void theLengthsAddUp() {
		String identity = new CandidateIdentity(() -> "host", ONES).create("orders");
		assertThat(CandidateIdentity.explain("leaderelection.identity: '" + identity + "' is too long", identity))
			.isEqualTo(
					"leaderelection.identity: 'orders_01010101' is too long (6 of the name, and 9 of the random part "
							+ "that is always added)");
		assertThat(identity).hasSize(6 + 9);
		assertThat(CandidateIdentity.explain("The election name 'x' is too long", identity))
			.isEqualTo("The election name 'x' is too long");
	}

	/** Set as it stands: the text form of a test property loses blanks at its ends. */
	private ApplicationContextRunner with(String name, String value) {
		return this.runner.withInitializer((context) -> Properties.set(context, name, value));
	}

}
