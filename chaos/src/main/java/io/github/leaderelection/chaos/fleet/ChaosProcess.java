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

package io.github.leaderelection.chaos.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.leaderelection.chaos.log.LeaderSample;
import io.github.leaderelection.chaos.log.LeaderSamples;
import io.github.leaderelection.chaos.log.LogEntry;
import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.log.ProcessLog;

/** One process of an instance, from its start to its end. */
public final class ChaosProcess {

	private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

	private final String name;

	private final Path directory;

	private final Process process;

	private final Instant startedAt = Instant.now();

	private volatile ProcessEnd expectedEnd = ProcessEnd.BY_ITSELF;

	private ChaosProcess(String name, Path directory, Process process) {
		this.name = name;
		this.directory = directory;
		this.process = process;
	}

	static ChaosProcess start(String name, Path directory, List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(directory.resolve(name + ".out").toFile())
				.start();
			return new ChaosProcess(name, directory, process);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What its files are called.
	 * @return the instance and a number
	 */
	public String name() {
		return this.name;
	}

	/**
	 * When it was started.
	 * @return the time
	 */
	public Instant startedAt() {
		return this.startedAt;
	}

	/**
	 * How it has ended.
	 * @return the end, or that it runs
	 */
	public ProcessEnd end() {
		return this.process.isAlive() ? ProcessEnd.RUNNING : this.expectedEnd;
	}

	/**
	 * What it has noted so far.
	 * @return its log
	 */
	public List<LogEntry> log() {
		return ProcessLog.read(this.directory.resolve(this.name + ".log"));
	}

	/**
	 * When it is known to have led.
	 * @return its samples
	 */
	public List<LeaderSample> samples() {
		return LeaderSamples.read(this.directory.resolve(this.name + ".samples"));
	}

	/**
	 * Whether it has noted something.
	 * @param event what
	 * @return whether it is in its log
	 */
	public boolean hasNoted(LogEvent event) {
		return log().stream().anyMatch((entry) -> entry.event() == event);
	}

	/**
	 * Whether it has noted something of a row.
	 * @param event what
	 * @param row the name of the row, within those of this process
	 * @return whether it is in its log
	 */
	public boolean hasNoted(LogEvent event, String row) {
		String key = this.name + "/" + row;
		return log().stream().anyMatch((entry) -> entry.event() == event && entry.detail().equals(key));
	}

	/**
	 * Whether it runs.
	 * @return whether it does, frozen or not
	 */
	public boolean isAlive() {
		return this.process.isAlive();
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
			throw new UncheckedIOException(ex);
		}
	}

	/** Freezes it: {@code SIGSTOP}. */
	public void freeze() {
		signal("-STOP");
	}

	/** Lets it go on: {@code SIGCONT}. */
	public void wake() {
		signal("-CONT");
	}

	/** Ends it without a word, frozen or not, and waits until it is gone. */
	public void kill() {
		endsBy(ProcessEnd.KILLED);
		this.process.destroyForcibly();
		await(STOP_PATIENCE);
	}

	/** Asks it to stop, and waits. */
	void stop() {
		endsBy(ProcessEnd.STOPPED);
		this.process.destroy();
		if (!await(STOP_PATIENCE)) {
			this.expectedEnd = ProcessEnd.STOP_OVERDUE;
			this.process.destroyForcibly();
			await(STOP_PATIENCE);
		}
	}

	/** For the end of this JVM: does not wait. */
	void destroy() {
		this.process.destroyForcibly();
	}

	private void endsBy(ProcessEnd end) {
		if (this.process.isAlive()) {
			this.expectedEnd = end;
		}
	}

	private boolean await(Duration patience) {
		try {
			return this.process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** A child that has not been reaped keeps its number, so no other can be hit. */
	private void signal(String signal) {
		if (!this.process.isAlive()) {
			return;
		}
		try {
			new ProcessBuilder("kill", signal, Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
