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

import static io.github.leaderelection.election.Given.RULES;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;

class RenewalTests {

	private static final Renewal FIRST = Renewal.begin(RULES, s(100));

	private static final Renewal SENT = FIRST.sent(7, s(4), RULES, s(102));

	@Test
	void isTrustedFromWhenTheAcquisitionWasSent() {
		assertThat(FIRST).isEqualTo(new Renewal(s(110), Moment.NONE, 0, s(102)));
		assertThat(FIRST.isOver(s(110) - 1)).isFalse();
		assertThat(FIRST.isOver(s(110))).isTrue();
	}

	@Test
	void isDueEachRetryPeriod() {
		assertThat(FIRST.isDue(s(102) - 1)).isFalse();
		assertThat(FIRST.isDue(s(102))).isTrue();
		assertThat(SENT.applied(RULES).due()).isEqualTo(s(104));
	}

	@Test
	void awaitsTheNewestAttemptOnly() {
		assertThat(SENT).isEqualTo(new Renewal(s(110), s(102), 7, s(106.5)));
		assertThat(SENT.isAwaiting(7)).isTrue();
		assertThat(SENT.isAwaiting(6)).isFalse();
		assertThat(FIRST.isAwaiting(0)).isFalse();
		assertThat(SENT.applied(RULES).isAwaiting(7)).isFalse();
		assertThat(SENT.failed(RULES, s(103)).isAwaiting(7)).isFalse();
	}

	@Test
	void isTrustedFromWhenTheRenewalWasSent() {
		assertThat(SENT.applied(RULES)).isEqualTo(new Renewal(s(112), Moment.NONE, 7, s(104)));
	}

	@Test
	void aFailureLeavesTheTrustAsItIs() {
		assertThat(SENT.failed(RULES, s(103))).isEqualTo(new Renewal(s(110), Moment.NONE, 7, s(105)));
	}

	/** The trust can only have begun when the last success was sent. */
	@Test
	void theLeaseEndsALeaseAfterTheLastSuccessWasSent() {
		assertThat(FIRST.leaseEnd(RULES)).isEqualTo(s(115));
		assertThat(SENT.leaseEnd(RULES)).isEqualTo(s(115));
		assertThat(SENT.applied(RULES).leaseEnd(RULES)).isEqualTo(s(117));
	}

}
