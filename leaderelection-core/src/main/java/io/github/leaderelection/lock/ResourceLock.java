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

package io.github.leaderelection.lock;

import java.time.Duration;
import java.util.Optional;

/**
 * The lease of one election as one candidate sees it. The counterpart of
 * {@code resourcelock.Interface} in Kubernetes' {@code client-go}: the same six
 * operations, with two repairs. A write says what it expects ({@link WriteCondition}), so
 * that it can be repeated without harm, and every operation is bounded in time.
 * <p>
 * An implementation must make each write atomic, must never lower a fencing token, and
 * must never delete a record. It need not be thread-safe towards one election: an
 * election performs one call at a time.
 * <p>
 * An election calls {@link #get}, {@link #create}, {@link #update} and its
 * {@link #batch()} on the library's worker thread, where they may block up to the given
 * timeout. They throw {@link LockException} when the outcome is unknown or the store
 * cannot be reached; the election then tries again. {@link #electionName()},
 * {@link #identity()}, {@link #describe()} and {@link #watch} are called on any thread,
 * beside such a call too, and on the one that decides for all elections: they must not
 * block.
 */
public interface ResourceLock {

	/**
	 * The name of the election that this lock decides.
	 * @return the name, not empty
	 */
	String electionName();

	/**
	 * The identity that this candidate signs with. It must be unique to the process: two
	 * candidates that share one can both believe that they lead.
	 * @return the identity, not empty
	 */
	String identity();

	/**
	 * Reads the record.
	 * @param timeout how long the call may take
	 * @return the record with its version and age, or empty where nobody has ever led
	 * @throws LockException if the record could not be read
	 */
	Optional<LockSnapshot> get(Duration timeout);

	/**
	 * Writes the first record of the election.
	 * @param record what to write; its times are ignored, the store sets its own
	 * @param timeout how long the call may take
	 * @return {@code false} if there is a record already, which is left as it is
	 * @throws LockException if the outcome is unknown
	 */
	boolean create(LeaderElectionRecord record, Duration timeout);

	/**
	 * Replaces the record if the condition holds at that instant, and raises its version.
	 * The store sets the renewal time; it sets the acquisition time where the token
	 * changes and keeps it otherwise.
	 * @param record what to write; its times are ignored
	 * @param condition what must be true of the record that is replaced
	 * @param timeout how long the call may take
	 * @return {@code false} if the condition did not hold; nothing was written then
	 * @throws LockException if the outcome is unknown
	 */
	boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout);

	/**
	 * Notes an event of the election ("became leader") where the store keeps such notes.
	 * Called on a relay thread: while it blocks, listeners and the end of a drain wait.
	 * Failures are the lock's own to log.
	 * @param event what happened
	 */
	void recordEvent(String event);

	/**
	 * Describes the lock for people: logs, the actuator, error messages. From what is
	 * known: the store is not asked.
	 * @return for example {@code leader_election/reports on jdbc:postgresql://db/orders}
	 */
	String describe();

	/**
	 * Asks to be told when somebody acquires or releases the record, where the store can
	 * tell of that; renewals are not told of. It is a help and no promise: a hint may be
	 * lost, come late, come twice, and come for nothing, and the candidate looks
	 * regularly all the same. Must return at once, whatever the store does.
	 * @param hint what to run when the record may have changed; on any thread; it does
	 * not block and does not throw
	 * @return ends the watch; by default one that never gives a hint
	 */
	default LockWatch watch(Runnable hint) {
		return LockWatch.none();
	}

	/**
	 * The batch entry: where calls of several locks are performed together. Locks that
	 * return equal batches share round trips.
	 * @return by default one that calls the operations above one by one
	 */
	default LockBatch batch() {
		return LockBatch.oneByOne();
	}

}
