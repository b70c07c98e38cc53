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
import static io.github.leaderelection.election.Given.SIT_OUT;
import static io.github.leaderelection.election.Given.at;
import static io.github.leaderelection.election.Given.candidacy;
import static io.github.leaderelection.election.Given.held;
import static io.github.leaderelection.election.Given.once;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;

class LeadingTests {

	private static final long TOKEN = 4;

	/** Trusted until 110 s, to be renewed at 102 s. */
	private static final Renewal IDLE = new Renewal(s(110), Moment.NONE, 6, s(102));

	/** The renewal with the number 7, sent at 102 s, is given up at 106.5 s. */
	private static final Renewal RENEWING = new Renewal(s(110), s(102), 7, s(106.5));

	private static Leading leading(Renewal renewal) {
		return new Leading(candidacy(), TOKEN, renewal, Moment.NEVER);
	}

	private static Leading limited(Renewal renewal, double termEnd) {
		return new Leading(candidacy(), TOKEN, renewal, s(termEnd));
	}

	private static Draining draining(RevocationReason reason, Sequel sequel, Renewal renewal, long keepUntil) {
		return new Draining(candidacy().ended(TOKEN), TOKEN, reason, sequel, renewal, keepUntil, false);
	}

	private static Action revoked(RevocationReason reason) {
		return new Action.Revoke(TOKEN, reason);
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
		assertThat(leading(IDLE).wakeAt()).isEqualTo(s(102));
		assertThat(limited(IDLE, 101).wakeAt()).isEqualTo(s(101));
		assertThat(leading(new Renewal(s(110), s(109), 7, s(112))).wakeAt()).isEqualTo(s(110));
		assertThat(leading(IDLE).name()).isEqualTo(CandidateState.LEADING);
	}

	static Stream<EventCase> table() {
		return Stream.of(timers(), replies(), endings(), others()).flatMap((rows) -> rows);
	}

	private static Stream<EventCase> timers() {
		Draining expired = draining(RevocationReason.EXPIRED, new Sequel.Campaign(0), RENEWING, Moment.NONE);
		return Stream.of(given("not due yet", leading(IDLE)).on(wake(at(101.999))).stays(),
				given("renews", leading(IDLE)).on(wake(at(102)))
					.becomes(new Leading(candidacy().nextAttempt(), TOKEN, new Renewal(s(110), s(102), 8, s(106.5)),
							Moment.NEVER), new Action.Renew(8, s(4), TOKEN)),
				given("may still be answered", leading(RENEWING)).on(wake(at(106.499))).stays(),
				given("renews again where no answer came, and leaves no more time than there is", leading(RENEWING))
					.on(wake(at(108.5)))
					.becomes(new Leading(candidacy().nextAttempt(), TOKEN, new Renewal(s(110), s(108.5), 8, s(110.5)),
							Moment.NEVER), new Action.Renew(8, s(1.5), TOKEN)),
				given("trust is over", leading(RENEWING)).on(wake(at(110)))
					.becomes(expired, revoked(RevocationReason.EXPIRED)),
				given("trust that is over counts more than the term limit", limited(RENEWING, 105)).on(wake(at(110)))
					.becomes(expired, revoked(RevocationReason.EXPIRED)),
				given("a moment before the term limit", limited(RENEWING, 105)).on(wake(at(104.999))).stays(),
				given("the term limit is over", limited(RENEWING, 105)).on(wake(at(105)))
					.becomes(draining(RevocationReason.TERM_LIMIT, new Sequel.Campaign(SIT_OUT), RENEWING, s(110)),
							revoked(RevocationReason.TERM_LIMIT)),
				given("a term limit without a time to drain",
						new Leading(candidacy(Given.withDrain(0)), TOKEN, RENEWING, s(105)))
					.on(wake(at(105)))
					.becomes(
							new Draining(candidacy(Given.withDrain(0)).ended(TOKEN), TOKEN, RevocationReason.TERM_LIMIT,
									new Sequel.Campaign(SIT_OUT), RENEWING, s(105), false),
							revoked(RevocationReason.TERM_LIMIT)));
	}

	private static Stream<EventCase> replies() {
		Draining expired = draining(RevocationReason.EXPIRED, new Sequel.Campaign(0), RENEWING, Moment.NONE);
		Draining lost = draining(RevocationReason.LOST, new Sequel.Campaign(0), RENEWING, Moment.NONE);
		return Stream.of(
				given("is trusted from when it asked", leading(RENEWING)).on(applied(7, at(103)))
					.becomes(leading(new Renewal(s(112), Moment.NONE, 7, s(104))), new Action.Trust(TOKEN, s(112))),
				given("an answer a moment before trust is over", leading(RENEWING)).on(applied(7, at(109.999)))
					.becomes(leading(new Renewal(s(112), Moment.NONE, 7, s(104))), new Action.Trust(TOKEN, s(112))),
				given("never resumes when trust is over", leading(RENEWING)).on(applied(7, at(110)))
					.becomes(expired, revoked(RevocationReason.EXPIRED)),
				given("a success of an earlier attempt", leading(RENEWING)).on(applied(6, at(103))).stays(),
				given("a second answer", leading(IDLE)).on(applied(6, at(101))).stays(),
				given("another term has begun", leading(RENEWING)).on(refused(7, at(103)))
					.becomes(lost, revoked(RevocationReason.LOST)),
				given("a refusal counts as such after trust is over", leading(RENEWING)).on(refused(7, at(110)))
					.becomes(lost, revoked(RevocationReason.LOST)),
				given("a refusal of an earlier attempt", leading(RENEWING)).on(refused(6, at(103))).stays(),
				given("a late refusal", leading(IDLE)).on(refused(6, at(101))).stays(),
				given("tries again after a failure", leading(RENEWING)).on(failed(7, at(103)))
					.becomes(leading(new Renewal(s(110), Moment.NONE, 7, s(105)))),
				given("tries sooner towards the end", leading(RENEWING)).on(failed(7, at(107)))
					.becomes(leading(new Renewal(s(110), Moment.NONE, 7, s(108)))),
				given("a failure when trust is over", leading(RENEWING)).on(failed(7, at(110)))
					.becomes(expired, revoked(RevocationReason.EXPIRED)),
				given("a failure of an earlier attempt", leading(RENEWING)).on(failed(6, at(103))).stays(),
				given("a late failure", leading(IDLE)).on(failed(6, at(101))).stays());
	}

	private static Stream<EventCase> endings() {
		return Stream.of(
				given("stops", leading(IDLE)).on(giveUp(RevocationReason.STOPPED, new Sequel.Stop(), at(101)))
					.becomes(draining(RevocationReason.STOPPED, new Sequel.Stop(), IDLE, s(106)),
							revoked(RevocationReason.STOPPED)),
				given("pauses", leading(IDLE)).on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Pause(), at(101)))
					.becomes(draining(RevocationReason.STEPPED_DOWN, new Sequel.Pause(), IDLE, s(106)),
							revoked(RevocationReason.STEPPED_DOWN)),
				given("steps down, and each follower can try once", leading(IDLE))
					.on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Campaign(s(1)), at(101)))
					.becomes(draining(RevocationReason.STEPPED_DOWN, new Sequel.Campaign(SIT_OUT), IDLE, s(106)),
							revoked(RevocationReason.STEPPED_DOWN)),
				given("steps down for longer", leading(IDLE))
					.on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Campaign(s(60)), at(101)))
					.becomes(draining(RevocationReason.STEPPED_DOWN, new Sequel.Campaign(s(60)), IDLE, s(106)),
							revoked(RevocationReason.STEPPED_DOWN)),
				given("its work has thrown", leading(IDLE))
					.on(giveUp(RevocationReason.TASK_FAILED, new Sequel.Campaign(0), at(101)))
					.becomes(draining(RevocationReason.TASK_FAILED, new Sequel.Campaign(SIT_OUT), IDLE, s(106)),
							revoked(RevocationReason.TASK_FAILED)),
				given("a leader gives up where the task failed", leading(IDLE))
					.on(giveUp(RevocationReason.TASK_FAILED, new Sequel.Stop(), at(101)))
					.becomes(draining(RevocationReason.TASK_FAILED, new Sequel.Stop(), IDLE, s(106)),
							revoked(RevocationReason.TASK_FAILED)),
				given("is stopped when trust is over already", leading(IDLE))
					.on(giveUp(RevocationReason.STOPPED, new Sequel.Stop(), at(110)))
					.becomes(draining(RevocationReason.EXPIRED, new Sequel.Stop(), IDLE, Moment.NONE),
							revoked(RevocationReason.EXPIRED)),
				given("stops after one campaign, however it ends", new Leading(once(), TOKEN, RENEWING, Moment.NEVER))
					.on(refused(7, at(103)))
					.becomes(new Draining(once().ended(TOKEN), TOKEN, RevocationReason.LOST, new Sequel.Stop(),
							RENEWING, Moment.NONE, false), revoked(RevocationReason.LOST)));
	}

	private static Stream<EventCase> others() {
		return Stream.of(given("is started already", leading(IDLE)).on(start(true, at(101))).stays(),
				given("a late read", leading(RENEWING)).on(read(7, held(OTHER, 9, 9, 0), at(103))).stays(),
				given("the work of a term that is not revoked", leading(IDLE)).on(drained(TOKEN, at(101))).stays(),
				given("was not paused", leading(IDLE)).on(resume(at(101))).stays(),
				given("a hint, as of its own acquisition", leading(IDLE)).on(hint(at(101))).stays());
	}

}
