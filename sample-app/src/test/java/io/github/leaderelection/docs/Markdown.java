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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a page can be tested: fenced blocks and tables. {@code <!-- id: x -->} in the
 * line before gives either a name.
 *
 * @param file the page
 * @param blocks its fenced blocks, in order
 * @param tables its tables that have a name
 */
record Markdown(Path file, List<Block> blocks, List<Table> tables) {

	/** The root of the sources; tests run in the directory of their module. */
	static final Path ROOT = Path.of("").toAbsolutePath().getParent();

	private static final String ID = "<!-- id: ";

	static Markdown readme() {
		return read(ROOT.resolve("README.md"));
	}

	/** Every page for users. */
	static List<Markdown> all() {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted())
				.filter((file) -> file.toString().endsWith(".md"))
				.map(Markdown::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Markdown read(Path file) {
		try {
			return parse(file, Files.readAllLines(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Markdown parse(Path file, List<String> lines) {
		List<Block> blocks = new ArrayList<>();
		List<Table> tables = new ArrayList<>();
		String id = "";
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			if (line.startsWith(ID)) {
				id = line.substring(ID.length(), line.lastIndexOf(" -->"));
				continue;
			}
			if (line.startsWith("```")) {
				int end = i + lines.subList(i + 1, lines.size()).indexOf("```") + 1;
				blocks.add(new Block(file.getFileName() + ":" + (i + 1), id, line.substring(3),
						String.join("\n", lines.subList(i + 1, end))));
				i = end;
			}
			else if (line.startsWith("|") && !id.isEmpty()) {
				List<String> rows = lines.subList(i, lines.size())
					.stream()
					.takeWhile((row) -> row.startsWith("|"))
					.toList();
				tables.add(new Table(id, rows.stream().skip(2).map(Markdown::cells).toList()));
			}
			id = "";
		}
		return new Markdown(file, blocks, tables);
	}

	private static List<String> cells(String row) {
		return Arrays.stream(row.substring(1, row.length() - 1).split("\\|", -1)).map(String::strip).toList();
	}

	List<Block> blocks(String language) {
		return this.blocks.stream().filter((block) -> block.language().equals(language)).toList();
	}

	Block block(String language, String id) {
		return blocks(language).stream().filter((block) -> block.id().equals(id)).findFirst().orElseThrow();
	}

	List<List<String>> table(String id) {
		return this.tables.stream().filter((table) -> table.id().equals(id)).findFirst().orElseThrow().rows();
	}

	/** The text of a cell that is in code style, or the cell where none is. */
	static String code(String cell) {
		int start = cell.indexOf('`');
		return (start < 0) ? cell : cell.substring(start + 1, cell.indexOf('`', start + 1));
	}

	/**
	 * A fenced block.
	 *
	 * @param place file and line
	 * @param id its name, or empty
	 * @param language what stands behind the fence
	 * @param text what is in it
	 */
	record Block(String place, String id, String language, String text) {

		List<String> lines() {
			return this.text.lines().collect(Collectors.toList());
		}

		@Override
		public String toString() {
			return this.place + " " + this.id;
		}

	}

	/**
	 * A table.
	 *
	 * @param id its name
	 * @param rows its rows without the head
	 */
	record Table(String id, List<List<String>> rows) {

	}

}
