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

package io.github.leaderelection.chaos.check;

import java.util.List;

/** Says which guarantee did not hold in a run. */
public final class Checker {

	private Checker() {
	}

	/**
	 * Checks a run.
	 * @param evidence what it has left behind
	 * @return what is wrong; empty where everything holds
	 */
	public static List<Violation> check(Evidence evidence) {
		Violations violations = new Violations();
		LeaderIntervals.check(evidence, violations);
		CommitOrder.check(evidence, violations);
		TermLog.check(evidence, violations);
		Outcomes.check(evidence, violations);
		return violations.list();
	}

}
