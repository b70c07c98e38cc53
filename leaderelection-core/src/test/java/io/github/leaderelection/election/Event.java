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
import java.util.function.Function;

import io.github.leaderelection.lock.LockSnapshot;

/** An event of a case, by kind, so that a table can show that it lacks none. */
record Event(Kind kind, Function<State, Decision> on) {

	enum Kind {

		START, WAKE, READ, WRITTEN, FAILED, DRAINED, GIVE_UP, RESUME, HINT

	}

	static Event start(boolean once, Moment moment) {
		return new Event(Kind.START, (state) -> state.onStart(once, moment));
	}

	static Event wake(Moment moment) {
		return new Event(Kind.WAKE, (state) -> state.onWake(moment));
	}

	static Event read(long attempt, Optional<LockSnapshot> found, Moment moment) {
		return new Event(Kind.READ, (state) -> state.onRead(attempt, found, moment));
	}

	static Event applied(long attempt, Moment moment) {
		return new Event(Kind.WRITTEN, (state) -> state.onWritten(attempt, true, moment));
	}

	static Event refused(long attempt, Moment moment) {
		return new Event(Kind.WRITTEN, (state) -> state.onWritten(attempt, false, moment));
	}

	static Event failed(long attempt, Moment moment) {
		return new Event(Kind.FAILED, (state) -> state.onFailed(attempt, moment));
	}

	static Event drained(long token, Moment moment) {
		return new Event(Kind.DRAINED, (state) -> state.onDrained(token, moment));
	}

	static Event giveUp(RevocationReason reason, Sequel sequel, Moment moment) {
		return new Event(Kind.GIVE_UP, (state) -> state.onGiveUp(reason, sequel, moment));
	}

	static Event resume(Moment moment) {
		return new Event(Kind.RESUME, (state) -> state.onResume(moment));
	}

	static Event hint(Moment moment) {
		return new Event(Kind.HINT, (state) -> state.onHint(moment));
	}

}
