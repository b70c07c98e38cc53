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
import static io.github.leaderelection.election.Given.at;
import static io.github.leaderelection.election.Given.candidacy;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;

class ClaimTests {

	private static final Claim CLAIM = new Claim(5, s(90), false);

	@Test
	void theFirstAttemptAtATokenDatesItsTrust() {
		assertThat(Claim.next(null, 5, s(90))).isEqualTo(CLAIM);
		assertThat(Claim.next(CLAIM, 5, s(95))).isEqualTo(new Claim(5, s(90), true));
		assertThat(Claim.next(Claim.next(CLAIM, 5, s(95)), 5, s(97))).isEqualTo(new Claim(5, s(90), true));
		assertThat(Claim.next(CLAIM, 6, s(95))).isEqualTo(new Claim(6, s(95), false));
	}

	@Test
	void aRefusalSettlesItUnlessAnEarlierAttemptIsOpen() {
		assertThat(CLAIM.refused()).isNull();
		Claim repeated = Claim.next(CLAIM, 5, s(95));
		assertThat(repeated.refused()).isSameAs(repeated);
	}

	@Test
	void identityAndTokenSettleIt() {
		assertThat(CLAIM.isSettledBy(ME, 5, candidacy())).isTrue();
		assertThat(CLAIM.isSettledBy(OTHER, 5, candidacy())).isFalse();
		assertThat(CLAIM.isSettledBy(ME, 4, candidacy())).isFalse();
		assertThat(CLAIM.isSettledBy(ME, 6, candidacy())).isFalse();
	}

	@Test
	void aRecordOfThatTokenOvertakesIt() {
		assertThat(CLAIM.isOvertakenBy(4)).isFalse();
		assertThat(CLAIM.isOvertakenBy(5)).isTrue();
		assertThat(CLAIM.isOvertakenBy(6)).isTrue();
	}

	@Test
	void beginsATermOnlyWithinItsTrust() {
		assertThat(CLAIM.begin(candidacy(), s(90), new Moment(s(100) - 1)).next()).isInstanceOf(Leading.class);
		assertThat(CLAIM.begin(candidacy(), s(90), at(100)).next()).isInstanceOf(Releasing.class);
	}

	@Test
	void isForgottenWhenItIsGivenUp() {
		Decision decision = CLAIM.giveUp(candidacy(), new Sequel.Stop(), RevocationReason.STOPPED, at(91));
		assertThat(decision.next()).isEqualTo(new Releasing(candidacy().ended(5).nextAttempt(), 5, new Sequel.Stop(),
				RevocationReason.STOPPED, true, false, s(93), s(93)));
	}

}
