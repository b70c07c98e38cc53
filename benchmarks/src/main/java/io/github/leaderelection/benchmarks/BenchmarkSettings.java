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

package io.github.leaderelection.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import io.github.leaderelection.benchmarks.report.Sections;

import org.springframework.boot.convert.DurationStyle;

/**
 * What the commands are told, as system properties; the build passes its own. See the
 * README of this module.
 *
 * @param lease the lease of the comparison
 * @param takeovers how many takeovers of a kind each candidate of the comparison makes
 * @param elections how many elections a process has, one run for each number
 * @param window for how long statements are counted
 * @param disturbance for how long connections stall and listeners block
 * @param candidates which are compared
 * @param exactLeases the leases of the takeovers that are measured by the database's
 * clock
 * @param exactTakeovers how many of them there are for each lease
 * @param handovers how many clean handovers are measured
 * @param handoverLease the lease of these
 * @param forks how many JVMs JMH starts for each benchmark
 * @param docs where reports go
 * @param output where processes leave their logs
 */
public record BenchmarkSettings(Duration lease, int takeovers, List<Integer> elections, Duration window,
		Duration disturbance, List<String> candidates, List<Duration> exactLeases, int exactTakeovers, int handovers,
		Duration handoverLease, int forks, Path docs, Path output) {

	/**
	 * Reads the system properties.
	 * @return the settings
	 */
	public static BenchmarkSettings fromSystemProperties() {
		return from(System.getProperties());
	}

	/**
	 * Reads nothing.
	 * @return the settings of a run that was told nothing
	 */
	public static BenchmarkSettings defaults() {
		return from(new Properties());
	}

	private static BenchmarkSettings from(Properties properties) {
		return new BenchmarkSettings(duration(properties, "lease", "3s"), number(properties, "takeovers", "20"),
				list(properties, "elections", "1,100,1000").map(Integer::valueOf).toList(),
				duration(properties, "window", "15s"), duration(properties, "disturbance", "12s"),
				list(properties, "candidates", "all").toList(),
				list(properties, "exact-leases", "3s,10s").map(DurationStyle::detectAndParse).toList(),
				number(properties, "exact-takeovers", "50"), number(properties, "handovers", "50"),
				duration(properties, "handover-lease", "15s"), number(properties, "forks", "3"),
				Path.of(property(properties, "docs", "docs")),
				Path.of(property(properties, "output", "target/benchmarks")));
	}

	private static String property(Properties properties, String name, String defaultValue) {
		return properties.getProperty("benchmarks." + name, defaultValue);
	}

	private static int number(Properties properties, String name, String defaultValue) {
		return Integer.parseInt(property(properties, name, defaultValue));
	}

	private static Duration duration(Properties properties, String name, String defaultValue) {
		return DurationStyle.detectAndParse(property(properties, name, defaultValue));
	}

	private static Stream<String> list(Properties properties, String name, String defaultValue) {
		return Stream.of(property(properties, name, defaultValue).split(",")).map(String::strip);
	}

	/**
	 * The document of everything but the comparison.
	 * @return its sections
	 */
	public Sections measurements() {
		return new Sections(this.docs.resolve("measurements.md"), """
				# Measurements

				Each section is what a command of the module `benchmarks` wrote.
				""");
	}

}
