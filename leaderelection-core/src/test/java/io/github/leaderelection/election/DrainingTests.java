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
import static io.github.leaderelection.election.Given.OTHER;
import static io.github.leaderelection.election.Given.at;
import static io.github.leaderelection.election.Given.candidacy;
import static io.github.leaderelection.election.Given.held;
import static io.github.leaderelection.election.Given.s;
import static io.github.leaderelection.election.Given.withoutRelease;
import static org.assertj.core.api.Assertions.assertThat;

class DrainingTests {

	private static final long TOKEN = 4;

	private static final Sequel STOP = new Sequel.Stop();

	private static final Sequel PAUSE = new Sequel.Pause();

	private static final Sequel REST = new Sequel.Campaign(s(9));

	/** Trusted until 110 s, so that the lease ends at 115 s; to be renewed at 102 s. */
	private static final Renewal IDLE = new Renewal(s(110), Moment.NONE, 6, s(102));

	/** The renewal with the number 7, sent at 102 s. */
	private static final Renewal RENEWING = new Renewal(s(110), s(102), 7, s(106.5));

	private static final Draining KEPT = draining(candidacy(), RevocationReason.STEPPED_DOWN, REST, IDLE, s(106));

	private static final Draining RENEWED = keeping(RENEWING, s(107));

	private static final Draining LEFT = draining(candidacy(), RevocationReason.LOST, new Sequel.Campaign(0), RENEWING,
			Moment.NONE);

	private static Draining draining(Candidacy candidacy, RevocationReason reason, Sequel sequel, Renewal renewal,
			long keepUntil) {
		return new Draining(candidacy, TOKEN, reason, sequel, renewal, keepUntil, false);
	}

	private static Draining keeping(Renewal renewal, long keepUntil) {
		return draining(candidacy(), RevocationReason.STEPPED_DOWN, REST, renewal, keepUntil);
	}

	private static Draining then(Sequel sequel) {
		return draining(candidacy(), RevocationReason.STEPPED_DOWN, sequel, IDLE, s(106));
	}

	private static Draining overrun(Sequel sequel) {
		return new Draining(candidacy(), TOKEN, RevocationReason.EXPIRED, sequel, RENEWING, Moment.NONE, true);
	}

	private static Releasing releasing(Sequel sequel, RevocationReason reason, double now) {
		return new Releasing(candidacy().nextAttempt(), TOKEN, sequel, reason, true, false, s(now + 2), s(now + 2));
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
	void isDueWithWhateverComesFirst() {
		assertThat(KEPT.wakeAt()).isEqualTo(s(102));
		assertThat(keeping(RENEWING, s(105)).wakeAt()).isEqualTo(s(105));
		assertThat(keeping(new Renewal(s(110), s(102), 7, s(120)), s(130)).wakeAt()).isEqualTo(s(115));
		assertThat(LEFT.wakeAt()).isEqualTo(s(115));
		assertThat(overrun(STOP).wakeAt()).isEqualTo(Moment.NEVER);
		assertThat(KEPT.name()).isEqualTo(CandidateState.DRAINING);
	}

	static Stream<EventCase> table() {
		return Stream.of(timers(), overruns(), replies(), ends(), wishes(), others()).flatMap((rows) -> rows);
	}

	private static Stream<EventCase> timers() {
		return Stream.of(given("not due yet", KEPT).on(wake(at(101.999))).stays(), given("keeps its lease", KEPT)
			.on(wake(at(102)))
			.becomes(draining(candidacy().nextAttempt(), RevocationReason.STEPPED_DOWN, REST,
					new Renewal(s(110), s(102), 8, s(106.5)), s(106)), new Action.Renew(8, s(4), TOKEN)),
				given("may still be answered", RENEWED).on(wake(at(106.499))).stays(),
				given("renews again where no answer came", RENEWED).on(wake(at(106.5)))
					.becomes(
							draining(candidacy().nextAttempt(), RevocationReason.STEPPED_DOWN, REST,
									new Renewal(s(110), s(106.5), 8, s(109)), s(107)),
							new Action.Renew(8, s(2), TOKEN)),
				given("a moment before the drain timeout", RENEWED).on(wake(at(106.499))).stays(),
				given("the drain timeout is over", RENEWED).on(wake(at(107))).becomes(keeping(RENEWING, Moment.NONE)),
				given("trust is over before the drain timeout", keeping(RENEWING, s(120))).on(wake(at(110)))
					.becomes(keeping(RENEWING, Moment.NONE)),
				given("writes nothing where the term was taken away", LEFT).on(wake(at(106.5))).stays());
	}

	private static Stream<EventCase> overruns() {
		Action reported = new Action.ReportOverrun(TOKEN);
		Draining campaigning = draining(candidacy(), RevocationReason.EXPIRED, REST, RENEWING, Moment.NONE);
		Draining stopping = draining(candidacy(), RevocationReason.EXPIRED, STOP, RENEWING, Moment.NONE);
		Draining kept = keeping(RENEWING, s(120));
		return Stream.of(given("a moment before the lease ends", campaigning).on(wake(at(114.999))).stays(),
				given("the work outlives the lease", campaigning).on(wake(at(115))).becomes(overrun(REST), reported),
				given("is reported once", overrun(REST)).on(wake(at(116))).stays(),
				given("not even a stop forgets the work", stopping).on(wake(at(115))).becomes(overrun(STOP), reported),
				given("however late the timer, a lease that was kept can be outlived", kept).on(wake(at(115)))
					.becomes(new Draining(candidacy(), TOKEN, RevocationReason.STEPPED_DOWN, REST, RENEWING, s(120),
							true), reported),
				given("and then nothing is renewed any more",
						new Draining(candidacy(), TOKEN, RevocationReason.STEPPED_DOWN, REST, RENEWING, s(120), true))
					.on(wake(at(115)))
					.becomes(new Draining(candidacy(), TOKEN, RevocationReason.STEPPED_DOWN, REST, RENEWING,
							Moment.NONE, true)));
	}

	private static Stream<EventCase> replies() {
		return Stream.of(
				given("is kept", RENEWED).on(applied(7, at(103)))
					.becomes(keeping(new Renewal(s(112), Moment.NONE, 7, s(104)), s(107))),
				given("a success of an earlier attempt", RENEWED).on(applied(6, at(103))).stays(),
				given("a second answer", KEPT).on(applied(6, at(101))).stays(),
				given("the last renewal of a term that was taken away still dates its lease", LEFT)
					.on(applied(7, at(103)))
					.becomes(draining(candidacy(), RevocationReason.LOST, new Sequel.Campaign(0),
							new Renewal(s(112), Moment.NONE, 7, s(104)), Moment.NONE)),
				given("another term has begun, so nothing is renewed any more", RENEWED).on(refused(7, at(103)))
					.becomes(keeping(new Renewal(s(110), Moment.NONE, 7, s(105)), Moment.NONE)),
				given("a refusal of an earlier attempt", RENEWED).on(refused(6, at(103))).stays(),
				given("tries again after a failure", RENEWED).on(failed(7, at(103)))
					.becomes(keeping(new Renewal(s(110), Moment.NONE, 7, s(105)), s(107))),
				given("a failure of an earlier attempt", RENEWED).on(failed(6, at(103))).stays());
	}

	private static Stream<EventCase> ends() {
		Action release = new Action.Release(8, s(2), TOKEN);
		Draining stopping = draining(candidacy(), RevocationReason.STOPPED, STOP, IDLE, s(106));
		Candidacy keepsLease = candidacy(withoutRelease());
		Watch looking = new Watch(null, Moment.NONE, s(103), s(103) + CALL + GRACE);
		return Stream.of(
				given("releases when the work has stopped", KEPT).on(drained(TOKEN, at(103)))
					.becomes(releasing(REST, RevocationReason.STEPPED_DOWN, 103), release),
				given("the work of another term", KEPT).on(drained(3, at(103))).stays(),
				given("releases a term that expired, whoever may hold the row",
						draining(candidacy(), RevocationReason.EXPIRED, new Sequel.Campaign(0), IDLE, Moment.NONE))
					.on(drained(TOKEN, at(103)))
					.becomes(releasing(new Sequel.Campaign(0), RevocationReason.EXPIRED, 103), release),
				given("has nothing to release where another term has begun", LEFT).on(drained(TOKEN, at(103)))
					.becomes(new Following(candidacy().nextAttempt(), looking, null, s(103)), new Action.Read(8, CALL)),
				given("a stop releases", stopping).on(drained(TOKEN, at(103)))
					.becomes(releasing(STOP, RevocationReason.STOPPED, 103), release),
				given("a stop leaves the lease where it is told to",
						draining(keepsLease, RevocationReason.STOPPED, STOP, IDLE, s(106)))
					.on(drained(TOKEN, at(103)))
					.becomes(new Stopped(keepsLease, RevocationReason.STOPPED)),
				given("what is no stop releases all the same",
						draining(keepsLease, RevocationReason.STEPPED_DOWN, REST, IDLE, s(106)))
					.on(drained(TOKEN, at(103)))
					.becomes(new Releasing(keepsLease.nextAttempt(), TOKEN, REST, RevocationReason.STEPPED_DOWN, true,
							false, s(105), s(105)), release));
	}

	private static Stream<EventCase> wishes() {
		return Stream.of(
				given("a stop overrules", KEPT).on(giveUp(RevocationReason.STOPPED, STOP, at(101))).becomes(then(STOP)),
				given("a pause overrules a campaign", KEPT).on(giveUp(RevocationReason.STEPPED_DOWN, PAUSE, at(101)))
					.becomes(then(PAUSE)),
				given("a pause does not overrule a stop", then(STOP))
					.on(giveUp(RevocationReason.STEPPED_DOWN, PAUSE, at(101)))
					.stays(),
				given("no shorter rest", KEPT).on(giveUp(RevocationReason.TASK_FAILED, new Sequel.Campaign(0), at(101)))
					.stays(),
				given("stops only after the work, though it has outlived the lease", overrun(REST))
					.on(giveUp(RevocationReason.STOPPED, STOP, at(120)))
					.becomes(overrun(STOP)),
				given("resumes", then(PAUSE)).on(resume(at(101)))
					.becomes(then(new Sequel.Campaign(Pacing.sitOut(Given.RULES)))),
				given("resumes, the overrun being reported", overrun(PAUSE)).on(resume(at(120)))
					.becomes(overrun(new Sequel.Campaign(Pacing.sitOut(Given.RULES)))),
				given("was not paused", then(STOP)).on(resume(at(101))).stays(),
				given("a hint", then(STOP)).on(hint(at(101))).stays());
	}

	private static Stream<EventCase> others() {
		return Stream.of(given("is started already", KEPT).on(start(true, at(101))).stays(),
				given("a late read", RENEWED).on(read(7, held(OTHER, 9, 9, 0), at(103))).stays());
	}

}
