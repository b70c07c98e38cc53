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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.leaderelection.chaos.log.LeaderSample;

/** One instance of the application: a proxy, and one process after the other. */
public final class Instance {

	/** A sampler that has said so within this time says so now. */
	private static final long RECENT = 100_000_000;

	private final String name;

	private final LaunchPlan plan;

	private final TcpProxy proxy;

	private final List<ChaosProcess> processes = new CopyOnWriteArrayList<>();

	Instance(String name, LaunchPlan plan, int databasePort) {
		this.name = name;
		this.plan = plan;
		this.proxy = new TcpProxy(databasePort);
	}

	/**
	 * What it is called.
	 * @return the name, with which its identities begin
	 */
	public String name() {
		return this.name;
	}

	/**
	 * What leads to the database.
	 * @return the proxy, which outlives the processes
	 */
	public TcpProxy proxy() {
		return this.proxy;
	}

	/**
	 * The process that was started last.
	 * @return the process
	 */
	public ChaosProcess process() {
		return this.processes.get(this.processes.size() - 1);
	}

	/**
	 * All its processes.
	 * @return in the order of their starts
	 */
	public List<ChaosProcess> processes() {
		return List.copyOf(this.processes);
	}

	/** Starts its next process; the one before must have ended. */
	public void start() {
		String process = this.name + "-" + (this.processes.size() + 1);
		this.processes.add(ChaosProcess.start(process, this.plan.directory(),
				this.plan.command(process, this.name, this.proxy.port())));
	}

	/** Stops its process in order, and waits. */
	public void stop() {
		process().stop();
	}

	/**
	 * Whether its process leads now.
	 * @return whether it has said so within the last moments
	 */
	public boolean isLeading() {
		List<LeaderSample> samples = process().samples();
		return process().isAlive() && !samples.isEmpty()
				&& System.nanoTime() - samples.get(samples.size() - 1).last() < RECENT;
	}

}
