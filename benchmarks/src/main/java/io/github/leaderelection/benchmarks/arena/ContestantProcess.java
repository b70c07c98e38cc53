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

package io.github.leaderelection.benchmarks.arena;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.github.leaderelection.benchmarks.contestant.ContestantEvent;
import io.github.leaderelection.benchmarks.contestant.ContestantMain;
import io.github.leaderelection.benchmarks.contestant.ContestantSettings;
import io.github.leaderelection.benchmarks.contestant.EventKind;

/** A contestant's process, and what it has told so far. */
public final class ContestantProcess implements AutoCloseable {

	private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:-UsePerfData");

	private final ContestantSettings settings;

	private final Process process;

	private final List<ContestantEvent> events = new ArrayList<>();

	private ContestantProcess(ContestantSettings settings, Process process) {
		this.settings = settings;
		this.process = process;
		Thread reader = new Thread(this::read, "events-" + settings.name());
		reader.setDaemon(true);
		reader.start();
	}

	static ContestantProcess start(ContestantSettings settings, Path directory) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM);
		command.addAll(settings.toOptions());
		command.add("-cp");
		command.add(System.getProperty("java.class.path"));
		command.add(ContestantMain.class.getName());
		File log = directory.resolve(settings.name() + ".err").toFile();
		try {
			return new ContestantProcess(settings, new ProcessBuilder(command).redirectError(log).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What its log entries on the server are called.
	 * @return the name
	 */
	public String name() {
		return this.settings.name();
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				ContestantEvent.parse(line).ifPresent(this::add);
			}
		}
		catch (IOException ex) {
			// It was killed.
			this.process.destroyForcibly();
		}
	}

	private synchronized void add(ContestantEvent event) {
		this.events.add(event);
		notifyAll();
	}

	/**
	 * What it has told so far.
	 * @return the events, in order
	 */
	public synchronized List<ContestantEvent> events() {
		return List.copyOf(this.events);
	}

	/**
	 * How many events of a kind it has told of.
	 * @param kind the kind
	 * @return the number
	 */
	public synchronized long count(EventKind kind) {
		return this.events.stream().filter((event) -> event.kind() == kind).count();
	}

	/**
	 * Waits for an event.
	 * @param kind what to wait for
	 * @param since the earliest time that counts, by {@link System#nanoTime()}
	 * @param patience how long to wait
	 * @return the first such event, or empty where there was none
	 */
	public Optional<ContestantEvent> await(EventKind kind, long since, Duration patience) {
		long deadline = System.nanoTime() + patience.toNanos();
		synchronized (this) {
			while (true) {
				Optional<ContestantEvent> found = this.events.stream()
					.filter((event) -> event.kind() == kind && event.nanos() - since >= 0)
					.findFirst();
				long left = deadline - System.nanoTime();
				if (found.isPresent() || left <= 0) {
					return found;
				}
				waitAtMost(left);
			}
		}
	}

	private synchronized void waitAtMost(long nanos) {
		try {
			TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	/**
	 * Tells it to do something.
	 * @param command a word that it knows
	 */
	public void tell(String command) {
		try {
			OutputStream input = this.process.getOutputStream();
			input.write((command + "\n").getBytes(StandardCharsets.UTF_8));
			input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The contestant " + name() + " has ended", ex);
		}
	}

	/**
	 * Ends it without a word ({@code kill -9}), and waits until it is gone.
	 * @return when it was told to end, by {@link System#nanoTime()}
	 */
	public long kill() {
		long killedAt = System.nanoTime();
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return killedAt;
	}

	@Override
	public void close() {
		kill();
	}

}
