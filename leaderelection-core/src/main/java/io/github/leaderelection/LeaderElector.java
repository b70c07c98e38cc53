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
import java.util.Optional;

/**
 * A candidate in one election. Safe for use by many threads.
 * <p>
 * None of the methods but {@link #stop()}, {@link #close()} and {@link #run} blocks.
 */
public interface LeaderElector extends AutoCloseable {

	/**
	 * Creates a candidate with threads of its own, for a program that takes part in a
	 * single election. Close it to end them. They are daemons, as are all threads of the
	 * library: they do not keep the program running when its own threads have ended.
	 * @param config how it takes part
	 * @return a candidate that is not started
	 */
	static LeaderElector create(LeaderElectionConfig config) {
		return DefaultLeaderElections.single(config);
	}

	/**
	 * The election.
	 * @return its name
	 */
	String electionName();

	/**
	 * What this candidate signs with.
	 * @return its identity
	 */
	String identity();

	/**
	 * Starts to campaign, for as long as it is not stopped: a term that ends is followed
	 * by the next campaign. Does nothing if it has been started already; while it is
	 * stopping, it campaigns again once that is done.
	 * @throws IllegalStateException if it is closed
	 */
	void start();

	/**
	 * Stops: ends a term in order (revoke, drain, release) and campaigns no more. Waits
	 * until that is done, but no longer than the drain timeout, one retry period and 250
	 * ms. It does not wait when it is called by the work of the term or by a listener of
	 * the election, for which the stop itself has to wait; nor once more for a stop that
	 * was not done in that time; nor on a thread that is interrupted, and stays so. The
	 * candidate can be started again.
	 */
	void stop();

	/**
	 * Whether it has been started and campaigns until it is stopped, even where nothing
	 * has come of that yet. A campaign for a task, by {@link #run}, does not count.
	 * @return {@code true} from {@link #start()} to {@link #stop()}
	 */
	boolean isStarted();

	/**
	 * Whether this candidate leads at the moment of the call. Costs a clock reading.
	 * @return {@code true} while its term stands
	 */
	boolean isLeader();

	/**
	 * Who holds the lease, as far as this candidate has seen.
	 * @return the identity of the holder, or empty where nobody does or nothing is known
	 */
	Optional<String> getLeader();

	/**
	 * The term of this candidate.
	 * @return the term that stands at the moment of the call, or empty where it does not
	 * lead
	 */
	Optional<Leadership> leadership();

	/**
	 * Ends the term of this candidate, if it leads, and lets others go first.
	 * @param cooldown how long it does not campaign; at least as long as each follower
	 * needs to try once
	 * @return whether it led
	 */
	boolean stepDown(Duration cooldown);

	/**
	 * Ends the term of this candidate, if it leads, and campaigns no more until
	 * {@link #resume()}, over stops and starts. It still observes who leads, while it is
	 * started.
	 */
	void pause();

	/**
	 * Campaigns again after {@link #pause()}.
	 */
	void resume();

	/**
	 * Campaigns once, for a task, and blocks until that campaign is over: the task has
	 * succeeded elsewhere, or this candidate has led and its term has ended, for whatever
	 * reason. The candidate must not be started.
	 * @param task what the campaign is for
	 * @return how it ended
	 * @throws IllegalStateException if it is started or closed
	 * @throws InterruptedException if the calling thread was interrupted; the campaign
	 * was stopped in order then
	 */
	ElectionResult run(ElectionTask task) throws InterruptedException;

	/**
	 * How this candidate stands: for people and for monitoring.
	 * @return a snapshot
	 */
	ElectionStatus status();

	/**
	 * Stops for good and waits as {@link #stop()} does. Threads of its own end when the
	 * lease has been released, which may be later.
	 */
	@Override
	void close();

}
