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
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a mutant and runs the simulation on it, apart from the classes of the test.
 */
final class MutantLoader extends URLClassLoader {

	private MutantLoader(URL[] path) {
		super(path, MutantLoader.class.getClassLoader());
	}

	/** The first violation of a mutant: its seed and its message. */
	static Optional<String> firstViolation(Mutant mutant, Path folder, long seeds) throws Exception {
		compile(mutant, folder);
		List<URL> path = new ArrayList<>(List.of(folder.toUri().toURL()));
		path.add(location(LeaderElector.class));
		path.add(location(Simulation.class));
		try (MutantLoader loader = new MutantLoader(path.toArray(URL[]::new))) {
			var run = loader.loadClass(Simulation.class.getName())
				.getDeclaredMethod("firstViolation", long.class, long.class);
			run.setAccessible(true);
			return ((Optional<?>) run.invoke(null, 0L, seeds)).map(String.class::cast);
		}
	}

	private static URL location(Class<?> type) {
		return type.getProtectionDomain().getCodeSource().getLocation();
	}

	private static void compile(Mutant mutant, Path folder) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			List<JavaFileObject> sources = new ArrayList<>();
			mutant.changes().forEach((change) -> sources.add(new Source(change)));
			List<String> options = List.of("-d", folder.toString(), "-proc:none", "-nowarn", "-cp",
					System.getProperty("java.class.path"));
			if (!compiler.getTask(messages, files, null, options, null, sources).call()) {
				throw new IllegalStateException("The mutant '" + mutant + "' does not compile: " + messages);
			}
		}
	}

	/**
	 * This project's own classes come from here, all of them, so that they see each
	 * other.
	 */
	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith("io.github.leaderelection.")) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : findClass(name);
		}
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String code;

		Source(Mutant.Change change) {
			super(URI.create("string:///io/github/leaderelection/" + change.type() + ".java"), Kind.SOURCE);
			this.code = change.applied();
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.code;
		}

	}

}
