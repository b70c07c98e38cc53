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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A table in Markdown: the first column is text, the others are numbers. */
public final class MarkdownTable {

	private final List<String> lines = new ArrayList<>();

	private final int columns;

	/**
	 * Starts a table.
	 * @param first what stands above the first column
	 * @param others what stands above the others
	 */
	public MarkdownTable(String first, String[] others) {
		this(Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new));
	}

	/**
	 * Starts a table.
	 * @param headers what stands above the columns
	 */
	public MarkdownTable(String... headers) {
		this.columns = headers.length;
		this.lines.add(line(List.of(headers)));
		this.lines.add("|---|" + "---:|".repeat(headers.length - 1));
	}

	/**
	 * Adds a row.
	 * @param cells one for each column
	 * @return this table
	 */
	public MarkdownTable row(List<String> cells) {
		if (cells.size() != this.columns) {
			throw new IllegalArgumentException(
					"A row of this table has " + this.columns + " cells, but was given " + cells);
		}
		this.lines.add(line(cells));
		return this;
	}

	/**
	 * Adds a row.
	 * @param cells one for each column
	 * @return this table
	 */
	public MarkdownTable row(String... cells) {
		return row(List.of(cells));
	}

	private static String line(List<String> cells) {
		return "| " + String.join(" | ", cells) + " |";
	}

	/**
	 * A number for people.
	 * @param value the number
	 * @param decimals how many digits after the point
	 * @return the number, or a dash where there is none
	 */
	public static String number(double value, int decimals) {
		return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines) + "\n";
	}

}
