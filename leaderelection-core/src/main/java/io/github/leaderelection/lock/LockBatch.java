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

import java.util.List;

/**
 * Performs calls of many locks in as few round trips as the store allows. Called on the
 * library's worker thread, never concurrently for equal batches.
 */
@FunctionalInterface
public interface LockBatch {

	/**
	 * Performs the calls. A call that fails yields {@link LockReply.Failed} for itself
	 * and leaves the others alone.
	 * @param calls the calls, at most one for each election; each carries its own timeout
	 * @return one reply for each call, in the same order
	 */
	List<LockReply> execute(List<LockCall> calls);

	/**
	 * Does the same, and gives each reply as soon as it is known, so that a call that has
	 * to wait keeps back no other's reply. By default all replies are given at the end.
	 * @param calls the calls, at most one for each election; each carries its own timeout
	 * @param replies who is told, once for each call
	 * @throws LockException if the batch breaks its contract
	 */
	default void execute(List<LockCall> calls, Replies replies) {
		List<LockReply> given = execute(calls);
		if (given.size() != calls.size()) {
			throw new LockException("The lock gave %d replies to %d calls".formatted(given.size(), calls.size()), null);
		}
		for (int i = 0; i < given.size(); i++) {
			replies.reply(i, given.get(i));
		}
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
