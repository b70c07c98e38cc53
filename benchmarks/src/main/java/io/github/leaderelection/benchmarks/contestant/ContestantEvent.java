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

package io.github.leaderelection.benchmarks.contestant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something that a contestant tells of, as a line on its standard output.
 *
 * @param kind what it is
 * @param nanos when it was, by {@link System#nanoTime()}, which the processes of a Linux
 * machine share
 * @param at when it was, by the machine's wall clock
 * @param detail an election, or a number, or nothing
 */
public record ContestantEvent(EventKind kind, long nanos, Instant at, String detail) {

	private static final String MARK = "@event";

	static ContestantEvent now(EventKind kind, String detail) {
		return new ContestantEvent(kind, System.nanoTime(), Instant.now(), detail);
	}

	String toLine() {
		return String.join(" ", MARK, this.kind.name(), Long.toString(this.nanos),
				Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, this.at)), this.detail);
	}

	/**
	 * Reads a line.
	 * @param line a line of a contestant's output
	 * @return the event, or empty where the line tells of none
	 */
	public static Optional<ContestantEvent> parse(String line) {
		String[] fields = line.split(" ", 5);
		if (fields.length != 5 || !fields[0].equals(MARK)) {
			return Optional.empty();
		}
		return Optional.of(new ContestantEvent(EventKind.valueOf(fields[1]), Long.parseLong(fields[2]),
				Instant.EPOCH.plus(Long.parseLong(fields[3]), ChronoUnit.MICROS), fields[4]));
	}

}
