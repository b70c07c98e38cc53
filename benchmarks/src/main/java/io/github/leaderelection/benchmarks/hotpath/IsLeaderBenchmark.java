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

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.lock.InMemoryLockStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * {@code isLeader()} of a candidate that leads, beside the clock reading that it cannot
 * do without.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IsLeaderBenchmark {

	private final LeaderElector elector;

	/** Starts a candidate and waits until it leads. */
	public IsLeaderBenchmark() {
		this.elector = LeaderElector
			.create(LeaderElectionConfig.builder().lock(new InMemoryLockStore().create("hot", "benchmark")).build());
		this.elector.start();
		while (!this.elector.isLeader()) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
	}

	/**
	 * The baseline.
	 * @return the time
	 */
	@Benchmark
	public long nanoTime() {
		return System.nanoTime();
	}

	/**
	 * The question.
	 * @return {@code true}
	 */
	@Benchmark
	public boolean isLeader() {
		return this.elector.isLeader();
	}

	/** Stops the candidate, which still leads: or something else was measured. */
	@TearDown
	public void close() {
		if (!this.elector.isLeader()) {
			throw new IllegalStateException("The candidate has not led to the end");
		}
		this.elector.close();
	}

}
