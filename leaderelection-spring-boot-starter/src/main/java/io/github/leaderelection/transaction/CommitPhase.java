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

package io.github.leaderelection.transaction;

import java.util.Set;

import org.springframework.transaction.support.AbstractPlatformTransactionManager;

/**
 * Tells whether a transaction is being completed. Whoever registers with it then is not
 * told of the commit any more, and Spring has no other way to learn that than to look who
 * is calling.
 */
final class CommitPhase {

	private static final Set<String> TRIGGERS = Set.of("triggerBeforeCommit", "triggerBeforeCompletion",
			"triggerAfterCommit");

	private CommitPhase() {
	}

	/**
	 * Whether the calling thread is in a callback of a commit. It may have begun another
	 * transaction there, so this can be true without need.
	 */
	static boolean isUnderWay() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.anyMatch((frame) -> TRIGGERS.contains(frame.getMethodName())
					&& frame.getClassName().equals(AbstractPlatformTransactionManager.class.getName())));
	}

}
