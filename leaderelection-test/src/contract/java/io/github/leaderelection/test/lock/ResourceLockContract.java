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

package io.github.leaderelection.test.lock;

import java.util.List;

import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link ResourceLock} must do for elections to keep their promises. To test a
 * lock of another kind, extend this and say how it is made: <pre class="code">
 * class MyLockTests extends ResourceLockContract {
 *
 * 	&#64;Override
 * 	protected ResourceLockFactory newProcess() {
 * 		return new MyLockFactory(address);
 * 	}
 *
 * }</pre>
 * <p>
 * All factories that a test asks for must share one store, as processes do. The store may
 * be used by many tests, one after the other or at once: each takes elections with names
 * of its own, and leaves its records behind, since none is ever deleted.
 * <p>
 * Needs JUnit Jupiter, AssertJ and Awaitility. Which calls wait for which, what a lock
 * does when its store is out of reach, and that timeouts are kept can be told by no test
 * that knows nothing of the store: those are for the lock's own.
 */
@Timeout(120)
public abstract class ResourceLockContract extends NameContract {

	/** Creates the tests of a lock. */
	protected ResourceLockContract() {
	}

	@Test
	void aBatchAnswersEachCallInItsPlace() {
		ResourceLockFactory process = process();
		ResourceLock read = process.create(this.election + "-read", "a");
		ResourceLock refused = process.create(this.election + "-refused", "a");
		ResourceLock created = process.create(this.election + "-created", "a");
		ResourceLock acquired = process.create(this.election + "-acquired", "a");
		ResourceLock renewed = process.create(this.election + "-renewed", "a");
		refused.create(record("b", 1), TIMEOUT);
		renewed.create(record("a", 1), TIMEOUT);
		acquired.create(record("b", 1), TIMEOUT);
		assertThat(read.batch()).isEqualTo(renewed.batch());

		List<LockReply> replies = read.batch()
			.execute(List.of(call(read, new LockOperation.Get()),
					call(acquired, new LockOperation.Update(record("a", 2), new AtVersion(read(acquired).version()))),
					call(refused, new LockOperation.Update(record("a", 1), new HeldBy("a", 1))),
					call(created, new LockOperation.Create(record("a", 1))),
					call(renewed, new LockOperation.Update(record("a", 1), new HeldBy("a", 1)))));

		assertThat(replies).hasSize(5);
		assertThat(replies.get(0)).isInstanceOfSatisfying(LockReply.Read.class,
				(reply) -> assertThat(reply.snapshot()).isEmpty());
		assertThat(replies.get(1)).isInstanceOf(LockReply.Applied.class);
		assertThat(replies.get(2)).isInstanceOf(LockReply.Refused.class);
		assertThat(replies.get(3)).isInstanceOf(LockReply.Applied.class);
		assertThat(replies.get(4)).isInstanceOf(LockReply.Applied.class);
		assertThat(read.batch().execute(List.of())).isEmpty();
	}

}
