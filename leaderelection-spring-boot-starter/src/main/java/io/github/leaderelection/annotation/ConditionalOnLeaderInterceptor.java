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
import java.util.Optional;
import java.util.function.Supplier;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.TermWork;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Runs a call as part of the work of the term, or skips it. */
class ConditionalOnLeaderInterceptor implements MethodInterceptor {

	private final Supplier<LeaderElections> elections;

	private final ElectionNames names;

	private final Supplier<ExecutionMonitor> monitor;

	private final OncePerMethod<Resolved> calls = new OncePerMethod<>(this::resolve);

	ConditionalOnLeaderInterceptor(Supplier<LeaderElections> elections, ElectionNames names,
			Supplier<ExecutionMonitor> monitor) {
		this.elections = elections;
		this.names = names;
		this.monitor = monitor;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Resolved call = this.calls.of(invocation);
		Optional<TermWork> begun = call.elections()
			.get(call.electionName())
			.leadership()
			.flatMap((leadership) -> leadership.beginWork(call.interruptOnRevocation()));
		if (begun.isEmpty()) {
			call.monitor().executed(call.execution(ExecutionMonitor.Outcome.SKIPPED));
			return call.skippedResult();
		}
		TermWork work = begun.get();
		RunningCalls.enter(work);
		try {
			return invocation.proceed();
		}
		finally {
			RunningCalls.leave();
			ExecutionMonitor.Outcome outcome = work.wasInterrupted() ? ExecutionMonitor.Outcome.INTERRUPTED
					: ExecutionMonitor.Outcome.EXECUTED;
			work.close();
			call.monitor().executed(call.execution(outcome));
		}
	}

	private Resolved resolve(Method method, Class<?> targetClass) {
		ConditionalCall call = ConditionalCall.find(method, targetClass);
		if (call == null) {
			throw new IllegalStateException("No @ConditionalOnLeader on " + method);
		}
		LeaderElections elections = this.elections.get();
		String name = this.names.resolve(call.election(), elections);
		return new Resolved(elections, name, call.interruptOnRevocation(), SkippedResult.of(method.getReturnType()),
				this.monitor.get(), targetClass, method);
	}

	private record Resolved(LeaderElections elections, String electionName, boolean interruptOnRevocation,
			@Nullable Object skippedResult, ExecutionMonitor monitor, Class<?> beanType, Method method) {

		ExecutionMonitor.Execution execution(ExecutionMonitor.Outcome outcome) {
			return new ExecutionMonitor.Execution(this.electionName, this.beanType, this.method, outcome);
		}

	}

}
