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

import java.util.Optional;
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
import static io.github.leaderelection.election.Given.hinted;
import static io.github.leaderelection.election.Given.nextLook;
import static io.github.leaderelection.election.Given.nothing;
import static io.github.leaderelection.election.Given.released;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;

class FollowingTests {

	/** Version 5 was seen; that lease ends at 120 s. */
	private static final Observation SEEN = new Observation(5, OTHER, s(120));

	private static final Watch IDLE = new Watch(SEEN, s(97), Moment.NONE, s(100));

	/** The read with the number 7, sent at 100 s. */
	private static final Watch READING = new Watch(SEEN, s(97), s(100), s(105.5));

	private static final Watch NEWCOMER = new Watch(null, Moment.NONE, s(100), s(105.5));

	/** An acquisition of token 5, sent at 90 s, that nobody answered. */
	private static final Claim CLAIM = new Claim(5, s(90), false);

	private static Following following(Watch watch) {
		return new Following(candidacy(), watch, null, s(50));
	}

	private static Following claiming(Watch watch) {
		return new Following(candidacy(), watch, CLAIM, s(50));
	}

	private static Following resting(Watch watch, double notBefore) {
		return new Following(candidacy(), watch, null, s(notBefore));
	}

	private static Watch answered(@Nullable Observation seen, long wakeAt) {
		return new Watch(seen, s(100), Moment.NONE, wakeAt);
	}

	private static Acquiring acquiring(@Nullable Observation seen, Claim claim, double now) {
		return new Acquiring(candidacy().nextAttempt(), answered(seen, s(now)), claim, s(now), s(now) + CALL + GRACE);
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
		assertThat(following(IDLE).wakeAt()).isEqualTo(s(100));
		assertThat(following(IDLE).name()).isEqualTo(CandidateState.FOLLOWING);
	}

	static Stream<EventCase> table() {
		return Stream.of(timers(), freeRecords(), heldRecords(), claims(), others(), hints()).flatMap((rows) -> rows);
	}

	private static Stream<EventCase> timers() {
		return Stream.of(given("not due yet", following(IDLE)).on(wake(at(99.999))).stays(),
				given("looks when it is due", following(IDLE)).on(wake(at(100)))
					.becomes(new Following(candidacy().nextAttempt(), new Watch(SEEN, s(97), s(100), s(105.5)), null,
							s(50)), new Action.Read(8, CALL)),
				given("may still be answered", following(READING)).on(wake(at(105.499))).stays(),
				given("looks again where no answer came", claiming(READING)).on(wake(at(105.5)))
					.becomes(new Following(candidacy().nextAttempt(), new Watch(SEEN, s(97), s(105.5), s(111)), CLAIM,
							s(50)), new Action.Read(8, CALL)));
	}

	private static Stream<EventCase> freeRecords() {
		Observation free = new Observation(6, "", s(101));
		return Stream.of(
				given("nobody has ever led", following(READING)).on(read(7, nothing(), at(101)))
					.becomes(acquiring(null, new Claim(1, s(101), false), 101), new Action.Observe(nothing()),
							new Action.Acquire(8, CALL, Optional.empty(), 1)),
				given("the leader has released", following(READING)).on(read(7, released(9, 6), at(101)))
					.becomes(acquiring(free, new Claim(10, s(101), false), 101), new Action.Observe(released(9, 6)),
							new Action.Acquire(8, CALL, Optional.of(6L), 10)),
				given("lets others go first, and looks on", resting(READING, 110)).on(read(7, released(9, 6), at(101)))
					.becomes(resting(answered(free, nextLook(101)), 110), new Action.Observe(released(9, 6))),
				given("lets others go first until its rest is over", resting(READING, 102))
					.on(read(7, nothing(), at(101)))
					.becomes(resting(answered(null, s(102)), 102), new Action.Observe(nothing())),
				given("has rested", resting(READING, 101)).on(read(7, nothing(), at(101)))
					.becomes(acquiring(null, new Claim(1, s(101), false), 101), new Action.Observe(nothing()),
							new Action.Acquire(8, CALL, Optional.empty(), 1)));
	}

	private static Stream<EventCase> heldRecords() {
		Observation first = new Observation(5, OTHER, s(116));
		Observation dated = new Observation(6, OTHER, s(115.5));
		return Stream.of(
				given("a newcomer watches a whole lease", following(NEWCOMER))
					.on(read(7, held(OTHER, 3, 5, 14), at(101)))
					.becomes(following(answered(first, nextLook(101))), new Action.Observe(held(OTHER, 3, 5, 14))),
				given("the lease still stands", following(READING)).on(read(7, held(OTHER, 3, 5, 9), at(101)))
					.becomes(following(answered(SEEN, nextLook(101))), new Action.Observe(held(OTHER, 3, 5, 9))),
				given("looks again when the lease ends", following(READING))
					.on(read(7, held(OTHER, 3, 5, 9), at(119.5)))
					.becomes(following(answered(SEEN, Pacing.takeover(Given.RULES, s(120)))),
							new Action.Observe(held(OTHER, 3, 5, 9))),
				given("the lease has been renewed", following(READING)).on(read(7, held(OTHER, 3, 6, 0.5), at(101)))
					.becomes(following(answered(dated, nextLook(101))), new Action.Observe(held(OTHER, 3, 6, 0.5))),
				given("the lease is not over a moment before its end", following(READING))
					.on(read(7, held(OTHER, 3, 5, 9), at(119.999)))
					.becomes(following(answered(SEEN, Pacing.takeover(Given.RULES, s(120)))),
							new Action.Observe(held(OTHER, 3, 5, 9))),
				given("the lease is over", following(READING)).on(read(7, held(OTHER, 9, 5, 9), at(120)))
					.becomes(acquiring(SEEN, new Claim(10, s(120), false), 120),
							new Action.Observe(held(OTHER, 9, 5, 9)), new Action.Acquire(8, CALL, Optional.of(5L), 10)),
				given("the lease is over, but others go first", resting(READING, 121))
					.on(read(7, held(OTHER, 9, 5, 9), at(120)))
					.becomes(resting(answered(SEEN, s(121)), 121), new Action.Observe(held(OTHER, 9, 5, 9))));
	}

	private static Stream<EventCase> claims() {
		Observation others = new Observation(6, OTHER, s(115));
		Observation free = new Observation(6, "", s(101));
		Following gaveUpClaim = new Following(candidacy().ended(5), READING, null, s(50));
		Following afterATerm = new Following(candidacy().ended(4), READING, null, s(108));
		return Stream.of(
				given("the record is the answer that was lost", claiming(READING))
					.on(read(7, held(Given.ME, 5, 6, 1), at(91.5)))
					.becomes(new Leading(candidacy(), 5, new Renewal(s(100), Moment.NONE, 0, s(92)), Moment.NEVER),
							new Action.Observe(held(Given.ME, 5, 6, 1)), new Action.Grant(5, s(100))),
				given("the answer came too late to be trusted", claiming(READING))
					.on(read(7, held(Given.ME, 5, 6, 1), at(100)))
					.becomes(
							new Releasing(candidacy().ended(5).nextAttempt(), 5, new Sequel.Campaign(0), null, true,
									false, s(102), s(102)),
							new Action.Observe(held(Given.ME, 5, 6, 1)), new Action.Release(8, s(2), 5)),
				given("another has won that term", claiming(READING)).on(read(7, held(OTHER, 5, 6, 1), at(101)))
					.becomes(following(answered(others, nextLook(101))), new Action.Observe(held(OTHER, 5, 6, 1))),
				given("the claim can still take effect", claiming(READING)).on(read(7, held(OTHER, 4, 5, 1), at(101)))
					.becomes(claiming(answered(SEEN, nextLook(101))), new Action.Observe(held(OTHER, 4, 5, 1))),
				given("tries for the same token again", claiming(READING)).on(read(7, released(4, 6), at(101)))
					.becomes(acquiring(free, new Claim(5, s(90), true), 101), new Action.Observe(released(4, 6)),
							new Action.Acquire(8, CALL, Optional.of(6L), 5)),
				given("tries for a newer token", claiming(READING)).on(read(7, released(5, 6), at(101)))
					.becomes(acquiring(free, new Claim(6, s(101), false), 101), new Action.Observe(released(5, 6)),
							new Action.Acquire(8, CALL, Optional.of(6L), 6)),
				given("never tries for a token that it has given up", gaveUpClaim).on(read(7, released(4, 6), at(101)))
					.becomes(
							new Acquiring(candidacy().ended(5).nextAttempt(), answered(free, s(101)),
									new Claim(6, s(101), false), s(101), s(101) + CALL + GRACE),
							new Action.Observe(released(4, 6)), new Action.Acquire(8, CALL, Optional.of(6L), 6)),
				given("nor where there is no record", gaveUpClaim).on(read(7, nothing(), at(101)))
					.becomes(
							new Acquiring(candidacy().ended(5).nextAttempt(), answered(null, s(101)),
									new Claim(6, s(101), false), s(101), s(101) + CALL + GRACE),
							new Action.Observe(nothing()), new Action.Acquire(8, CALL, Optional.empty(), 6)),
				given("releases its own term that is over, and rests on", afterATerm)
					.on(read(7, held(Given.ME, 4, 5, 1), at(101)))
					.becomes(
							new Releasing(candidacy().ended(4).nextAttempt(), 4, new Sequel.Campaign(s(7)), null, true,
									false, s(103), s(103)),
							new Action.Observe(held(Given.ME, 4, 5, 1)), new Action.Release(8, s(2), 4)),
				given("has rested when it finds its own term", afterATerm).on(read(7, held(Given.ME, 4, 5, 1), at(109)))
					.becomes(
							new Releasing(candidacy().ended(4).nextAttempt(), 4, new Sequel.Campaign(0), null, true,
									false, s(111), s(111)),
							new Action.Observe(held(Given.ME, 4, 5, 1)), new Action.Release(8, s(2), 4)),
				given("leaves another's term alone, whatever its token", afterATerm)
					.on(read(7, held(OTHER, 4, 5, 1), at(101)))
					.becomes(new Following(candidacy().ended(4), answered(SEEN, nextLook(101)), null, s(108)),
							new Action.Observe(held(OTHER, 4, 5, 1))));
	}

	private static Stream<EventCase> others() {
		return Stream.of(given("is started already", following(IDLE)).on(start(true, at(99))).stays(),
				given("a read of an earlier attempt", following(READING)).on(read(6, nothing(), at(101))).stays(),
				given("a read that it has given up", following(IDLE)).on(read(7, nothing(), at(99))).stays(),
				given("a late success", following(READING)).on(applied(7, at(101))).stays(),
				given("a late refusal", following(READING)).on(refused(7, at(101))).stays(),
				given("looks again after a failure", claiming(READING)).on(failed(7, at(101)))
					.becomes(claiming(new Watch(SEEN, s(97), Moment.NONE, nextLook(101)))),
				given("does not miss the end of the lease for a failure", claiming(READING)).on(failed(7, at(118.8)))
					.becomes(claiming(new Watch(SEEN, s(97), Moment.NONE, Pacing.takeover(Given.RULES, s(120))))),
				given("asks no more often than usual where the lease is over", claiming(READING)).on(failed(7, at(121)))
					.becomes(claiming(new Watch(SEEN, s(97), Moment.NONE, nextLook(121)))),
				given("a failure of an earlier attempt", following(READING)).on(failed(6, at(101))).stays(),
				given("a failure that it has given up on", following(IDLE)).on(failed(7, at(99))).stays(),
				given("the work of an earlier term", following(IDLE)).on(drained(4, at(99))).stays(),
				given("a candidate ignores that the task failed", following(IDLE))
					.on(giveUp(RevocationReason.TASK_FAILED, new Sequel.Stop(), at(99)))
					.stays(),
				given("cannot step down before it leads", following(IDLE))
					.on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Campaign(s(9)), at(99)))
					.stays(),
				given("stops", following(READING)).on(giveUp(RevocationReason.STOPPED, new Sequel.Stop(), at(101)))
					.becomes(new Stopped(candidacy(), RevocationReason.STOPPED)),
				given("stops when the task is done", following(IDLE))
					.on(giveUp(RevocationReason.TASK_COMPLETED, new Sequel.Stop(), at(99)))
					.becomes(new Stopped(candidacy(), RevocationReason.TASK_COMPLETED)),
				given("pauses, and goes on looking", following(READING))
					.on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Pause(), at(101)))
					.becomes(new Paused(candidacy(), READING)),
				given("releases what its claim may have won", claiming(READING))
					.on(giveUp(RevocationReason.STOPPED, new Sequel.Stop(), at(101)))
					.becomes(
							new Releasing(candidacy().ended(5).nextAttempt(), 5, new Sequel.Stop(),
									RevocationReason.STOPPED, true, false, s(103), s(103)),
							new Action.Release(8, s(2), 5)),
				given("was not paused", following(IDLE)).on(resume(at(99))).stays());
	}

	private static Stream<EventCase> hints() {
		Watch told = new Watch(SEEN, s(97), Moment.NONE, hinted(98));
		Watch again = new Watch(SEEN, s(97), s(100), s(105.5), true);
		Observation free = new Observation(6, "", s(101));
		return Stream.of(given("looks at once", claiming(IDLE)).on(hint(at(98))).becomes(claiming(told)),
				given("a second hint is no second look", following(told)).on(hint(at(98.002))).stays(),
				given("is about to look anyway", following(IDLE)).on(hint(at(99.999))).stays(),
				given("the look that it makes is an ordinary one", following(told)).on(wake(new Moment(told.wakeAt())))
					.becomes(
							new Following(candidacy().nextAttempt(),
									new Watch(SEEN, s(97), told.wakeAt(), told.wakeAt() + CALL + GRACE), null, s(50)),
							new Action.Read(8, CALL)),
				given("a rest does not keep it from looking", resting(IDLE, 110)).on(hint(at(98)))
					.becomes(resting(told, 110)),
				given("one read at a time", claiming(READING)).on(hint(at(100.5))).becomes(claiming(again)),
				given("a burst is one more read", claiming(again)).on(hint(at(100.6))).stays(),
				given("looks again after an answer that may be older than the hint", following(again))
					.on(read(7, held(OTHER, 3, 5, 9), at(101)))
					.becomes(following(answered(SEEN, hinted(101))), new Action.Observe(held(OTHER, 3, 5, 9))),
				given("looks again though it rests", resting(again, 110)).on(read(7, released(9, 6), at(101)))
					.becomes(resting(answered(free, hinted(101)), 110), new Action.Observe(released(9, 6))),
				given("looks again after a failure", following(again)).on(failed(7, at(101)))
					.becomes(following(new Watch(SEEN, s(97), Moment.NONE, hinted(101)))),
				given("a hint makes no takeover early", following(again)).on(read(7, held(OTHER, 3, 5, 9), at(119.999)))
					.becomes(following(answered(SEEN, hinted(119.999))), new Action.Observe(held(OTHER, 3, 5, 9))),
				given("acquires what is free, and remembers the hint", following(again))
					.on(read(7, released(9, 6), at(101)))
					.becomes(
							new Acquiring(candidacy().nextAttempt(), new Watch(free, s(100), Moment.NONE, s(101), true),
									new Claim(10, s(101), false), s(101), s(101) + CALL + GRACE),
							new Action.Observe(released(9, 6)), new Action.Acquire(8, CALL, Optional.of(6L), 10)),
				given("a read that begins after the hint is new enough", following(again)).on(wake(at(105.5)))
					.becomes(new Following(candidacy().nextAttempt(), new Watch(SEEN, s(97), s(105.5), s(111)), null,
							s(50)), new Action.Read(8, CALL)),
				given("pauses, and looks again", following(again))
					.on(giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Pause(), at(101)))
					.becomes(new Paused(candidacy(), again)));
	}

}
