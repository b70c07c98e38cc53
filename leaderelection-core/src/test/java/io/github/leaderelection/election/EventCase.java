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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A row of the table of a state: an event and the whole decision that answers it. */
record EventCase(String name, State given, Event event, Decision expected) {

	static When given(String name, State state) {
		return new When(name, state);
	}

	void verify() {
		Decision decision = this.event.on().apply(this.given);
		assertThat(decision.next()).isEqualTo(this.expected.next());
		assertThat(decision.actions()).isEqualTo(this.expected.actions());
	}

	/** No event may be missing from the table of a state. */
	static void verifyComplete(Stream<EventCase> table) {
		Set<Event.Kind> covered = table.map((row) -> row.event().kind()).collect(Collectors.toSet());
		assertThat(covered).containsExactlyInAnyOrder(Event.Kind.values());
	}

	@Override
	public String toString() {
		return this.event.kind() + ": " + this.name;
	}

	record When(String name, State given) {

		Then on(Event event) {
			return new Then(this.name, this.given, event);
		}

	}

	record Then(String name, State given, Event event) {

		EventCase stays() {
			return becomes(this.given);
		}

		EventCase becomes(State next, Action... actions) {
			return new EventCase(this.name, this.given, this.event, new Decision(next, List.of(actions)));
		}

	}

}
