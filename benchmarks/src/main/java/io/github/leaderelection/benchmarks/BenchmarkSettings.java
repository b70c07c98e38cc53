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
import java.util.Map;
import java.util.stream.Collectors;
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
 * @param disturbances how often each candidate is disturbed in each way
 * @param candidates which are compared
 * @param exactLeases the leases of the takeovers that are measured by the database's
 * clock
 * @param exactTakeovers how many of them there are for each lease
 * @param handovers how many clean handovers are measured
 * @param handoverLease the lease of these
 * @param scaleElections how many elections a process has where there are many
 * @param scaleDuration for how long they are led
 * @param forks how many JVMs JMH starts for each benchmark
 * @param docs where reports go
 * @param output where processes leave their logs
 */
public record BenchmarkSettings(Duration lease, int takeovers, List<Integer> elections, Duration window,
		Duration disturbance, int disturbances, List<String> candidates, List<Duration> exactLeases, int exactTakeovers,
		int handovers, Duration handoverLease, int scaleElections, Duration scaleDuration, int forks, Path docs,
		Path output) {

	private static final String PREFIX = "benchmarks.";

	private static final Map<String, String> DEFAULTS = Map.ofEntries(Map.entry("lease", "3s"),
			Map.entry("takeovers", "20"), Map.entry("elections", "1,100,1000"), Map.entry("window", "15s"),
			Map.entry("disturbance", "12s"), Map.entry("disturbances", "1"), Map.entry("candidates", "all"),
			Map.entry("exact-leases", "3s,10s"), Map.entry("exact-takeovers", "50"), Map.entry("handovers", "50"),
			Map.entry("handover-lease", "15s"), Map.entry("scale-elections", "10000"),
			Map.entry("scale-duration", "5m"), Map.entry("forks", "3"), Map.entry("docs", "docs"),
			Map.entry("output", "target/benchmarks"));

	/**
	 * Reads the system properties.
	 * @return the settings
	 */
	public static BenchmarkSettings fromSystemProperties() {
		return new BenchmarkSettings(duration("lease"), number("takeovers"),
				list("elections").map(Integer::valueOf).toList(), duration("window"), duration("disturbance"),
				number("disturbances"), list("candidates").toList(),
				list("exact-leases").map(DurationStyle::detectAndParse).toList(), number("exact-takeovers"),
				number("handovers"), duration("handover-lease"), number("scale-elections"), duration("scale-duration"),
				number("forks"), Path.of(property("docs")), Path.of(property("output")));
	}

	/**
	 * What a command line needs to repeat this run, where it is not the default.
	 * @param names the settings that matter to a command
	 * @return options, each after a space
	 */
	public static String options(String... names) {
		return Stream.of(names)
			.filter((name) -> !property(name).equals(DEFAULTS.get(name)))
			.map((name) -> " -D" + PREFIX + name + "=" + property(name))
			.collect(Collectors.joining());
	}

	private static String property(String name) {
		return System.getProperty(PREFIX + name, DEFAULTS.getOrDefault(name, ""));
	}

	private static int number(String name) {
		return Integer.parseInt(property(name));
	}

	private static Duration duration(String name) {
		return DurationStyle.detectAndParse(property(name));
	}

	private static Stream<String> list(String name) {
		return Stream.of(property(name).split(",")).map(String::strip);
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
