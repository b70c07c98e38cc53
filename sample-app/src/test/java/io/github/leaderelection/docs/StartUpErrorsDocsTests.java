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

package io.github.leaderelection.docs;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation says of a mistake is what an application prints that makes it.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpErrorsDocsTests {

	private static final String PAGE = "docs/troubleshooting.md";

	static Stream<StartUpMistake> mistakes() {
		return Stream
			.of(StartUpMistakes.ofProperties(), StartUpMistakes.ofDatabases(), StartUpMistakes.ofTables(),
					StartUpMistakes.ofBeans())
			.flatMap(List::stream);
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void theAnalysisIsThatOfThePage(StartUpMistake mistake, CapturedOutput output) {
		String analysis = mistake.analysis(new FailedStart(output));
		assertThat(analysis).contains("\n\nAction: ");
		Generated.text(PAGE, StartUpMistake.PREFIX + mistake.id(), analysis);
	}

	@Test
	void thePageHasNoOther() {
		assertThat(Markdown.read(Markdown.ROOT.resolve(PAGE)).blocks("text").stream().map(Markdown.Block::id))
			.filteredOn((id) -> id.startsWith(StartUpMistake.PREFIX))
			.containsExactlyInAnyOrderElementsOf(
					mistakes().map((mistake) -> StartUpMistake.PREFIX + mistake.id()).toList());
	}

	/** An application without a mistake starts: what is shown is due to the mistakes. */
	@Test
	void withoutAMistakeItStarts(CapturedOutput output) {
		assertThat(new FailedStart(output).starts(List.of(), List.of())).isTrue();
		assertThat(output).doesNotContain("APPLICATION FAILED TO START");
	}

}
