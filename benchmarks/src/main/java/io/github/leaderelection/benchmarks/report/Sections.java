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

/**
 * A document whose parts come from different commands: each replaces its own and leaves
 * the others as they are.
 */
public final class Sections {

	private final Path file;

	private final String title;

	/**
	 * Takes a document, which need not exist.
	 * @param file where it is
	 * @param title what stands at the top of a new one
	 */
	public Sections(Path file, String title) {
		this.file = file;
		this.title = title;
	}

	/**
	 * Writes a section, in place of its former text or at the end.
	 * @param name the name of the section
	 * @param text the text
	 */
	public void write(String name, String text) {
		try {
			Files.createDirectories(this.file.toAbsolutePath().getParent());
			String before = Files.exists(this.file) ? Files.readString(this.file) : this.title + "\n";
			Files.writeString(this.file, replace(before, name, text));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String replace(String document, String name, String text) {
		String begin = "<!-- begin " + name + " -->";
		String end = "<!-- end " + name + " -->";
		String section = begin + "\n" + text.strip() + "\n" + end;
		int from = document.indexOf(begin);
		int to = document.indexOf(end);
		if (from < 0 || to < from) {
			return document.stripTrailing() + "\n\n" + section + "\n";
		}
		return document.substring(0, from) + section + document.substring(to + end.length());
	}

}
