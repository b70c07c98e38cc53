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

/**
 * What a candidate does once its term, or its campaign, is over.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public sealed interface Sequel {

	/**
	 * Take no part any more.
	 *
	 * @hidden
	 */
	record Stop() implements Sequel {
	}

	/**
	 * Observe only.
	 *
	 * @hidden
	 */
	record Pause() implements Sequel {
	}

	/**
	 * Campaign again.
	 *
	 * @param rest how long not to acquire, in nanoseconds
	 * @hidden
	 */
	record Campaign(long rest) implements Sequel {
	}

	/**
	 * Which of two wishes counts, the second having come while the first was under way.
	 * @param later the second wish
	 * @return the one that takes the candidate further out of the contest; of two rests
	 * the longer
	 */
	default Sequel or(Sequel later) {
		if (this instanceof Campaign first && later instanceof Campaign second) {
			return (second.rest() > first.rest()) ? second : first;
		}
		return (rank(later) >= rank(this)) ? later : this;
	}

	private static int rank(Sequel sequel) {
		if (sequel instanceof Stop) {
			return 2;
		}
		return (sequel instanceof Pause) ? 1 : 0;
	}

}
