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

import java.util.function.Consumer;

import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.ResourceLock;

/** Where calls to locks are performed, away from the mailbox. */
interface LockCalls extends AutoCloseable {

	/** Hands a call over. The reply is given on the mailbox. */
	void submit(Request request);

	@Override
	void close();

	/**
	 * A call to a lock.
	 *
	 * @param candidate on whose behalf
	 * @param lock whom to call
	 * @param kind what it is for
	 * @param operation what to do
	 * @param deadline until when it may take, by the ticker
	 * @param reply who is told
	 */
	record Request(Object candidate, ResourceLock lock, Operation kind, LockOperation operation, long deadline,
			Consumer<LockReply> reply) {
	}

}
