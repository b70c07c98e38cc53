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

package io.github.leaderelection.annotation;

import java.util.Optional;
import java.util.function.Predicate;

import io.github.leaderelection.Leadership;
import io.github.leaderelection.TermWork;
import org.jspecify.annotations.Nullable;

/**
 * The {@link ConditionalOnLeader} calls that a thread is in. Each is work of a term, and
 * a drain waits for it: what belongs to the call may still be done when the term has been
 * given up meanwhile. Kept for each thread; thread-safe.
 * <p>
 * Internal: public for the other packages of this library, and may change with any
 * release.
 *
 * @hidden
 */
public final class RunningCalls {

	private static final ThreadLocal<@Nullable RunningCalls> innermost = new ThreadLocal<>();

	private final TermWork work;

	private final @Nullable RunningCalls outer;

	private RunningCalls(TermWork work, @Nullable RunningCalls outer) {
		this.work = work;
		this.outer = outer;
	}

	static void enter(TermWork work) {
		innermost.set(new RunningCalls(work, innermost.get()));
	}

	static void leave() {
		RunningCalls call = innermost.get();
		if (call == null || call.outer == null) {
			innermost.remove();
		}
		else {
			innermost.set(call.outer);
		}
	}

	/**
	 * The term whose work the calling thread is at, which may be over.
	 * @param electionName the election
	 * @param identity who leads in that term
	 * @return the term of the innermost call, or empty where there is no such call
	 */
	public static Optional<Leadership> term(String electionName, String identity) {
		return find((term) -> term.electionName().equals(electionName) && term.identity().equals(identity));
	}

	/**
	 * Whether the calling thread is at the work of a term.
	 * @param term the term, which may be over
	 * @return whether one of the calls that it is in belongs to that term
	 */
	public static boolean isIn(Leadership term) {
		return find((own) -> own.electionName().equals(term.electionName()) && own.identity().equals(term.identity())
				&& own.fencingToken() == term.fencingToken())
			.isPresent();
	}

	private static Optional<Leadership> find(Predicate<Leadership> wanted) {
		for (RunningCalls call = innermost.get(); call != null; call = call.outer) {
			if (wanted.test(call.work.leadership())) {
				return Optional.of(call.work.leadership());
			}
		}
		return Optional.empty();
	}

}
