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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A process that takes part, and does what it is told on its standard input. */
public final class ContestantMain {

	private final ContestantSettings settings;

	private final EventPrinter events;

	private final Contestant contestant;

	private Set<Long> threadsBefore = Set.of();

	private ContestantMain(ContestantSettings settings) {
		this.settings = settings;
		this.events = new EventPrinter(settings.block());
		this.contestant = settings.candidate().create(settings, this.events);
	}

	/**
	 * Starts a contestant, and ends with its standard input.
	 * @param args none
	 * @throws IOException if the standard input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		new ContestantMain(ContestantSettings.from(System.getProperties())).run();
		Runtime.getRuntime().halt(0);
	}

	private void run() throws IOException {
		if (this.settings.elections() == 1) {
			Thread sampler = new Thread(new LeaderSampler(this.contestant, this.events), "sampler");
			sampler.setDaemon(true);
			sampler.start();
		}
		this.threadsBefore = threads();
		this.events.print(EventKind.READY, "-");
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				perform(line);
			}
		}
	}

	private void perform(String command) {
		switch (command) {
			case "start" -> this.contestant.start();
			case "stop" -> {
				this.events.print(EventKind.STOPPING, "-");
				this.contestant.stop();
				this.events.print(EventKind.STOPPED, "-");
			}
			case "threads" -> this.events.print(EventKind.THREADS, Long.toString(newThreads()));
			default -> throw new IllegalArgumentException("There is no command '" + command + "'");
		}
	}

	/** Those that have come: how many have gone in the meantime does not matter. */
	private long newThreads() {
		return threads().stream().filter((thread) -> !this.threadsBefore.contains(thread)).count();
	}

	private static Set<Long> threads() {
		return LongStream.of(ManagementFactory.getThreadMXBean().getAllThreadIds())
			.boxed()
			.collect(Collectors.toUnmodifiableSet());
	}

}
