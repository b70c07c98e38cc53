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

package io.github.leaderelection.benchmarks.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.leaderelection.benchmarks.contestant.Candidate;
import io.github.leaderelection.benchmarks.contestant.ContestantSettings;
import io.github.leaderelection.benchmarks.contestant.EventKind;
import io.github.leaderelection.chaos.fleet.TcpProxy;

/** A server, and the contestants that are sent to it. */
public final class Arena implements AutoCloseable {

	private static final Duration START_PATIENCE = Duration.ofMinutes(1);

	private final BenchmarkDatabase database;

	private final Path directory;

	private final AtomicInteger names = new AtomicInteger();

	private final Set<ContestantProcess> processes = ConcurrentHashMap.newKeySet();

	/**
	 * Starts a server.
	 * @param directory where contestants leave their logs
	 */
	public Arena(Path directory) {
		this.directory = directory;
		try {
			Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.database = BenchmarkDatabase.start(directory);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> this.processes.forEach(ContestantProcess::kill)));
	}

	/**
	 * The server.
	 * @return the database
	 */
	public BenchmarkDatabase database() {
		return this.database;
	}

	/**
	 * Starts a contestant and waits until it takes commands.
	 * @param entry what it is told
	 * @return the process
	 */
	public ContestantProcess start(Entry entry) {
		String name = entry.candidate().id() + "_" + this.names.incrementAndGet();
		TcpProxy proxy = entry.proxy();
		String url = (proxy != null) ? this.database.urlThrough(name, proxy.port()) : this.database.url(name);
		ContestantSettings settings = new ContestantSettings(entry.candidate(), name, url + entry.urlOptions(),
				this.database.username(), this.database.password(), entry.lease(), entry.elections(), entry.run(),
				entry.block());
		ContestantProcess process = ContestantProcess.start(settings, this.directory);
		this.processes.add(process);
		long since = System.nanoTime() - START_PATIENCE.toNanos();
		if (process.await(EventKind.READY, since, START_PATIENCE).isEmpty()) {
			throw new IllegalStateException(
					"The contestant " + name + " has not started; see " + name + ".err in the output directory");
		}
		return process;
	}

	/**
	 * A name that no election has had.
	 * @param candidate who takes part
	 * @return a prefix
	 */
	public String newRun(Candidate candidate) {
		return candidate.id() + "-run" + this.names.incrementAndGet();
	}

	/**
	 * Where the server's log ends.
	 * @return a position in it
	 */
	public long logPosition() {
		return this.database.logSize();
	}

	/**
	 * Counts what a client has made the server do.
	 * @param from a position in the log
	 * @param to a later one
	 * @return a log that knows the clients
	 */
	public ServerLog log(long from, long to) {
		return this.database.log(from, to);
	}

	/**
	 * Lets time pass.
	 * @param duration how much
	 */
	public static void pause(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
		}
	}

	/** Ends the contestants that still run. */
	public void clear() {
		this.processes.forEach(ContestantProcess::kill);
		this.processes.clear();
	}

	@Override
	public void close() {
		clear();
		this.database.close();
	}

}
