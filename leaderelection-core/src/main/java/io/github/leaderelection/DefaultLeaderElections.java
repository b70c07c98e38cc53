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

package io.github.leaderelection;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.leaderelection.election.Stopped;
import org.jspecify.annotations.Nullable;

/** The elections of a process, on one runtime. */
final class DefaultLeaderElections implements LeaderElections {

	private final ElectionRuntime runtime;

	private final List<ElectionListener> listeners;

	private final Runnable whenClosed;

	private final Map<String, DefaultLeaderElector> electors = new ConcurrentHashMap<>();

	/** In the order of registration. */
	private final Set<String> names = Collections.synchronizedSet(new LinkedHashSet<>());

	private boolean closed;

	DefaultLeaderElections(ElectionRuntime runtime, List<ElectionListener> listeners, Runnable whenClosed) {
		this.runtime = runtime;
		this.listeners = List.copyOf(listeners);
		this.whenClosed = whenClosed;
	}

	/** A candidate that has its threads to itself, and ends them when it is closed. */
	static LeaderElector single(LeaderElectionConfig config) {
		DefaultLeaderElections elections = new DefaultLeaderElections(Runtimes.system(), List.of(), () -> {
		});
		return elections.register(config, elections::close);
	}

	@Override
	public LeaderElector register(LeaderElectionConfig config) {
		return register(config, () -> {
		});
	}

	private LeaderElector register(LeaderElectionConfig config, Runnable whenClosed) {
		String name = config.lock().electionName();
		synchronized (this) {
			if (this.closed) {
				throw new IllegalStateException("The elections are closed; '" + name + "' cannot be registered");
			}
			if (this.names.contains(name)) {
				throw new IllegalStateException("There is an election '" + name
						+ "' already; a process takes part in an election as one candidate");
			}
			DefaultLeaderElector elector = new DefaultLeaderElector(config,
					new Candidate(config, this.runtime, this.listeners), whenClosed);
			this.electors.put(name, elector);
			this.names.add(name);
			this.runtime.monitor().registered(elector);
			return elector;
		}
	}

	/** The name is free again once the candidate has stopped, however long that takes. */
	@Override
	public boolean unregister(String electionName) {
		DefaultLeaderElector elector = this.electors.get(electionName);
		if (elector == null) {
			return false;
		}
		elector.close(() -> remove(electionName, elector));
		return true;
	}

	private synchronized void remove(String electionName, DefaultLeaderElector elector) {
		if (this.electors.remove(electionName, elector)) {
			this.names.remove(electionName);
			this.runtime.monitor().unregistered(electionName);
		}
	}

	@Override
	public LeaderElector get(String electionName) {
		return find(electionName);
	}

	@Override
	public boolean isLeader(String electionName) {
		return find(electionName).isLeader();
	}

	private DefaultLeaderElector find(String electionName) {
		DefaultLeaderElector elector = this.electors.get(electionName);
		if (elector == null) {
			throw new UnknownElectionException(electionName, names());
		}
		return elector;
	}

	@Override
	public Set<String> names() {
		synchronized (this.names) {
			return Collections.unmodifiableSet(new LinkedHashSet<>(this.names));
		}
	}

	@Override
	public void stop() {
		awaitAll(DefaultLeaderElector::requestStop);
	}

	/**
	 * The threads last until all have stopped, which is later where the work of a term
	 * closes, or does not stop in time.
	 */
	@Override
	public void close() {
		synchronized (this) {
			if (this.closed) {
				return;
			}
			this.closed = true;
		}
		Collection<CompletableFuture<Stopped>> ends = awaitAll(DefaultLeaderElector::requestClose);
		CompletableFuture<Void> unused = CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
			.thenRun(this.runtime::close)
			.thenRun(this.whenClosed);
	}

	/** All are told to stop before any is waited for. */
	private Collection<CompletableFuture<Stopped>> awaitAll(
			Function<DefaultLeaderElector, @Nullable CompletableFuture<Stopped>> request) {
		Map<DefaultLeaderElector, CompletableFuture<Stopped>> stopping = new LinkedHashMap<>();
		for (DefaultLeaderElector elector : this.electors.values()) {
			CompletableFuture<Stopped> end = request.apply(elector);
			if (end != null) {
				stopping.put(elector, end);
			}
		}
		long start = this.runtime.ticker().read();
		stopping
			.forEach((elector, end) -> elector.awaitStop(end, Duration.ofNanos(this.runtime.ticker().read() - start)));
		return stopping.values();
	}

}
