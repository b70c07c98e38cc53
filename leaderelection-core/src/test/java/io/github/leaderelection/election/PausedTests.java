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
import static io.github.leaderelection.election.Given.OTHER;
import static io.github.leaderelection.election.Given.at;
import static io.github.leaderelection.election.Given.candidacy;
import static io.github.leaderelection.election.Given.held;
import static io.github.leaderelection.election.Given.hinted;
import static io.github.leaderelection.election.Given.nextLook;
import static io.github.leaderelection.election.Given.nothing;
import static io.github.leaderelection.election.Given.once;
import static io.github.leaderelection.election.Given.released;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;

class PausedTests {

	private static final Observation SEEN = new Observation(5, OTHER, s(102));

	private static final Paused IDLE = new Paused(candidacy(), new Watch(SEEN, s(97), Moment.NONE, s(100)));

	/** The read with the number 7, sent at 100 s. */
	private static final Paused READING = new Paused(candidacy(), new Watch(SEEN, s(97), s(100), s(105.5)));

	private static Paused answered(Observation seen, double now) {
		return new Paused(candidacy(), new Watch(seen, s(100), Moment.NONE, nextLook(now)));
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
	void isDueWithItsNextLook() {
		assertThat(IDLE.wakeAt()).isEqualTo(s(100));
		assertThat(IDLE.name()).isEqualTo(CandidateState.PAUSED);
	}

	static Stream<EventCase> table() {
		return Stream.of(looks(), others(), hints()).flatMap((rows) -> rows);
	}

	private static Stream<EventCase> looks() {
		return Stream.of(given("not due yet", IDLE).on(wake(at(99.999))).stays(),
				given("looks when it is due", IDLE).on(wake(at(100)))
					.becomes(new Paused(candidacy().nextAttempt(), new Watch(SEEN, s(97), s(100), s(105.5))),
							new Action.Read(8, CALL)),
				given("may still be answered", READING).on(wake(at(105.499))).stays(),
				given("a free record is left to others", READING).on(read(7, released(9, 6), at(101)))
					.becomes(answered(new Observation(6, "", s(101)), 101), new Action.Observe(released(9, 6))),
				given("no record", READING).on(read(7, nothing(), at(101)))
					.becomes(answered(null, 101), new Action.Observe(nothing())),
				given("a lease that is over is left to others", READING).on(read(7, held(OTHER, 3, 5, 15), at(103)))
					.becomes(answered(SEEN, 103), new Action.Observe(held(OTHER, 3, 5, 15))),
				given("a lease that has been renewed", READING).on(read(7, held(OTHER, 3, 6, 0), at(101)))
					.becomes(answered(new Observation(6, OTHER, s(116)), 101),
							new Action.Observe(held(OTHER, 3, 6, 0))),
				given("a read of an earlier attempt", READING).on(read(6, nothing(), at(101))).stays(),
				given("a read that it has given up", IDLE).on(read(7, nothing(), at(99))).stays(),
				given("looks again after a failure", READING).on(failed(7, at(101)))
					.becomes(new Paused(candidacy(), new Watch(SEEN, s(97), Moment.NONE, nextLook(101)))),
				given("a failure of an earlier attempt", READING).on(failed(6, at(101))).stays(),
				given("a failure that it has given up on", IDLE).on(failed(7, at(99))).stays());
	}

	private static Stream<EventCase> others() {
		return Stream.of(given("is started already", IDLE).on(start(true, at(99))).stays(),
				given("a late success", READING).on(applied(7, at(101))).stays(),
				given("a late refusal", READING).on(refused(7, at(101))).stays(),
				given("the work of an earlier term", IDLE).on(drained(4, at(99))).stays(),
				given("stops", READING).on(giveUp(RevocationReason.STOPPED, new Sequel.Stop(), at(101)))
					.becomes(new Stopped(candidacy(), RevocationReason.STOPPED)),
				given("a candidate ignores that the task failed", new Paused(once(), IDLE.watch()))
					.on(giveUp(RevocationReason.TASK_FAILED, new Sequel.Stop(), at(99)))
					.stays(),
				given("is paused already", IDLE).on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Pause(), at(99)))
					.stays(),
				given("does not lead", IDLE)
					.on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Campaign(s(1)), at(99)))
					.stays(),
				given("resumes at once, with what it has seen", READING).on(resume(at(101)))
					.becomes(new Following(candidacy().nextAttempt(), new Watch(SEEN, s(97), s(101), s(106.5)), null,
							s(101)), new Action.Read(8, CALL)));
	}

	private static Stream<EventCase> hints() {
		Paused told = new Paused(candidacy(), new Watch(SEEN, s(97), Moment.NONE, hinted(98)));
		Paused again = new Paused(candidacy(), new Watch(SEEN, s(97), s(100), s(105.5), true));
		Observation others = new Observation(6, OTHER, s(116));
		return Stream.of(given("looks at once", IDLE).on(hint(at(98))).becomes(told),
				given("is about to look anyway", IDLE).on(hint(at(99.999))).stays(),
				given("one read at a time", READING).on(hint(at(100.5))).becomes(again),
				given("a burst is one more read", again).on(hint(at(100.6))).stays(),
				given("looks again after an answer that may be older than the hint", again)
					.on(read(7, held(OTHER, 3, 6, 0), at(101)))
					.becomes(new Paused(candidacy(), new Watch(others, s(100), Moment.NONE, hinted(101))),
							new Action.Observe(held(OTHER, 3, 6, 0))),
				given("looks again after a failure", again).on(failed(7, at(101)))
					.becomes(new Paused(candidacy(), new Watch(SEEN, s(97), Moment.NONE, hinted(101)))),
				given("resumes with a read that is new enough", again).on(resume(at(101)))
					.becomes(new Following(candidacy().nextAttempt(), new Watch(SEEN, s(97), s(101), s(106.5)), null,
							s(101)), new Action.Read(8, CALL)));
	}

}
