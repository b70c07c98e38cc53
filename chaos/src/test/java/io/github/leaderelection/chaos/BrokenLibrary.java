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

package io.github.leaderelection.chaos;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The core with a rule broken: a small change of its source, compiled into a folder that
 * a process then has before the core on its class path.
 */
final class BrokenLibrary {

	private static final Path SOURCES = Path.of("..", "leaderelection-core", "src", "main", "java");

	/** By the file's name. */
	private final Map<String, String> changed = new LinkedHashMap<>();

	/** Replaces a piece of source, which must be there once. */
	BrokenLibrary change(String type, String from, String to) throws IOException {
		String file = "io/github/leaderelection/" + type + ".java";
		String source = this.changed.containsKey(file) ? this.changed.get(file)
				: Files.readString(SOURCES.resolve(file));
		int first = source.indexOf(from);
		if (first < 0 || source.indexOf(from, first + 1) >= 0) {
			throw new IllegalStateException(
					"The source of %s has changed: it must contain once: %s".formatted(type, from));
		}
		this.changed.put(file, source.replace(from, to));
		return this;
	}

	Path compile(Path folder) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			List<String> options = List.of("-d", folder.toString(), "-proc:none", "-nowarn", "-cp",
					System.getProperty("java.class.path"));
			if (!compiler.getTask(messages, files, null, options, null, units()).call()) {
				throw new IllegalStateException("The broken library does not compile: " + messages);
			}
			return folder;
		}
	}

	private List<JavaFileObject> units() {
		List<JavaFileObject> units = new ArrayList<>();
		this.changed.forEach((file, code) -> units
			.add(new SimpleJavaFileObject(URI.create("string:///" + file), JavaFileObject.Kind.SOURCE) {

				@Override
				public CharSequence getCharContent(boolean ignoreEncodingErrors) {
					return code;
				}

			}));
		return units;
	}

}
