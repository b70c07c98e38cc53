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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Raw numbers, a line each. */
public final class Csv {

	private final List<String> lines = new ArrayList<>();

	/**
	 * Starts without lines.
	 * @param headers what the fields mean
	 */
	public Csv(String... headers) {
		this.lines.add(String.join(",", headers));
	}

	/**
	 * Adds a line.
	 * @param fields text without commas, and numbers
	 */
	public void line(Object... fields) {
		List<String> texts = new ArrayList<>();
		for (Object field : fields) {
			texts.add((field instanceof Double number) ? String.format(Locale.ROOT, "%.3f", number)
					: String.valueOf(field));
		}
		this.lines.add(String.join(",", texts));
	}

	/**
	 * Writes the lines to a file.
	 * @param file the file; its directory is created where it is not there
	 */
	public void write(Path file) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.write(file, this.lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
