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

package io.github.leaderelection.test;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.leaderelection.test.JobCall.Outcome;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what this instance leads, and on calls of methods that are annotated with
 * {@code @ConditionalOnLeader}. A call counts when it is over; where it runs on another
 * thread, wait for it (Awaitility's {@code untilAsserted}).
 */
public final class LeadershipSwitchAssert extends AbstractAssert<LeadershipSwitchAssert, LeadershipSwitch> {

	LeadershipSwitchAssert(@Nullable LeadershipSwitch actual) {
		super(actual, LeadershipSwitchAssert.class);
	}

	/**
	 * Verifies that this instance leads an election.
	 * @param electionName the election
	 * @return this
	 */
	public LeadershipSwitchAssert leads(String electionName) {
		isNotNull();
		if (!this.actual.isLeader(electionName)) {
			failWithMessage("Expected this instance to lead the election '%s', but it does not.", electionName);
		}
		return this;
	}

	/**
	 * Verifies that this instance does not lead an election.
	 * @param electionName the election
	 * @return this
	 */
	public LeadershipSwitchAssert doesNotLead(String electionName) {
		isNotNull();
		if (this.actual.isLeader(electionName)) {
			failWithMessage("Expected this instance not to lead the election '%s', but it does.", electionName);
		}
		return this;
	}

	/**
	 * Verifies that the last call of a job in this test ran to its end.
	 * @param type the class of the job, or a type that it extends or implements
	 * @param methodName the name of its method
	 * @return this
	 */
	public LeadershipSwitchAssert ran(Class<?> type, String methodName) {
		return lastCall(type, methodName, Outcome.RAN, "to have run");
	}

	/**
	 * Verifies that the last call of a job in this test was skipped.
	 * @param type the class of the job, or a type that it extends or implements
	 * @param methodName the name of its method
	 * @return this
	 */
	public LeadershipSwitchAssert skipped(Class<?> type, String methodName) {
		return lastCall(type, methodName, Outcome.SKIPPED, "to have been skipped");
	}

	/**
	 * Verifies that the last call of a job in this test was interrupted, since the term
	 * was revoked meanwhile.
	 * @param type the class of the job, or a type that it extends or implements
	 * @param methodName the name of its method
	 * @return this
	 */
	public LeadershipSwitchAssert interrupted(Class<?> type, String methodName) {
		return lastCall(type, methodName, Outcome.INTERRUPTED, "to have been interrupted");
	}

	/**
	 * Verifies that no call of a job in this test has run, not even to be interrupted.
	 * @param type the class of the job, or a type that it extends or implements
	 * @param methodName the name of its method
	 * @return this
	 */
	public LeadershipSwitchAssert neverRan(Class<?> type, String methodName) {
		List<JobCall> calls = callsOf(type, methodName);
		if (calls.stream().anyMatch((call) -> call.outcome() != Outcome.SKIPPED)) {
			failWithMessage("Expected no call of %s.%s to have run.%n%s", type.getSimpleName(), methodName, allCalls());
		}
		return this;
	}

	private LeadershipSwitchAssert lastCall(Class<?> type, String methodName, Outcome expected, String wish) {
		List<JobCall> calls = callsOf(type, methodName);
		if (calls.isEmpty()) {
			failWithMessage(
					"Expected the last call of %s.%s %s, but no call of it is over. "
							+ "Only calls through the bean of a method with @ConditionalOnLeader are seen.%n%s",
					type.getSimpleName(), methodName, wish, allCalls());
		}
		else if (calls.get(calls.size() - 1).outcome() != expected) {
			failWithMessage("Expected the last call of %s.%s %s.%n%s", type.getSimpleName(), methodName, wish,
					allCalls());
		}
		return this;
	}

	private List<JobCall> callsOf(Class<?> type, String methodName) {
		isNotNull();
		TreeSet<String> known = methodNames(type).collect(Collectors.toCollection(TreeSet::new));
		if (!known.contains(methodName)) {
			throw new IllegalArgumentException("There is no method '" + methodName + "' in " + type.getName()
					+ ", so that the assertion says nothing. Its methods: " + String.join(", ", known));
		}
		return this.actual.calls().stream().filter((call) -> call.isOf(type, methodName)).toList();
	}

	private static Stream<String> methodNames(@Nullable Class<?> type) {
		if (type == null || type == Object.class) {
			return Stream.empty();
		}
		Stream<String> own = Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> !method.isSynthetic())
			.map((method) -> method.getName());
		Stream<String> inherited = Stream.concat(
				Stream.of(type.getInterfaces()).flatMap(LeadershipSwitchAssert::methodNames),
				methodNames(type.getSuperclass()));
		return Stream.concat(own, inherited);
	}

	private String allCalls() {
		List<JobCall> calls = this.actual.calls();
		return calls.isEmpty() ? "No calls in this test so far." : "Calls in this test so far:"
				+ calls.stream().map((call) -> System.lineSeparator() + "  " + call).collect(Collectors.joining());
	}

}
