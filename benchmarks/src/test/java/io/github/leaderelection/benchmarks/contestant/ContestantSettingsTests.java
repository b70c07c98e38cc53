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

package io.github.leaderelection.benchmarks.contestant;

import java.time.Duration;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ContestantSettingsTests {

	@ParameterizedTest
	@EnumSource
	void arriveAsTheyWereSent(Candidate candidate) {
		ContestantSettings sent = new ContestantSettings(candidate, "name", "jdbc:x://y/z?a=b", "user", "secret",
				Duration.ofSeconds(3), 2, "run1", Duration.ofMillis(1500));
		Properties properties = new Properties();
		for (String option : sent.toOptions()) {
			String[] nameAndValue = option.substring("-D".length()).split("=", 2);
			properties.setProperty(nameAndValue[0], nameAndValue[1]);
		}
		ContestantSettings received = ContestantSettings.from(properties);
		assertThat(received).isEqualTo(sent);
		assertThat(received.electionNames()).containsExactly("run1-0", "run1-1");
	}

	@Test
	void whatIsMissingIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> ContestantSettings.from(new Properties()))
			.withMessageContaining("contestant.candidate");
	}

}
