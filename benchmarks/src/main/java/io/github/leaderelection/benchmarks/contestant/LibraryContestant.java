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

import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The starter of this library. */
final class LibraryContestant implements Contestant {

	private final LeaderElections elections;

	private final List<LeaderElector> electors;

	LibraryContestant(ContestantSettings settings, EventPrinter events) {
		this.elections = new SpringApplicationBuilder(LibraryApplication.class).web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().registerSingleton("eventPrinter", events))
			.run(arguments(settings).toArray(String[]::new))
			.getBean(LeaderElections.class);
		this.electors = settings.electionNames().stream().map(this.elections::get).toList();
	}

	private static List<String> arguments(ContestantSettings settings) {
		List<String> arguments = new ArrayList<>(List.of("--spring.config.name=benchmarks",
				"--spring.main.banner-mode=off", "--spring.datasource.url=" + settings.url(),
				"--spring.datasource.username=" + settings.username(),
				"--spring.datasource.password=" + settings.password(), "--leaderelection.identity=" + settings.name(),
				"--leaderelection.auto-start=false", "--leaderelection.jdbc.initialize-schema=never",
				"--leaderelection.lease-duration=" + settings.timings().lease().toMillis() + "ms",
				"--leaderelection.renew-deadline=" + settings.timings().renewDeadline().toMillis() + "ms",
				"--leaderelection.retry-period=" + settings.timings().retryPeriod().toMillis() + "ms"));
		settings.electionNames()
			.forEach((election) -> arguments.add("--leaderelection.elections." + election + ".auto-start=false"));
		return arguments;
	}

	@Override
	public void start() {
		this.electors.forEach(LeaderElector::start);
	}

	@Override
	public void stop() {
		this.elections.stop();
	}

	@Override
	public boolean isLeader() {
		return this.electors.get(0).isLeader();
	}

}
