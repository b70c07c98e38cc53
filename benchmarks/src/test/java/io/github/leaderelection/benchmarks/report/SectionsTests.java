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

package io.github.leaderelection.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SectionsTests {

	@TempDir
	Path directory;

	@Test
	void aSectionReplacesItselfAndLeavesOthers() throws IOException {
		Path file = this.directory.resolve("docs").resolve("page.md");
		Sections sections = new Sections(file, "# Title");
		sections.write("one", "first");
		sections.write("two", "second");
		sections.write("one", "first, again");
		assertThat(Files.readString(file)).isEqualTo("""
				# Title

				<!-- begin one -->
				first, again
				<!-- end one -->

				<!-- begin two -->
				second
				<!-- end two -->
				""");
	}

}
