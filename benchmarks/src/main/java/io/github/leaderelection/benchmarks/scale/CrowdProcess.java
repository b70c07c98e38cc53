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

package io.github.leaderelection.benchmarks.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process with many elections, from outside. */
final class CrowdProcess implements AutoCloseable {

	private final String name;

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	CrowdProcess(CrowdSettings settings, Path directory) {
		this.name = settings.identity();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), CrowdMain.class.getName()));
		command.addAll(settings.toArguments());
		try {
			this.process = new ProcessBuilder(command).redirectError(directory.resolve(this.name + ".err").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		Thread reader = new Thread(this::read, "crowd-" + this.name);
		reader.setDaemon(true);
		reader.start();
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			// It was killed.
			this.process.destroyForcibly();
		}
	}

	/**
	 * Waits for a line; those before it are passed over.
	 * @return when it was told, and the rest of the line
	 */
	Told await(String word, Duration patience) {
		long deadline = System.nanoTime() + patience.toNanos();
		try {
			while (true) {
				String line = this.lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
				if (line == null) {
					throw new IllegalStateException(
							this.name + " has not told of '" + word + "' within " + patience.toSeconds() + " s");
				}
				String[] parts = line.split(" ", 3);
				if (parts.length > 1 && parts[1].equals(word)) {
					return new Told(Long.parseLong(parts[0]), (parts.length > 2) ? parts[2] : "");
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	/** What it counts of itself. */
	Map<String, String> report() {
		tell("report");
		Map<String, String> values = new HashMap<>();
		for (String pair : await("report", Duration.ofMinutes(1)).text().split(" ", -1)) {
			String[] parts = pair.split("=", 2);
			values.put(parts[0], parts[1]);
		}
		return values;
	}

	void tell(String command) {
		try {
			OutputStream input = this.process.getOutputStream();
			input.write((command + "\n").getBytes(StandardCharsets.UTF_8));
			input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.name + " has ended", ex);
		}
	}

	/** {@code kill -9}. */
	void kill() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		kill();
	}

	/**
	 * A line of the process.
	 *
	 * @param millis when, by the wall clock
	 * @param text what else there was to tell
	 */
	record Told(long millis, String text) {
	}

}
