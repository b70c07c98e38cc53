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

package io.github.leaderelection.benchmarks.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.jdbc.JdbcLockFactory;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process that takes part in many elections, without Spring. It does what it is told on
 * its standard input, a word a line, and answers with a line: {@code start},
 * {@code report}.
 */
final class CrowdMain {

	private final CrowdSettings settings;

	private final CrowdNews news;

	private final List<LeaderElector> electors = new ArrayList<>();

	private long heapBefore;

	private CrowdMain(CrowdSettings settings) {
		this.settings = settings;
		this.news = new CrowdNews(settings.elections());
	}

	public static void main(String[] args) throws IOException {
		CrowdMain main = new CrowdMain(CrowdSettings.parse(args));
		main.register();
		CrowdNews.tell("ready");
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				switch (line) {
					case "start" -> main.start();
					case "report" -> main.report();
					default -> throw new IllegalArgumentException("There is no command '" + line + "'");
				}
			}
		}
		System.exit(0);
	}

	private void register() {
		DriverManagerDataSource dataSource = new DriverManagerDataSource(this.settings.url(), this.settings.username(),
				this.settings.password());
		JdbcLockFactory locks = JdbcLockFactory.builder(dataSource).build();
		this.heapBefore = heap();
		LeaderElections elections = LeaderElections.builder().listener(this.news).monitor(this.news).build();
		for (int i = 0; i < this.settings.elections(); i++) {
			String name = String.format(Locale.ROOT, "item-%05d", i);
			this.electors.add(elections
				.register(LeaderElectionConfig.builder().lock(locks.create(name, this.settings.identity())).build()));
		}
	}

	private void start() {
		CrowdNews.tell("started");
		this.electors.forEach(LeaderElector::start);
	}

	private void report() {
		long each = (heap() - this.heapBefore) / this.settings.elections();
		String threads = String.join(",",
				Thread.getAllStackTraces()
					.keySet()
					.stream()
					.map(Thread::getName)
					.filter((name) -> name.startsWith("leaderelection-"))
					.sorted()
					.toList());
		CrowdNews.tell("report heap_per_election_bytes=" + each + " threads=" + threads + " " + this.news.summary());
	}

	/** After several collections, since one may leave what only finalizers can free. */
	private static long heap() {
		for (int i = 0; i < 5; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
