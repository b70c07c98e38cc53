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
import static io.github.leaderelection.election.Given.OTHER;
import static io.github.leaderelection.election.Given.at;
import static io.github.leaderelection.election.Given.candidacy;
import static io.github.leaderelection.election.Given.held;
import static io.github.leaderelection.election.Given.hinted;
import static io.github.leaderelection.election.Given.s;
import static io.github.leaderelection.election.Given.withTermLimit;
import static org.assertj.core.api.Assertions.assertThat;

class AcquiringTests {

	private static final Watch WATCH = new Watch(new Observation(5, OTHER, s(99)), s(98), Moment.NONE, s(100));

	private static final Claim CLAIM = new Claim(5, s(100), false);

	/** A second attempt at token 5; the first had been sent at 90 s. */
	private static final Claim SECOND_CLAIM = new Claim(5, s(90), true);

	private static final Acquiring ACQUIRING = acquiring(candidacy(), CLAIM);

	private static final Acquiring AGAIN = acquiring(candidacy(), SECOND_CLAIM);

	private static final Acquiring HINTED = new Acquiring(candidacy(),
			new Watch(WATCH.seen(), s(98), Moment.NONE, s(100), true), CLAIM, s(100), s(105.5));

	private static Acquiring acquiring(Candidacy candidacy, Claim claim) {
		return new Acquiring(candidacy, WATCH, claim, s(100), s(105.5));
	}

	private static Following lookingAgain(Claim open, double now) {
		return new Following(candidacy(),
				new Watch(WATCH.seen(), s(98), Moment.NONE, Pacing.lookAgain(Given.RULES, s(now))), open, s(now));
	}

	private static Following lookingAtOnce(Claim open, double now) {
		return new Following(candidacy(), new Watch(WATCH.seen(), s(98), Moment.NONE, hinted(now)), open, s(now));
	}

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
	void isDueWhenTheAnswerIsGivenUp() {
		assertThat(ACQUIRING.wakeAt()).isEqualTo(s(105.5));
		assertThat(ACQUIRING.name()).isEqualTo(CandidateState.ACQUIRING);
	}

	static Stream<EventCase> table() {
		return Stream.concat(replies(), others());
	}

	private static Stream<EventCase> replies() {
		Candidacy limited = candidacy(withTermLimit(60));
		return Stream.of(
				given("leads, trusted from when it asked", ACQUIRING).on(applied(7, at(101)))
					.becomes(new Leading(candidacy(), 5, new Renewal(s(110), Moment.NONE, 0, s(102)), Moment.NEVER),
							new Action.Grant(5, s(110))),
				given("its term limit counts from the grant", acquiring(limited, CLAIM)).on(applied(7, at(101)))
					.becomes(new Leading(limited, 5, new Renewal(s(110), Moment.NONE, 0, s(102)), s(161)),
							new Action.Grant(5, s(110))),
				given("renews at once where the answer was slow", ACQUIRING).on(applied(7, at(103)))
					.becomes(new Leading(candidacy().nextAttempt(), 5, new Renewal(s(110), s(103), 8, s(107)),
							Moment.NEVER), new Action.Grant(5, s(110)), new Action.Renew(8, s(3.5), 5)),
				given("this attempt counts, whatever became of the first", AGAIN).on(applied(7, at(101)))
					.becomes(new Leading(candidacy(), 5, new Renewal(s(110), Moment.NONE, 0, s(102)), Moment.NEVER),
							new Action.Grant(5, s(110))),
				given("releases what came too late to be trusted", ACQUIRING).on(applied(7, at(110)))
					.becomes(new Releasing(candidacy().ended(5).nextAttempt(), 5, new Sequel.Campaign(0), null, true,
							false, s(112), s(112)), new Action.Release(8, s(2), 5)),
				given("a success of an earlier attempt", ACQUIRING).on(applied(6, at(101))).stays(),
				given("another was faster", ACQUIRING).on(refused(7, at(101))).becomes(lookingAgain(null, 101)),
				given("an earlier attempt may still win", AGAIN).on(refused(7, at(101)))
					.becomes(lookingAgain(SECOND_CLAIM, 101)),
				given("a refusal of an earlier attempt", ACQUIRING).on(refused(6, at(101))).stays(),
				given("its outcome is open", ACQUIRING).on(failed(7, at(101))).becomes(lookingAgain(CLAIM, 101)),
				given("a failure of an earlier attempt", ACQUIRING).on(failed(6, at(101))).stays());
	}

	private static Stream<EventCase> others() {
		return Stream.of(given("is started already", ACQUIRING).on(start(false, at(101))).stays(),
				given("the answer may still come", ACQUIRING).on(wake(at(105.499))).stays(),
				given("no answer came", ACQUIRING).on(wake(at(105.5))).becomes(lookingAgain(CLAIM, 105.5)),
				given("a late read", ACQUIRING).on(read(7, held(OTHER, 5, 6, 0), at(101))).stays(),
				given("the work of an earlier term", ACQUIRING).on(drained(4, at(101))).stays(),
				given("a candidate ignores that the task failed", ACQUIRING)
					.on(giveUp(RevocationReason.TASK_FAILED, new Sequel.Stop(), at(101)))
					.stays(),
				given("cannot step down before it leads", ACQUIRING)
					.on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Campaign(s(9)), at(101)))
					.stays(),
				given("stops, and releases what it may have won", ACQUIRING)
					.on(giveUp(RevocationReason.STOPPED, new Sequel.Stop(), at(101)))
					.becomes(
							new Releasing(candidacy().ended(5).nextAttempt(), 5, new Sequel.Stop(),
									RevocationReason.STOPPED, true, false, s(103), s(103)),
							new Action.Release(8, s(2), 5)),
				given("pauses, and releases what it may have won", ACQUIRING)
					.on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Pause(), at(101)))
					.becomes(
							new Releasing(candidacy().ended(5).nextAttempt(), 5, new Sequel.Pause(),
									RevocationReason.STEPPED_DOWN, true, false, s(103), s(103)),
							new Action.Release(8, s(2), 5)),
				given("was not paused", ACQUIRING).on(resume(at(101))).stays(),
				given("a hint changes nothing before the answer", ACQUIRING).on(hint(at(101))).becomes(HINTED),
				given("a second hint adds nothing", HINTED).on(hint(at(102))).stays(),
				given("leads all the same after a hint", HINTED).on(applied(7, at(101)))
					.becomes(new Leading(candidacy(), 5, new Renewal(s(110), Moment.NONE, 0, s(102)), Moment.NEVER),
							new Action.Grant(5, s(110))),
				given("looks at once where another was faster, and said so", HINTED).on(refused(7, at(101)))
					.becomes(lookingAtOnce(null, 101)),
				given("looks at once where its own write may have spoken", HINTED).on(failed(7, at(101)))
					.becomes(lookingAtOnce(CLAIM, 101)));
	}

}
