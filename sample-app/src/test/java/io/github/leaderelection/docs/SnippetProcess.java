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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/** A program out of the documentation, in a JVM of its own. */
final class SnippetProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Path log;

	private final Process process;

	private final Thread reaper;

	private SnippetProcess(Path log, Process process) {
		this.log = log;
		this.process = process;
		this.reaper = new Thread(process::destroyForcibly);
		// Where the JVM of the tests is ended before it can close this.
		Runtime.getRuntime().addShutdownHook(this.reaper);
	}

	/**
	 * Launches a program.
	 * @param classes where its compiled snippets are, before the class path of the tests;
	 * its log goes there as well
	 * @param main the name of its main class
	 * @param arguments its arguments
	 */
	static SnippetProcess launch(Path classes, String main, List<String> arguments) throws IOException {
		Path log = classes.resolve("program.log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m", "-cp",
						classes + File.pathSeparator + System.getProperty("java.class.path"), main));
		command.addAll(arguments);
		return new SnippetProcess(log,
				new ProcessBuilder(command).directory(classes.toFile())
					.redirectErrorStream(true)
					.redirectOutput(log.toFile())
					.start());
	}

	void awaitOutput(String text) {
		await(() -> output().contains(text));
	}

	/** Waits for something that it does, and no longer than it lives. */
	void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(PATIENCE).until(() -> {
			boolean alive = this.process.isAlive();
			boolean met = condition.call();
			if (!met && !alive) {
				throw new IllegalStateException("The program has ended:\n" + output());
			}
			return met;
		});
	}

	/** Waits until it has ended by itself. */
	int awaitExitValue() {
		Awaitility.await().atMost(PATIENCE).until(() -> !this.process.isAlive());
		return this.process.exitValue();
	}

	/** As {@code kill} does, and waits until it has ended. */
	void terminate() {
		this.process.destroy();
		awaitExitValue();
	}

	String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		awaitExitValue();
		Runtime.getRuntime().removeShutdownHook(this.reaper);
	}

}
