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

package io.github.leaderelection.chaos.instance;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.chaos.log.LeaderSamples;
import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.log.ProcessLog;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;

/** Asks {@code isLeader()} about a thousand times a second. */
class LeaderSampler implements InitializingBean {

	private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

	private final LeaderElector elector;

	private final LeaderSamples samples;

	private final ProcessLog log;

	private @Nullable Leadership term;

	private boolean termOver;

	LeaderSampler(LeaderElector elector, LeaderSamples samples, ProcessLog log) {
		this.elector = elector;
		this.samples = samples;
		this.log = log;
	}

	/**
	 * Before the elections start; ends with the process, so that none of it is missed.
	 */
	@Override
	public void afterPropertiesSet() {
		Thread thread = new Thread(() -> {
			while (true) {
				sample();
				LockSupport.parkNanos(PERIOD);
			}
		}, "leader-sampler");
		thread.setDaemon(true);
		thread.start();
	}

	private void sample() {
		Leadership known = this.term;
		if (known != null) {
			watchEnd(known);
		}
		Optional<Leadership> before = this.elector.leadership();
		long asked = System.nanoTime();
		boolean leader = this.elector.isLeader();
		long answered = System.nanoTime();
		Optional<Leadership> after = this.elector.leadership();
		// A term on either side of the question, and the same, is the one that it was
		// answered for.
		if (leader && before.isPresent() && after.isPresent()
				&& before.get().fencingToken() == after.get().fencingToken()) {
			Leadership current = after.get();
			if (this.term == null || this.term.fencingToken() != current.fencingToken()) {
				this.term = current;
				this.termOver = false;
			}
			this.samples.add(current.fencingToken(), asked, answered);
		}
	}

	private void watchEnd(Leadership known) {
		boolean valid = known.isValid();
		if (valid && this.termOver) {
			this.log.append(LogEvent.RESUMED, known.fencingToken(), known.toString());
		}
		this.termOver = !valid;
	}

}
