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

package io.github.leaderelection.benchmarks.arena;

import java.time.Duration;

import io.github.leaderelection.benchmarks.contestant.Candidate;
import io.github.leaderelection.chaos.fleet.TcpProxy;
import org.jspecify.annotations.Nullable;

/**
 * What a contestant enters with.
 *
 * @param candidate what it uses
 * @param run a prefix of its elections' names
 * @param lease the lease
 * @param elections how many elections it takes part in
 * @param block how long its listener blocks
 * @param proxy what lies between it and the server, if anything does
 * @param urlOptions what is added to the URL
 */
public record Entry(Candidate candidate, String run, Duration lease, int elections, Duration block,
		@Nullable TcpProxy proxy, String urlOptions) {

	/**
	 * The plain case.
	 * @param candidate what it uses
	 * @param run a prefix of its elections' names
	 * @param lease the lease
	 * @param elections how many elections it takes part in
	 */
	public Entry(Candidate candidate, String run, Duration lease, int elections) {
		this(candidate, run, lease, elections, Duration.ZERO, null, "");
	}

	/**
	 * With a listener that blocks.
	 * @param duration for how long
	 * @return another entry
	 */
	public Entry blocking(Duration duration) {
		return new Entry(this.candidate, this.run, this.lease, this.elections, duration, this.proxy, this.urlOptions);
	}

	/**
	 * By way of a proxy.
	 * @param way the proxy
	 * @param options what is added to the URL, beginning with an ampersand, or nothing
	 * @return another entry
	 */
	public Entry through(TcpProxy way, String options) {
		return new Entry(this.candidate, this.run, this.lease, this.elections, this.block, way, options);
	}

}
