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

package io.github.leaderelection.jdbc;

import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.WriteCondition;

/** The kinds of calls, in the order in which a batch performs them. */
enum CallKind {

	/** A term lives on these. */
	RENEW("renew"),

	RELEASE("release"),

	GET("read"),

	CREATE("create"),

	/** Last: it may wait for fenced transactions. */
	ACQUIRE("acquire");

	private final String verb;

	CallKind(String verb) {
		this.verb = verb;
	}

	String verb() {
		return this.verb;
	}

	static CallKind of(LockOperation operation) {
		if (operation instanceof LockOperation.Update update) {
			if (update.condition() instanceof WriteCondition.AtVersion) {
				return ACQUIRE;
			}
			return update.record().isHeld() ? RENEW : RELEASE;
		}
		return (operation instanceof LockOperation.Create) ? CREATE : GET;
	}

}
