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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.leaderelection.benchmarks.comparison.ComparisonCommand;
import io.github.leaderelection.benchmarks.hotpath.HotPathCommand;
import io.github.leaderelection.benchmarks.scale.ScaleCommand;
import io.github.leaderelection.benchmarks.takeover.HandoversCommand;
import io.github.leaderelection.benchmarks.takeover.TakeoversCommand;

/** Runs commands. */
public final class Benchmarks {

	private static final Map<String, Consumer<BenchmarkSettings>> COMMANDS = commands();

	private Benchmarks() {
	}

	private static Map<String, Consumer<BenchmarkSettings>> commands() {
		Map<String, Consumer<BenchmarkSettings>> commands = new LinkedHashMap<>();
		commands.put("hot-path", HotPathCommand::run);
		commands.put("comparison", ComparisonCommand::run);
		commands.put("takeovers", TakeoversCommand::run);
		commands.put("handovers", HandoversCommand::run);
		commands.put("scale", ScaleCommand::run);
		return commands;
	}

	/**
	 * Runs the commands that are named, one after the other.
	 * @param args names with commas between them; {@code true} for all of them
	 */
	public static void main(String[] args) {
		BenchmarkSettings settings = BenchmarkSettings.fromSystemProperties();
		for (String name : names(args[0])) {
			command(name).accept(settings);
		}
		// Testcontainers leaves threads behind.
		System.exit(0);
	}

	private static List<String> names(String argument) {
		return "true".equals(argument) ? List.copyOf(COMMANDS.keySet()) : List.of(argument.split(","));
	}

	private static Consumer<BenchmarkSettings> command(String name) {
		Consumer<BenchmarkSettings> command = COMMANDS.get(name);
		if (command == null) {
			throw new IllegalArgumentException(
					"There is no command '" + name + "'; there are " + String.join(", ", COMMANDS.keySet()));
		}
		return command;
	}

}
