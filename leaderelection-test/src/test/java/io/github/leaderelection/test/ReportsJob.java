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

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import org.jspecify.annotations.Nullable;

/** A job such as applications have. */
class ReportsJob implements Job {

	private final LeaderElections elections;

	private Runnable midway = () -> {
	};

	private @Nullable Leadership term;

	ReportsJob(LeaderElections elections) {
		this.elections = elections;
	}

	/** Sets what happens in the middle of a run. */
	void midway(Runnable midway) {
		this.midway = midway;
	}

	/** The term of the last run. */
	Leadership term() {
		return Optional.ofNullable(this.term).orElseThrow();
	}

	@Override
	@ConditionalOnLeader("reports")
	public void send() {
		this.term = this.elections.get("reports").leadership().orElseThrow();
		this.midway.run();
	}

	@ConditionalOnLeader(value = "reports", interruptOnRevocation = true)
	void sendSlowly(CountDownLatch begun) throws InterruptedException {
		begun.countDown();
		new CountDownLatch(1).await();
	}

	@ConditionalOnLeader("clean-up")
	@Nullable String cleanUp() {
		return "cleaned up";
	}

	void never() {
	}

}
