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

package io.github.leaderelection.election;

import org.junit.jupiter.api.Test;

import static io.github.leaderelection.election.Given.ME;
import static io.github.leaderelection.election.Given.OTHER;
import static io.github.leaderelection.election.Given.RULES;
import static org.assertj.core.api.Assertions.assertThat;

class CandidacyTests {

	private static final Candidacy CANDIDACY = new Candidacy(RULES, false, 7, 3, 2);

	@Test
	void changesOneThingAtATime() {
		assertThat(CANDIDACY.campaigning(true)).isEqualTo(new Candidacy(RULES, true, 7, 3, 2));
		assertThat(CANDIDACY.campaigning(true).nextAttempt()).isEqualTo(new Candidacy(RULES, true, 8, 3, 2));
		assertThat(CANDIDACY.ended(9)).isEqualTo(new Candidacy(RULES, false, 7, 9, 2));
		assertThat(CANDIDACY.clashed(9)).isEqualTo(new Candidacy(RULES, false, 7, 3, 9));
	}

	@Test
	void tokensNeverFall() {
		assertThat(CANDIDACY.ended(1)).isEqualTo(CANDIDACY);
	}

	@Test
	void knowsItsOwnSignature() {
		assertThat(CANDIDACY.isMine(ME)).isTrue();
		assertThat(CANDIDACY.isMine(OTHER)).isFalse();
		assertThat(CANDIDACY.isMine("")).isFalse();
	}

}
