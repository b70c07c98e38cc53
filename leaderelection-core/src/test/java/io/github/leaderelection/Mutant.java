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

package io.github.leaderelection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule of the election that is broken on purpose: a small change of the source.
 *
 * @param name what is broken
 * @param changes where and how
 */
record Mutant(String name, List<Change> changes) {

	static Mutant of(String name, Change... changes) {
		return new Mutant(name, List.of(changes));
	}

	static Change change(String type, String from, String to) {
		return new Change(type, from, to);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A piece of source and what stands there instead.
	 *
	 * @param type the type, below the base package
	 * @param from the source as it is; must be there once
	 * @param to the source as it is broken
	 */
	record Change(String type, String from, String to) {

		String applied() {
			try {
				String source = Files.readString(file());
				int first = source.indexOf(this.from);
				if (first < 0 || source.indexOf(this.from, first + 1) >= 0) {
					throw new IllegalStateException(
							"The source of %s has changed: it must contain once: %s".formatted(this.type, this.from));
				}
				return source.replace(this.from, this.to);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private Path file() {
			return Stream.of("src/main/java", "src/test/java")
				.map((root) -> Path.of(root, "io/github/leaderelection", this.type + ".java"))
				.filter(Files::exists)
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("There is no source of " + this.type));
		}

	}

}
