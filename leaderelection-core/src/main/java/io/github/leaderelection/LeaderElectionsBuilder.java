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

import java.util.ArrayList;
import java.util.List;

/** Builds {@link LeaderElections}. */
public final class LeaderElectionsBuilder {

	private final List<ElectionListener> listeners = new ArrayList<>();

	private ElectionMonitor monitor = new ElectionMonitor() {
	};

	private Runnable whenClosed = () -> {
	};

	LeaderElectionsBuilder() {
	}

	/**
	 * Adds a listener to every election.
	 * @param listener is told on relay threads, after those that were added before
	 * @return this builder
	 */
	public LeaderElectionsBuilder listener(ElectionListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Sets who counts and measures; nobody by default.
	 * @param monitor is called on the library's threads
	 * @return this builder
	 */
	public LeaderElectionsBuilder monitor(ElectionMonitor monitor) {
		this.monitor = monitor;
		return this;
	}

	/**
	 * Sets what to do when, after {@link LeaderElections#close()}, the last candidate has
	 * stopped and released its lease: close what its lock needs.
	 * @param whenClosed runs once, on the closing thread or on a thread of the library
	 * @return this builder
	 */
	public LeaderElectionsBuilder whenClosed(Runnable whenClosed) {
		this.whenClosed = whenClosed;
		return this;
	}

	/**
	 * Builds the elections. Threads are started with the first candidate.
	 * @return elections without candidates
	 */
	public LeaderElections build() {
		return new DefaultLeaderElections(Runtimes.system(this.monitor), this.listeners, this.whenClosed);
	}

}
