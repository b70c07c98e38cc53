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

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** Compiles Java out of the documentation, against the class path of the tests. */
final class Snippets {

	static final String PACKAGE = "snippet";

	/** What a reader's editor would import. */
	private static final String IMPORTS = """
			package %s;

			import io.github.leaderelection.*;
			import io.github.leaderelection.annotation.*;
			import io.github.leaderelection.autoconfigure.jdbc.*;
			import io.github.leaderelection.event.*;
			import io.github.leaderelection.jdbc.*;
			import io.github.leaderelection.lock.*;
			import io.github.leaderelection.test.*;
			import io.github.leaderelection.test.lock.*;
			import io.github.leaderelection.transaction.*;
			import java.time.*;
			import java.util.*;
			import java.util.concurrent.*;
			import java.util.function.*;
			import javax.sql.DataSource;
			import org.junit.jupiter.api.*;
			import org.slf4j.*;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.boot.test.context.SpringBootTest;
			import org.springframework.context.annotation.*;
			import org.springframework.context.event.EventListener;
			import org.springframework.jdbc.core.JdbcTemplate;
			import org.springframework.jdbc.core.simple.JdbcClient;
			import org.springframework.jdbc.datasource.DriverManagerDataSource;
			import org.springframework.scheduling.annotation.*;
			import org.springframework.stereotype.*;

			import static io.github.leaderelection.test.LeadershipAssertions.assertThat;
			import static org.assertj.core.api.Assertions.assertThat;
			""".formatted(PACKAGE);

	private Snippets() {
	}

	/** Statements become a program that is given what the text takes for granted. */
	static String source(Markdown.Block block) {
		if (block.text().lines().anyMatch((line) -> line.matches("(class|interface|record|enum) .*"))) {
			return IMPORTS + block.text();
		}
		return IMPORTS + """
				public final class Statements {
					static void sendReports(long token) { System.out.println("Reports of term " + token); }
					public static void main(String[] args) throws Exception {
						DataSource dataSource = new DriverManagerDataSource(args[0], "sa", "");
						%s
					}
				}
				""".formatted(block.text());
	}

	/**
	 * Compiles a block.
	 * @param directory where the classes go
	 * @return a loader that sees them
	 */
	static URLClassLoader compile(Markdown.Block block, Path directory) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		boolean compiled = compiler
			.getTask(messages, null, null,
					List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none",
							"-parameters", "-Xlint:all,-processing,-classfile,-path", "-Werror"),
					null, List.of(new Source(source(block))))
			.call();
		assertThat(compiled).as("%s%n%s", block, messages).isTrue();
		try {
			return new URLClassLoader(new URL[] { directory.toUri().toURL() }, Snippets.class.getClassLoader());
		}
		catch (MalformedURLException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The names of the classes that have been compiled into a directory. */
	static List<String> classes(Path directory) {
		try (var files = Files.list(directory.resolve(PACKAGE))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> !name.contains("$"))
				.map((name) -> PACKAGE + "." + name.substring(0, name.indexOf('.')))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A source in memory. */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String text) {
			super(URI.create("string:///" + PACKAGE + File.separatorChar + fileName(text)), JavaFileObject.Kind.SOURCE);
			this.text = text;
		}

		/** A public class wants a file of its name; the others do not mind. */
		private static String fileName(String text) {
			return text.contains("public final class Statements") ? "Statements.java" : "Types.java";
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
