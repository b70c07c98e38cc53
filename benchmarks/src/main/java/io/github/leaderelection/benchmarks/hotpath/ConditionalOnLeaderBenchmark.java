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

package io.github.leaderelection.benchmarks.hotpath;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.leaderelection.LeaderElections;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A method with {@code @ConditionalOnLeader} where this process leads, beside the same
 * bean under an advisor that does nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ConditionalOnLeaderBenchmark {

	private final ConfigurableApplicationContext context;

	private final LeaderWork conditional;

	private final LeaderWork plain;

	/** Starts an application and waits until it leads. */
	public ConditionalOnLeaderBenchmark() {
		this.context = new SpringApplicationBuilder(HotPathApplication.class).web(WebApplicationType.NONE)
			.run("--spring.config.name=benchmarks", "--spring.main.banner-mode=off", "--leaderelection.name=hot",
					"--leaderelection.lock=memory");
		LeaderElections elections = this.context.getBean(LeaderElections.class);
		while (!elections.isLeader("hot")) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
		this.conditional = this.context.getBean(LeaderWork.class);
		ProxyFactory factory = new ProxyFactory(new LeaderWork());
		factory.setProxyTargetClass(true);
		factory.addAdvice(new NoOp());
		this.plain = (LeaderWork) factory.getProxy();
	}

	/** The baseline. */
	@Benchmark
	public void noOpAdvisor() {
		this.plain.call();
	}

	/** The call that is subject to leadership. */
	@Benchmark
	public void conditionalOnLeader() {
		this.conditional.call();
	}

	/**
	 * Stops the application; its bean has been reached, or something else was measured.
	 */
	@TearDown
	public void close() {
		boolean called = this.conditional.calls() != 0 || this.plain.calls() != 0;
		this.context.close();
		if (!called) {
			throw new IllegalStateException("The calls have not reached the bean");
		}
	}

	private static final class NoOp implements MethodInterceptor {

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			return invocation.proceed();
		}

	}

}
