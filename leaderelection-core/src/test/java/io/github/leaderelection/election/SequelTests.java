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

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SequelTests {

	private static final Sequel STOP = new Sequel.Stop();

	private static final Sequel PAUSE = new Sequel.Pause();

	private static final Sequel SOON = new Sequel.Campaign(3);

	private static final Sequel LATE = new Sequel.Campaign(9);

	@ParameterizedTest
	@MethodSource("wishes")
	void theOneFurtherOutOfTheContestCounts(Sequel first, Sequel second, Sequel counts) {
		assertThat(first.or(second)).isEqualTo(counts);
	}

	static Stream<Arguments> wishes() {
		return Stream.of(arguments(STOP, STOP, STOP), arguments(STOP, PAUSE, STOP), arguments(STOP, LATE, STOP),
				arguments(PAUSE, STOP, STOP), arguments(PAUSE, PAUSE, PAUSE), arguments(PAUSE, LATE, PAUSE),
				arguments(LATE, STOP, STOP), arguments(LATE, PAUSE, PAUSE), arguments(LATE, SOON, LATE),
				arguments(SOON, LATE, LATE), arguments(SOON, SOON, SOON));
	}

}
