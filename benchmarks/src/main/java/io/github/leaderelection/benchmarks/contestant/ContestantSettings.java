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

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;

import io.github.leaderelection.benchmarks.Timings;

/**
 * What a contestant is told, as system properties.
 *
 * @param candidate what it uses
 * @param name what it signs with, and calls its connections
 * @param url the database, with the name in it
 * @param username the user
 * @param password the password
 * @param lease the lease, which sets the other timings
 * @param elections how many elections it takes part in
 * @param run a prefix of the elections' names
 * @param block how long its listener blocks when it is granted leadership; zero for not
 * at all
 */
public record ContestantSettings(Candidate candidate, String name, String url, String username, String password,
		Duration lease, int elections, String run, Duration block) {

	private static final String PREFIX = "contestant.";

	/**
	 * What to start a JVM with.
	 * @return options
	 */
	public List<String> toOptions() {
		return List.of(option("candidate", this.candidate.id()), option("name", this.name), option("url", this.url),
				option("username", this.username), option("password", this.password),
				option("lease", this.lease.toMillis()), option("elections", this.elections), option("run", this.run),
				option("block", this.block.toMillis()));
	}

	private static String option(String name, Object value) {
		return "-D" + PREFIX + name + "=" + value;
	}

	static ContestantSettings from(Properties properties) {
		return new ContestantSettings(Candidate.of(value(properties, "candidate")), value(properties, "name"),
				value(properties, "url"), value(properties, "username"), value(properties, "password"),
				millis(properties, "lease"), Integer.parseInt(value(properties, "elections")), value(properties, "run"),
				millis(properties, "block"));
	}

	private static Duration millis(Properties properties, String name) {
		return Duration.ofMillis(Long.parseLong(value(properties, name)));
	}

	private static String value(Properties properties, String name) {
		String value = properties.getProperty(PREFIX + name);
		if (value == null) {
			throw new IllegalArgumentException("The system property " + PREFIX + name + " is missing");
		}
		return value;
	}

	/**
	 * The timings.
	 * @return in the proportions of the defaults
	 */
	public Timings timings() {
		return Timings.of(this.lease);
	}

	/**
	 * The elections.
	 * @return their names
	 */
	public List<String> electionNames() {
		return IntStream.range(0, this.elections).mapToObj((index) -> this.run + "-" + index).toList();
	}

}
