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

import org.jspecify.annotations.Nullable;
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
import static io.github.leaderelection.election.Given.OTHER;
import static io.github.leaderelection.election.Given.at;
import static io.github.leaderelection.election.Given.candidacy;
import static io.github.leaderelection.election.Given.held;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;

class ReleasingTests {

	private static final long TOKEN = 4;

	private static final Sequel STOP = new Sequel.Stop();

	private static final Sequel PAUSE = new Sequel.Pause();

	private static final Sequel REST = new Sequel.Campaign(s(9));

	private static final RevocationReason REASON = RevocationReason.STEPPED_DOWN;

	/** Sent at 100 s with the number 7; it is tried until 102 s. */
	private static final Releasing SENT = sent(REST, REASON);

	/** To be sent again at 100.8 s. */
	private static final Releasing WAITING = new Releasing(candidacy(), TOKEN, REST, REASON, false, true, s(102),
			s(100.8));

	/** Sent again with the number 7, since nothing was heard of the first. */
	private static final Releasing REPEATED = new Releasing(candidacy(), TOKEN, REST, REASON, true, true, s(102),
			s(102));

	private static final Action UNRELEASED = new Action.ReportUnreleased(TOKEN);

	private static final Action VACATED = new Action.Vacate(TOKEN);

	private static final Action READ = new Action.Read(8, CALL);

	private static Releasing sent(Sequel sequel, @Nullable RevocationReason reason) {
		return new Releasing(candidacy(), TOKEN, sequel, reason, true, false, s(102), s(102));
	}

	private static Watch looking(double now) {
		return new Watch(null, Moment.NONE, s(now), s(now) + CALL + GRACE);
	}

	private static Following following(double now, double notBefore) {
		return new Following(candidacy().nextAttempt(), looking(now), null, s(notBefore));
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
	void isDueWithTheNextTry() {
		assertThat(WAITING.wakeAt()).isEqualTo(s(100.8));
		assertThat(WAITING.name()).isEqualTo(CandidateState.RELEASING);
	}

	static Stream<EventCase> table() {
		return Stream.of(replies(), timers(), wishes(), others()).flatMap((rows) -> rows);
	}

	private static Stream<EventCase> replies() {
		return Stream.of(
				given("campaigns again, having let others go first", SENT).on(applied(7, at(100.3)))
					.becomes(following(100.3, 109.3), VACATED, READ),
				given("stops", sent(STOP, REASON)).on(applied(7, at(100.3)))
					.becomes(new Stopped(candidacy(), REASON), VACATED),
				given("pauses, and looks on", sent(PAUSE, REASON)).on(applied(7, at(100.3)))
					.becomes(new Paused(candidacy().nextAttempt(), looking(100.3)), VACATED, READ),
				given("was another's already, which makes nothing vacant", SENT).on(refused(7, at(100.3)))
					.becomes(following(100.3, 109.3), READ),
				given("the second found what the first had done", REPEATED).on(refused(7, at(100.3)))
					.becomes(following(100.3, 109.3), VACATED, READ),
				given("a success of an earlier attempt", SENT).on(applied(6, at(100.3))).stays(),
				given("a second answer", WAITING).on(applied(7, at(100.3))).stays(),
				given("a refusal of an earlier attempt", SENT).on(refused(6, at(100.3))).stays(),
				given("tries again a little later", SENT).on(failed(7, at(100.3))).becomes(WAITING),
				given("tries for a retry period and no longer", SENT).on(failed(7, at(101.5)))
					.becomes(following(101.5, 110.5), UNRELEASED, READ),
				given("has nothing to report of a term that was taken away", sent(REST, RevocationReason.EXPIRED))
					.on(failed(7, at(101.5)))
					.becomes(following(101.5, 110.5), READ),
				given("tries once more within the retry period", SENT).on(failed(7, at(101.499)))
					.becomes(new Releasing(candidacy(), TOKEN, REST, REASON, false, true, s(102), s(101.999))),
				given("a failure of an earlier attempt", SENT).on(failed(6, at(100.3))).stays(),
				given("a second failure", WAITING).on(failed(7, at(100.3))).stays());
	}

	private static Stream<EventCase> timers() {
		return Stream.of(given("may still be answered", SENT).on(wake(at(101.999))).stays(),
				given("no answer came, so the lease runs out", SENT).on(wake(at(102)))
					.becomes(following(102, 111), UNRELEASED, READ),
				given("not due yet", WAITING).on(wake(at(100.799))).stays(),
				given("a timer that is late leaves no time to send it again", WAITING).on(wake(at(102)))
					.becomes(following(102, 111), UNRELEASED, READ),
				given("is sent again", WAITING).on(wake(at(100.8)))
					.becomes(new Releasing(candidacy().nextAttempt(), TOKEN, REST, REASON, true, true, s(102), s(102)),
							new Action.Release(8, s(1.2), TOKEN)));
	}

	private static Stream<EventCase> wishes() {
		Releasing claim = sent(new Sequel.Campaign(0), null);
		return Stream.of(
				given("a stop overrules, and the reason of the end stays", SENT)
					.on(giveUp(RevocationReason.STOPPED, STOP, at(100.3)))
					.becomes(sent(STOP, REASON)),
				given("stops a campaign that was to go on", claim).on(giveUp(RevocationReason.STOPPED, STOP, at(100.3)))
					.becomes(sent(STOP, RevocationReason.STOPPED)),
				given("a candidate ignores that the task failed", claim)
					.on(giveUp(RevocationReason.TASK_FAILED, STOP, at(100.3)))
					.stays(),
				given("a pause does not overrule a stop", sent(STOP, REASON))
					.on(giveUp(RevocationReason.STEPPED_DOWN, PAUSE, at(100.3)))
					.stays(),
				given("keeps what it was waiting for", WAITING)
					.on(giveUp(RevocationReason.STEPPED_DOWN, PAUSE, at(100.3)))
					.becomes(new Releasing(candidacy(), TOKEN, PAUSE, REASON, false, true, s(102), s(100.8))),
				given("resumes", sent(PAUSE, REASON)).on(resume(at(100.3)))
					.becomes(sent(new Sequel.Campaign(Pacing.sitOut(Given.RULES)), REASON)),
				given("was not paused", SENT).on(resume(at(100.3))).stays(),
				given("a hint, as of its own release", SENT).on(hint(at(100.3))).stays());
	}

	private static Stream<EventCase> others() {
		return Stream.of(given("is started already", SENT).on(start(true, at(100.3))).stays(),
				given("a late read", SENT).on(read(7, held(OTHER, 9, 9, 0), at(100.3))).stays(),
				given("the work of an earlier term", SENT).on(drained(TOKEN, at(100.3))).stays());
	}

}
