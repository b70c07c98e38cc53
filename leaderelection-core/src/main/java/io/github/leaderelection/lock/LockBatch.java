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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Performs calls of many locks in as few round trips as the store allows. Called on the
 * library's worker thread, never concurrently for equal batches.
 */
@FunctionalInterface
public interface LockBatch {

	/**
	 * Performs the calls, and gives each reply as soon as it is known, so that a call
	 * that has to wait keeps back no other's. A call that fails yields
	 * {@link LockReply.Failed} for itself and leaves the others alone.
	 * @param calls the calls, at most one for each election; each carries its own timeout
	 * @param replies who is told, once for each call; a call of which nothing has been
	 * told when this returns, or throws, has failed
	 */
	void execute(List<LockCall> calls, Replies replies);

	/**
	 * Performs the calls and waits for all of them.
	 * @param calls the calls, at most one for each election
	 * @return one reply for each call, in the same order
	 * @throws IllegalStateException if the batch gives no reply to a call
	 */
	default List<LockReply> execute(List<LockCall> calls) {
		Map<Integer, LockReply> given = new HashMap<>();
		execute(calls, given::putIfAbsent);
		List<LockReply> replies = new ArrayList<>(calls.size());
		for (int index = 0; index < calls.size(); index++) {
			LockReply reply = given.get(index);
			if (reply == null) {
				throw new IllegalStateException(
						"The lock gave no reply to the call for '" + calls.get(index).lock().electionName() + "'");
			}
			replies.add(reply);
		}
		return replies;
	}

	/**
	 * The batch that uses nothing but the operations of {@link ResourceLock}.
	 * @return the batch, always the same
	 */
	static LockBatch oneByOne() {
		return OneByOne.INSTANCE;
	}

	/** Who is told what became of the calls of a batch. */
	@FunctionalInterface
	interface Replies {

		/**
		 * A call has been answered, or has failed. To be called on the thread that
		 * executes the batch.
		 * @param index the call's place in the batch
		 * @param reply what became of it
		 */
		void reply(int index, LockReply reply);

	}

}
