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

package io.github.leaderelection.chaos.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The append-only log of one process. Each line is handed to the kernel in one write, so
 * that a killed process loses none that it has written.
 */
public final class ProcessLog {

	// A stream and not a channel: an interrupt would close the channel.
	private final OutputStream output;

	private ProcessLog(OutputStream output) {
		this.output = output;
	}

	/**
	 * Opens a log to append to.
	 * @param file where it is
	 * @return the log, open for as long as the process runs
	 */
	public static ProcessLog open(Path file) {
		try {
			return new ProcessLog(new FileOutputStream(file.toFile(), true));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads a log, of a process that may still run.
	 * @param file where it is
	 * @return its complete lines
	 */
	public static List<LogEntry> read(Path file) {
		try {
			String text = Files.exists(file) ? Files.readString(file) : "";
			return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(LogEntry::parse).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Appends a line. Times are read here, so that they and the lines have one order.
	 * @param event what happened
	 * @param token the term, or 0
	 * @param detail more of it, possibly empty
	 */
	public synchronized void append(LogEvent event, long token, String detail) {
		try {
			this.output.write((LogEntry.now(event, token, detail).format() + "\n").getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
