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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parts of pages that are not written by hand. They are compared with what they should
 * be; {@code -D}{@value #REWRITE} writes them instead.
 */
final class Generated {

	static final String REWRITE = "leaderelection.docs.rewrite";

	private Generated() {
	}

	/** A fenced block of text that has a name. */
	static void text(String page, String id, String expected) {
		String before = "<!-- id: " + id + " -->\n```text\n";
		String text = read(page);
		assertThat(text).as(page).containsOnlyOnce(before);
		int start = text.indexOf(before) + before.length();
		int end = text.indexOf("```\n", start);
		check(page, text.substring(start, end), expected + "\n",
				text.substring(0, start) + expected + "\n" + text.substring(end));
	}

	/** All of a page. */
	static void page(String page, String expected) {
		check(page, read(page), expected, expected);
	}

	private static void check(String page, String found, String expected, String mended) {
		if (System.getProperty(REWRITE) == null) {
			assertThat(found).as("%s, which -D%s writes anew", page, REWRITE).isEqualTo(expected);
			return;
		}
		try {
			Files.writeString(Markdown.ROOT.resolve(page), mended);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(String page) {
		Path file = Markdown.ROOT.resolve(page);
		try {
			return Files.exists(file) ? Files.readString(file) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
