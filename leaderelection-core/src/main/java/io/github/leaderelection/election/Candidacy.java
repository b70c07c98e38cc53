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
 * What a candidate carries through all its states.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @param rules what it goes by
 * @param once whether it stops after one campaign
 * @param attempt the number of its newest call
 * @param endedToken the number of its newest term, or claim, that is over; zero where
 * there is none
 * @param clashToken the number of the newest term that it has reported as another's under
 * its own identity
 * @hidden
 */
public record Candidacy(Rules rules, boolean once, long attempt, long endedToken, long clashToken) {

	/**
	 * A candidate that has done nothing yet.
	 * @param rules what it goes by
	 * @return the candidacy
	 */
	public static Candidacy of(Rules rules) {
		return new Candidacy(rules, false, 0, 0, 0);
	}

	Candidacy campaigning(boolean once) {
		return new Candidacy(this.rules, once, this.attempt, this.endedToken, this.clashToken);
	}

	Candidacy nextAttempt() {
		return new Candidacy(this.rules, this.once, this.attempt + 1, this.endedToken, this.clashToken);
	}

	Candidacy ended(long token) {
		return new Candidacy(this.rules, this.once, this.attempt, Math.max(token, this.endedToken), this.clashToken);
	}

	Candidacy clashed(long token) {
		return new Candidacy(this.rules, this.once, this.attempt, this.endedToken, token);
	}

	boolean isMine(String holder) {
		return this.rules.identity().equals(holder);
	}

}
