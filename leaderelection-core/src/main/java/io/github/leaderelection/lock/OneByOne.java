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

/** The {@link LockBatch} of locks that have none of their own. */
enum OneByOne implements LockBatch {

	INSTANCE;

	@Override
	public void execute(List<LockCall> calls, Replies replies) {
		for (int index = 0; index < calls.size(); index++) {
			replies.reply(index, perform(calls.get(index)));
		}
	}

	private static LockReply perform(LockCall call) {
		ResourceLock lock = call.lock();
		try {
			if (call.operation() instanceof LockOperation.Create create) {
				return LockReply.ofWrite(lock.create(create.record(), call.timeout()));
			}
			if (call.operation() instanceof LockOperation.Update update) {
				return LockReply.ofWrite(lock.update(update.record(), update.condition(), call.timeout()));
			}
			return new LockReply.Read(lock.get(call.timeout()));
		}
		catch (RuntimeException ex) {
			return new LockReply.Failed(ex);
		}
		catch (Error ex) {
			// the calls of other elections in the batch are none of this lock's business
			return new LockReply.Failed(new LockException("The lock failed: " + ex, ex));
		}
	}

}
