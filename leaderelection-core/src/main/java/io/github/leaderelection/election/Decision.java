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

import java.util.ArrayList;
import java.util.List;

/**
 * The answer to an event.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @param next the state from now on
 * @param actions what to perform, in order
 * @hidden
 */
public record Decision(State next, List<Action> actions) {

	static Decision of(State next, Action... actions) {
		return new Decision(next, List.of(actions));
	}

	/** The same, with actions that come first. */
	Decision after(Action... first) {
		List<Action> all = new ArrayList<>(List.of(first));
		all.addAll(this.actions);
		return new Decision(this.next, List.copyOf(all));
	}

}
