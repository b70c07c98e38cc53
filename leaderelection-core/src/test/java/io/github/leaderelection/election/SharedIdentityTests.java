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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.leaderelection.election.Event.read;
import static io.github.leaderelection.election.EventCase.given;
import static io.github.leaderelection.election.Given.CALL;
import static io.github.leaderelection.election.Given.nextLook;
import static io.github.leaderelection.election.Given.GRACE;
import static io.github.leaderelection.election.Given.ME;
import static io.github.leaderelection.election.Given.at;
import static io.github.leaderelection.election.Given.candidacy;
import static io.github.leaderelection.election.Given.held;
import static io.github.leaderelection.election.Given.released;
import static io.github.leaderelection.election.Given.s;

/** How a follower meets records that carry its own identity and that it did not write. */
class SharedIdentityTests {

	/** Version 5 was seen; that lease ends at 120 s. */
	private static final Observation SEEN = new Observation(5, ME, s(120));

	private static final Watch READING = new Watch(SEEN, s(97), s(100), s(105.5));

	private static final Watch NEWCOMER = new Watch(null, Moment.NONE, s(100), s(105.5));

	/** It has tried for tokens up to 4, and led term 3. */
	private static final Candidacy HAS_LED = candidacy().ended(3);

	private static Following following(Candidacy candidacy, Watch watch, double notBefore) {
		return new Following(candidacy, watch, null, s(notBefore));
	}

	private static Watch answered(Observation seen, long wakeAt) {
		return new Watch(seen, s(100), Moment.NONE, wakeAt);
	}

	@ParameterizedTest
	@MethodSource("table")
	void decides(EventCase row) {
		row.verify();
	}

	static Stream<EventCase> table() {
		Watch looking = answered(SEEN, nextLook(101));
		Watch first = answered(new Observation(5, ME, s(116)), nextLook(101));
		Watch renewed = answered(new Observation(6, ME, s(115)), nextLook(101));
		Action reported = new Action.ReportSharedIdentity(5);
		return Stream.of(
				given("may be the record of an earlier process of that name", following(candidacy(), NEWCOMER, 50))
					.on(read(7, held(ME, 5, 5, 1), at(101)))
					.becomes(following(candidacy(), first, 50), new Action.Observe(held(ME, 5, 5, 1))),
				given("just stands", following(candidacy(), READING, 50)).on(read(7, held(ME, 5, 5, 1), at(101)))
					.becomes(following(candidacy(), looking, 50), new Action.Observe(held(ME, 5, 5, 1))),
				given("somebody keeps renewing it", following(candidacy(), READING, 50))
					.on(read(7, held(ME, 5, 6, 1), at(101)))
					.becomes(following(candidacy().clashed(5), renewed, 116), new Action.Observe(held(ME, 5, 6, 1)),
							reported),
				given("a newer term after one of its own", following(HAS_LED, NEWCOMER, 50))
					.on(read(7, held(ME, 5, 5, 1), at(101)))
					.becomes(following(HAS_LED.clashed(5), first, 116), new Action.Observe(held(ME, 5, 5, 1)),
							reported),
				given("a longer rest stays", following(HAS_LED, NEWCOMER, 130)).on(read(7, held(ME, 5, 5, 1), at(101)))
					.becomes(following(HAS_LED.clashed(5), first, 130), new Action.Observe(held(ME, 5, 5, 1)),
							reported),
				given("is reported once", following(HAS_LED.clashed(5), READING, 116))
					.on(read(7, held(ME, 5, 6, 1), at(101)))
					.becomes(following(HAS_LED.clashed(5), renewed, 116), new Action.Observe(held(ME, 5, 6, 1))),
				given("is reported with each term", following(HAS_LED.clashed(5), READING, 116))
					.on(read(7, held(ME, 6, 6, 1), at(101)))
					.becomes(following(HAS_LED.clashed(6), renewed, 116), new Action.Observe(held(ME, 6, 6, 1)),
							new Action.ReportSharedIdentity(6)),
				given("a token that it was refused is another's", following(HAS_LED, READING, 50))
					.on(read(7, held(ME, 4, 6, 1), at(101)))
					.becomes(following(HAS_LED.clashed(4), renewed, 116), new Action.Observe(held(ME, 4, 6, 1)),
							new Action.ReportSharedIdentity(4)),
				given("one that was waited out is taken over", following(candidacy(), READING, 50))
					.on(read(7, held(ME, 5, 5, 1), at(120)))
					.becomes(
							new Acquiring(candidacy().nextAttempt(), answered(SEEN, s(120)),
									new Claim(6, s(120), false), s(120), s(120) + CALL + GRACE),
							new Action.Observe(held(ME, 5, 5, 1)), new Action.Acquire(8, CALL, Optional.of(5L), 6)),
				given("even a free one is left to others for a lease", following(HAS_LED.clashed(5), READING, 102))
					.on(read(7, released(5, 6), at(101)))
					.becomes(following(HAS_LED.clashed(5), answered(new Observation(6, "", s(101)), s(102)), 102),
							new Action.Observe(released(5, 6))));
	}

}
