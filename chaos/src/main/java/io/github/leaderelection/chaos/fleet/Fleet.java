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

package io.github.leaderelection.chaos.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.settings.ChaosDatabase;
import io.github.leaderelection.chaos.settings.ChaosSettings;
import org.awaitility.Awaitility;

/** All instances of a run. Their processes end with this JVM, whatever ends it. */
public final class Fleet implements AutoCloseable {

	private static final Duration START_PATIENCE = Duration.ofMinutes(2);

	private final List<Instance> instances = new ArrayList<>();

	/**
	 * Makes a fleet, of which nothing runs yet.
	 * @param settings the run
	 * @param database the database, with its schema
	 * @param directory where processes leave their files
	 */
	public Fleet(ChaosSettings settings, ChaosDatabase database, Path directory) {
		LaunchPlan plan = new LaunchPlan(settings, database, directory);
		for (int i = 1; i <= settings.instances(); i++) {
			this.instances.add(new Instance("p" + i, plan, database.port()));
		}
		Runtime.getRuntime().addShutdownHook(new Thread(() -> processes().forEach(ChaosProcess::destroy)));
	}

	/**
	 * The instances.
	 * @return all, in the order of their names
	 */
	public List<Instance> instances() {
		return List.copyOf(this.instances);
	}

	/**
	 * All processes that there have been.
	 * @return those that have ended, and those that run
	 */
	public List<ChaosProcess> processes() {
		return this.instances.stream().flatMap((instance) -> instance.processes().stream()).toList();
	}

	/**
	 * Starts an instance, and waits until it runs.
	 * @param instance which
	 */
	public void startAndAwait(Instance instance) {
		instance.start();
		awaitStarted(instance);
	}

	/**
	 * Waits until the process of an instance has started, or has ended.
	 * @param instance which
	 */
	public void awaitStarted(Instance instance) {
		ChaosProcess process = instance.process();
		Awaitility.await("start of " + process.name())
			.atMost(START_PATIENCE)
			.until(() -> !process.isAlive() || process.hasNoted(LogEvent.STARTED));
	}

	/**
	 * Who leads now.
	 * @return the one that says so, or empty
	 */
	public Optional<Instance> leader() {
		return leaders().findFirst();
	}

	private Stream<Instance> leaders() {
		return this.instances.stream()
			.filter((instance) -> !instance.processes().isEmpty())
			.filter(Instance::isLeading);
	}

	/**
	 * Waits until one instance leads.
	 * @param patience how long at most
	 * @return the leader
	 */
	public Instance awaitLeader(Duration patience) {
		return Awaitility.await("a leader").atMost(patience).until(this::leader, Optional::isPresent).orElseThrow();
	}

	/** Stops all instances in order. */
	public void stop() {
		this.instances.parallelStream().filter((instance) -> !instance.processes().isEmpty()).forEach(Instance::stop);
	}

	/** Ends all that runs. */
	@Override
	public void close() {
		processes().forEach(ChaosProcess::kill);
		this.instances.forEach((instance) -> instance.proxy().close());
	}

}
