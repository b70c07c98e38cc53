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

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.leaderelection.lock.LockSnapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.leaderelection.election.Given.CALL;
import static io.github.leaderelection.election.Given.ME;
import static io.github.leaderelection.election.Given.OTHER;
import static io.github.leaderelection.election.Given.at;
import static io.github.leaderelection.election.Given.candidacy;
import static io.github.leaderelection.election.Given.held;
import static io.github.leaderelection.election.Given.nothing;
import static io.github.leaderelection.election.Given.released;
import static io.github.leaderelection.election.Given.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The rows of the tables that the Go package is tested with, as far as they have a
 * counterpart: what was observed, what is found, and whether it is acquired. Where the
 * outcome is another one, the reason stands beside it.
 */
class GoPackageTests {

	private static final double NOW = 100;

	/** An observation of version 5 that is over, or is not. */
	private static Observation over() {
		return new Observation(5, OTHER, s(NOW - 1));
	}

	private static Observation standing() {
		return new Observation(5, OTHER, s(NOW + 9));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("attempts")
	void acquires(String name, @Nullable Observation observed, Optional<LockSnapshot> found,
			Action.@Nullable Acquire expected) {
		long lastAnswered = (observed != null) ? s(NOW - 3) : Moment.NONE;
		Watch reading = new Watch(observed, lastAnswered, s(NOW - 1), s(NOW + 4.5));
		Decision decision = new Following(candidacy(), reading, null, 0).onRead(7, found, at(NOW));
		assertThat(decision.actions()).filteredOn(Action.Call.class::isInstance)
			.isEqualTo((expected != null) ? List.of(expected) : List.of());
		assertThat(decision.actions()).contains(new Action.Observe(found));
	}

	static Stream<Arguments> attempts() {
		Action.Acquire replace = new Action.Acquire(8, CALL, Optional.of(5L), 4);
		return Stream.of(
				arguments("acquire from no object", null, nothing(), new Action.Acquire(8, CALL, Optional.empty(), 1)),
				arguments("acquire from unled object", null, released(3, 5), replace),
				arguments("acquire from led object once its lease is over", over(), held(OTHER, 3, 5, 16), replace),
				arguments("acquire from empty led, acked object", standing(), released(3, 5), replace),
				arguments("don't acquire from led object that was not observed before", null, held(OTHER, 3, 5, 16),
						null),
				arguments("don't acquire from led, acked object", standing(), held(OTHER, 3, 5, 6), null),
				arguments("don't acquire from led object that was renewed", over(), held(OTHER, 3, 6, 0), null),
				// Go takes a record under its own name for its own; here no two share one
				arguments("don't acquire what carries the own name and was not written by oneself", null,
						held(ME, 3, 5, 16), null));
	}

	@Test
	void renewsAnObjectThatIsAcquired() {
		Leading leading = new Leading(candidacy(), 4, new Renewal(s(108), Moment.NONE, 0, s(100)), Moment.NEVER);
		Decision renewing = leading.onWake(at(NOW));
		assertThat(renewing.actions()).containsExactly(new Action.Renew(8, s(4), 4));
		Decision renewed = renewing.next().onWritten(8, true, at(NOW + 1));
		assertThat(renewed.next().name()).isEqualTo(CandidateState.LEADING);
		assertThat(renewed.actions()).containsExactly(new Action.Trust(4, s(110)));
	}

	/** Go releases while the work still runs; here it comes after. */
	@Test
	void releasesOnCancellationOfAnUpdate() {
		Leading renewing = new Leading(candidacy(), 4, new Renewal(s(108), s(100), 7, s(104)), Moment.NEVER);
		Decision cancelled = renewing.onGiveUp(RevocationReason.STOPPED, new Sequel.Stop(), at(NOW + 1));
		assertThat(cancelled.actions()).containsExactly(new Action.Revoke(4, RevocationReason.STOPPED));
		Decision failed = cancelled.next().onFailed(7, at(NOW + 2));
		assertThat(failed.actions()).isEmpty();
		Decision released = failed.next().onDrained(4, at(NOW + 3));
		assertThat(released.actions()).containsExactly(new Action.Release(8, s(2), 4));
		assertThat(released.next().onWritten(8, true, at(NOW + 4)))
			.isEqualTo(new Decision(new Stopped(candidacy().ended(4).nextAttempt(), RevocationReason.STOPPED),
					List.of(new Action.Vacate(4))));
	}

	@Test
	void stopsOnCancellationOfARead() {
		Watch reading = new Watch(standing(), s(NOW - 3), s(NOW - 1), s(NOW + 4.5));
		Decision decision = new Following(candidacy(), reading, null, 0).onGiveUp(RevocationReason.STOPPED,
				new Sequel.Stop(), at(NOW));
		assertThat(decision).isEqualTo(new Decision(new Stopped(candidacy(), RevocationReason.STOPPED), List.of()));
	}

}
