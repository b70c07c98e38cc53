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

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;

import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.LockReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link LeaderElector#run}: one campaign, for a task. */
class RunTaskTests {

	private final Bench bench = new Bench();

	private final ElectionTask task = new ElectionTask();

	private final RecordingListener recorder = new RecordingListener(this.bench.news);

	private LeaderElector elector = this.bench.elector("a", (config) -> config.callbacks(this.recorder));

	private FutureTask<ElectionResult> running;

	private Thread runner;

	/** Runs the task until the candidate leads, or follows. */
	private void run() {
		this.running = new FutureTask<>(() -> this.elector.run(this.task));
		this.runner = new Thread(this.running, "runner");
		this.runner.setDaemon(true);
		this.runner.start();
		// the campaign has begun, and the runner waits for its end
		Awaitility.await().until(() -> {
			this.bench.settleAll();
			return this.elector.getLeader().isPresent() && this.runner.getState() == Thread.State.WAITING;
		});
	}

	private void runAs(UnaryOperator<LeaderElectionConfig.Builder> settings) {
		this.elector = this.bench.elector("a", settings);
		run();
	}

	private LeaderElector leadByOther() {
		LeaderElector other = this.bench.elector("b");
		other.start();
		this.bench.settleAll();
		return other;
	}

	private ElectionResult result() throws Exception {
		return this.bench.await(this.running);
	}

	private static ElectionResult led(RevocationReason reason, long token) {
		return new ElectionResult(reason, OptionalLong.of(token));
	}

	private static ElectionResult followed(RevocationReason reason) {
		return new ElectionResult(reason, OptionalLong.empty());
	}

	@Test
	void aCampaignForATaskIsNotAStart() throws Exception {
		run();
		assertThat(this.elector.isLeader()).isTrue();
		assertThat(this.elector.isStarted()).isFalse();
		this.task.succeeded();
		result();
		this.elector.start();
		assertThat(this.elector.isStarted()).isTrue();
	}

	@Test
	void aLeaderGivesUpWhenTheTaskHasSucceeded() throws Exception {
		run();
		assertThat(this.elector.isLeader()).isTrue();
		this.task.succeeded();
		assertThat(result()).isEqualTo(led(RevocationReason.TASK_COMPLETED, 1));
		assertThat(result().hasLed()).isTrue();
		assertThat(this.elector.getLeader()).isEmpty();
		assertThat(this.bench.news).containsSubsequence("started leading 1", "stopped leading 1 TASK_COMPLETED");
	}

	@Test
	void aLeaderGivesUpWhenTheTaskHasFailed() throws Exception {
		run();
		this.task.failed(new IllegalStateException("no paper"));
		assertThat(result()).isEqualTo(led(RevocationReason.TASK_FAILED, 1));
	}

	@Test
	void aCandidateStopsWhenTheTaskHasSucceeded() throws Exception {
		leadByOther();
		run();
		this.task.succeeded();
		assertThat(result()).isEqualTo(followed(RevocationReason.TASK_COMPLETED));
		assertThat(result().hasLed()).isFalse();
		assertThat(this.bench.news).doesNotContain("started leading 1");
	}

	@Test
	void aCandidateIgnoresThatTheTaskHasFailed() throws Exception {
		LeaderElector other = leadByOther();
		run();
		this.task.failed(null);
		this.bench.passAll(Duration.ofSeconds(10));
		assertThat(this.running).isNotDone();
		((DefaultLeaderElector) other).requestStop();
		this.bench.passAll(Duration.ofSeconds(10));
		assertThat(this.elector.isLeader()).isTrue();
		this.task.failed(null);
		assertThat(result()).isEqualTo(led(RevocationReason.TASK_FAILED, 2));
	}

	@Test
	void aTaskThatHasSucceededAlreadyIsNotCampaignedFor() throws Exception {
		leadByOther();
		this.task.succeeded();
		this.running = new FutureTask<>(() -> this.elector.run(this.task));
		new Thread(this.running, "runner").start();
		assertThat(result()).isEqualTo(followed(RevocationReason.TASK_COMPLETED));
		assertThat(this.bench.news).noneMatch((line) -> line.startsWith("granted"));
	}

	@Test
	void theTermLimitEndsTheRun() throws Exception {
		runAs((config) -> config.termLimit(Duration.ofSeconds(30)));
		this.bench.passAll(Duration.ofMillis(29_999));
		assertThat(this.running).isNotDone();
		this.bench.passAll(Duration.ofMillis(1));
		assertThat(result()).isEqualTo(led(RevocationReason.TERM_LIMIT, 1));
	}

	@Test
	void noTermLimitMeansNever() {
		run();
		this.bench.passAll(Duration.ofHours(1));
		assertThat(this.running).isNotDone();
		assertThat(this.elector.isLeader()).isTrue();
	}

	@Test
	void aTermThatIsLostEndsTheRun() throws Exception {
		run();
		this.bench.calls.answerNothing();
		this.bench.pass(Duration.ofSeconds(2));
		this.bench.calls.reply(this.bench.calls.take(), new LockReply.Refused());
		assertThat(result()).isEqualTo(led(RevocationReason.LOST, 1));
	}

	@Test
	void aTermThatExpiresEndsTheRun() throws Exception {
		run();
		this.bench.calls.answerNothing();
		this.bench.passAll(Duration.ofSeconds(10));
		this.bench.passAll(Duration.ofSeconds(3));
		assertThat(result()).isEqualTo(led(RevocationReason.EXPIRED, 1));
	}

	@Test
	void stepDownEndsTheRun() throws Exception {
		run();
		this.elector.stepDown(Duration.ofMinutes(1));
		assertThat(result()).isEqualTo(led(RevocationReason.STEPPED_DOWN, 1));
	}

	@Test
	void workThatThrowsEndsTheRun() throws Exception {
		CompletableFuture<Void> failing = new CompletableFuture<>();
		this.elector = this.bench.elector("a", (config) -> config.callbacks(new LeaderCallbacks() {
			@Override
			public void onStartedLeading(Leadership leadership) {
				failing.complete(null);
				throw new IllegalStateException("no paper");
			}
		}));
		this.running = new FutureTask<>(() -> this.elector.run(this.task));
		new Thread(this.running, "runner").start();
		assertThat(result()).isEqualTo(led(RevocationReason.TASK_FAILED, 1));
		assertThat(failing).isDone();
	}

	@Test
	void stopEndsTheRun() throws Exception {
		leadByOther();
		run();
		((DefaultLeaderElector) this.elector).requestStop();
		assertThat(result()).isEqualTo(followed(RevocationReason.STOPPED));
	}

	@Test
	void anInterruptEndsTheRunInOrder() {
		run();
		this.runner.interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(this::result)
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(this.bench.news).containsSubsequence("started leading 1", "stopped leading 1 STOPPED");
		assertThat(this.elector.getLeader()).isEmpty();
	}

	@Test
	void theSameTaskCanBeRunAgain() throws Exception {
		run();
		this.task.failed(null);
		assertThat(result()).isEqualTo(led(RevocationReason.TASK_FAILED, 1));
		run();
		this.task.succeeded();
		assertThat(result()).isEqualTo(led(RevocationReason.TASK_COMPLETED, 2));
	}

	@Test
	void anOutcomeAfterTheRunIsNobodysBusiness() throws Exception {
		run();
		this.task.failed(null);
		result();
		this.elector.start();
		this.bench.settleAll();
		this.task.succeeded();
		this.bench.settleAll();
		assertThat(this.elector.isLeader()).isTrue();
	}

}
