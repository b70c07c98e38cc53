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
import java.util.Set;

/**
 * Every election that this process takes part in. They share a handful of threads,
 * however many they are, all of them daemons: they do not keep a program running. Safe
 * for use by many threads.
 */
public interface LeaderElections extends AutoCloseable {

	/**
	 * Starts without elections and with the defaults.
	 * @return elections to register candidates with
	 */
	static LeaderElections create() {
		return builder().build();
	}

	/**
	 * Starts to build elections that are listened to.
	 * @return a builder
	 */
	static LeaderElectionsBuilder builder() {
		return new LeaderElectionsBuilder();
	}

	/**
	 * Adds an election. The candidate is not started.
	 * @param config how this process takes part
	 * @return the candidate
	 * @throws IllegalStateException if there is an election of that name, or these are
	 * closed
	 */
	LeaderElector register(LeaderElectionConfig config);

	/**
	 * Stops and removes an election. Waits as {@link LeaderElector#stop()} does; where
	 * the work of a term takes longer, the election is removed when it has stopped.
	 * @param electionName its name
	 * @return whether there was one
	 */
	boolean unregister(String electionName);

	/**
	 * The candidate of this process in an election.
	 * @param electionName the name of the election
	 * @return the candidate
	 * @throws UnknownElectionException if there is none; the message names those that are
	 */
	LeaderElector get(String electionName);

	/**
	 * Whether this process leads an election at the moment of the call.
	 * @param electionName the name of the election
	 * @return {@code true} while its term stands
	 * @throws UnknownElectionException if there is none
	 */
	boolean isLeader(String electionName);

	/**
	 * The elections that are registered.
	 * @return their names, in the order of registration
	 */
	Set<String> names();

	/**
	 * The candidates of this process, all at once: an election that is unregistered
	 * meanwhile is left out.
	 * @return the candidates, in the order of registration
	 */
	default List<LeaderElector> electors() {
		List<LeaderElector> found = new ArrayList<>();
		for (String name : names()) {
			try {
				found.add(get(name));
			}
			catch (UnknownElectionException ex) {
				// unregistered since it was listed
			}
		}
		return List.copyOf(found);
	}

	/**
	 * Stops all candidates together: all are told before any is waited for, and each is
	 * waited for as {@link LeaderElector#stop()} does. They can be started again.
	 */
	void stop();

	/**
	 * Stops all candidates together and gives up the threads.
	 */
	@Override
	void close();

}
