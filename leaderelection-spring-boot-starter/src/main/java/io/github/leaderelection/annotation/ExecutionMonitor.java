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

import java.lang.reflect.Method;

/**
 * Is told of every call of a method that is annotated with {@link ConditionalOnLeader}.
 * Called on the caller's thread: implementations must neither block nor throw.
 */
@FunctionalInterface
public interface ExecutionMonitor {

	/**
	 * A call has been skipped, or is over.
	 * @param electionName the election it depends on
	 * @param outcome what became of it
	 */
	void executed(String electionName, Outcome outcome);

	/**
	 * A call has been skipped, or is over; tells which one as well. By default the rest
	 * is passed on to {@link #executed(String, Outcome)}.
	 * @param execution the call and what became of it
	 */
	default void executed(Execution execution) {
		executed(execution.electionName(), execution.outcome());
	}

	/**
	 * A call, and what became of it.
	 *
	 * @param electionName the election it depends on
	 * @param beanType the class of the bean
	 * @param method the method that was called, of an interface where the proxy has one
	 * @param outcome what became of it
	 */
	record Execution(String electionName, Class<?> beanType, Method method, Outcome outcome) {
	}

	/** What became of a call. */
	enum Outcome {

		/** It has run, whether it returned or threw. */
		EXECUTED,

		/** It has not run: this instance did not lead. */
		SKIPPED,

		/** It was interrupted because the term was revoked. */
		INTERRUPTED

	}

}
