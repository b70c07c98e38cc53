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

import java.util.HashSet;
import java.util.Set;

/**
 * The terms of a candidate whose work has outlived its lease and still runs. Written on
 * the mailbox, read anywhere.
 */
final class Overruns {

	private volatile Set<Long> tokens = Set.of();

	/** The newest; those before it have drained too, one after the other. */
	private long drainedToken;

	boolean isEmpty() {
		return this.tokens.isEmpty();
	}

	/**
	 * The lease of a term is over.
	 * @return whether its work still runs
	 */
	boolean add(long token) {
		if (token <= this.drainedToken) {
			return false;
		}
		Set<Long> more = new HashSet<>(this.tokens);
		more.add(token);
		this.tokens = Set.copyOf(more);
		return true;
	}

	/** The work of a term has stopped. */
	void drained(long token) {
		this.drainedToken = token;
		Set<Long> fewer = new HashSet<>(this.tokens);
		fewer.remove(token);
		this.tokens = Set.copyOf(fewer);
	}

}
