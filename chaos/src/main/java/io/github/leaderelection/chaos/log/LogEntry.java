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

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A line of a process's log.
 *
 * @param nanos the monotonic time, which all processes of a machine share
 * @param at the wall clock, which they share with the database
 * @param event what happened
 * @param token the term, 0 where it belongs to none
 * @param detail more of it, possibly empty
 */
public record LogEntry(long nanos, Instant at, LogEvent event, long token, String detail) {

	private static final int FIELDS = 5;

	static LogEntry now(LogEvent event, long token, String detail) {
		return new LogEntry(System.nanoTime(), Instant.now(), event, token, detail);
	}

	static LogEntry parse(String line) {
		String[] fields = line.split("\t", FIELDS);
		return new LogEntry(Long.parseLong(fields[0]), Instant.EPOCH.plus(Long.parseLong(fields[1]), ChronoUnit.MICROS),
				LogEvent.valueOf(fields[2]), Long.parseLong(fields[3]), fields[4]);
	}

	String format() {
		return String.join("\t", Long.toString(this.nanos),
				Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, this.at)), this.event.name(),
				Long.toString(this.token), this.detail.replaceAll("\\s", " "));
	}

}
