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

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.leaderelection.election.Event.applied;
import static io.github.leaderelection.election.Event.drained;
import static io.github.leaderelection.election.Event.failed;
import static io.github.leaderelection.election.Event.giveUp;
import static io.github.leaderelection.election.Event.hint;
import static io.github.leaderelection.election.Event.read;
import static io.github.leaderelection.election.Event.refused;
import static io.github.leaderelection.election.Event.resume;
import static io.github.leaderelection.election.Event.start;
import static io.github.leaderelection.election.Event.wake;
import static io.github.leaderelection.election.EventCase.given;
import static io.github.leaderelection.election.Given.CALL;
import static io.github.leaderelection.election.Given.GRACE;
import static io.github.leaderelection.election.Given.RULES;
import static io.github.leaderelection.election.Given.at;
import static io.github.leaderelection.election.Given.candidacy;
import static io.github.leaderelection.election.Given.nothing;
import static io.github.leaderelection.election.Given.once;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;

class StoppedTests {

	private static final Stopped STOPPED = new Stopped(candidacy(), RevocationReason.STOPPED);

	@ParameterizedTest
	@MethodSource("table")
	void decides(EventCase row) {
		row.verify();
	}

	@Test
	void answersEveryEvent() {
		EventCase.verifyComplete(table());
	}

	@Test
	void isNeverDue() {
		assertThat(STOPPED.wakeAt()).isEqualTo(Moment.NEVER);
		assertThat(STOPPED.name()).isEqualTo(CandidateState.STOPPED);
	}

	@Test
	void beginsWithNothingDone() {
		assertThat(Stopped.initial(RULES)).isEqualTo(new Stopped(new Candidacy(RULES, false, 0, 0, 0), null));
	}

	static Stream<EventCase> table() {
		Watch looking = new Watch(null, Moment.NONE, s(3), s(3) + CALL + GRACE);
		return Stream.of(
				given("campaigns, and looks at once", STOPPED).on(start(false, at(3)))
					.becomes(new Following(candidacy().nextAttempt(), looking, null, s(3)), new Action.Read(8, CALL)),
				given("campaigns once", STOPPED).on(start(true, at(3)))
					.becomes(new Following(once().nextAttempt(), looking, null, s(3)), new Action.Read(8, CALL)),
				given("forgets that it once campaigned once", new Stopped(once(), null)).on(start(false, at(3)))
					.becomes(new Following(candidacy().nextAttempt(), looking, null, s(3)), new Action.Read(8, CALL)),
				given("an old timer", STOPPED).on(wake(at(3))).stays(),
				given("a late read", STOPPED).on(read(7, nothing(), at(3))).stays(),
				given("a late success", STOPPED).on(applied(7, at(3))).stays(),
				given("a late refusal", STOPPED).on(refused(7, at(3))).stays(),
				given("a late failure", STOPPED).on(failed(7, at(3))).stays(),
				given("work that ended at last", STOPPED).on(drained(4, at(3))).stays(),
				given("has nothing to give up", STOPPED)
					.on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Pause(), at(3)))
					.stays(),
				given("was not paused", STOPPED).on(resume(at(3))).stays(),
				given("a hint", STOPPED).on(hint(at(3))).stays());
	}

}
