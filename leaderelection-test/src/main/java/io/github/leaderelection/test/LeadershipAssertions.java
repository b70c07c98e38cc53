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

package io.github.leaderelection.test;

import org.assertj.core.api.Assertions;

/**
 * The way to AssertJ's assertions on a {@link LeadershipSwitch}; to be imported
 * statically beside {@link Assertions}, or instead of it.
 */
public final class LeadershipAssertions {

	private LeadershipAssertions() {
	}

	/**
	 * Starts an assertion on what this instance leads and which jobs ran.
	 * @param actual the switch of the test
	 * @return the assertion
	 */
	public static LeadershipSwitchAssert assertThat(LeadershipSwitch actual) {
		return new LeadershipSwitchAssert(actual);
	}

}
