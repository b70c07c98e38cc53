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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.ElectionMonitor.Outcome;
import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class LockWorkerTests {

	private final ManualTicker ticker = new ManualTicker();

	private final ManualMailbox mailbox = new ManualMailbox(this.ticker);

	private final BlockingQueue<String> measured = new LinkedBlockingQueue<>();

	private final LockWorker worker = new LockWorker(this.ticker, this.mailbox, new ElectionMonitor() {
		@Override
		public void lockCalled(String electionName, Operation operation, Outcome outcome, Duration elapsed) {
			LockWorkerTests.this.measured.add(electionName + " " + operation + " " + outcome + " " + elapsed);
		}
	}, Runtimes.workerThread());

	/** The elections of each batch that was executed. */
	private final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();

	private final CountDownLatch blocked = new CountDownLatch(1);

	private final List<String> replies = new ArrayList<>();

	@AfterEach
	void close() {
		this.worker.close();
	}

	private LockBatch batch(Function<LockCall, LockReply> answer) {
		return (calls, replies) -> {
			this.batches.add(calls.stream().map((call) -> call.lock().electionName()).toList());
			for (int i = 0; i < calls.size(); i++) {
				replies.reply(i, answer.apply(calls.get(i)));
			}
		};
	}

	private final LockBatch answering = batch((call) -> new LockReply.Read(Optional.empty()));

	/** Keeps the worker busy until {@link #blocked} is released. */
	private void occupyWorker() throws InterruptedException {
		submit("busy", (calls, replies) -> {
			this.batches.add(List.of("busy"));
			await(this.blocked);
			replies.reply(0, new LockReply.Applied());
		});
		assertThat(this.batches.take()).containsExactly("busy");
	}

	private void submit(String election, LockBatch batch) {
		submit(election, batch, Duration.ofSeconds(5), election);
	}

	private void submit(String election, LockBatch batch, Duration timeout, String label) {
		decide(election, batch, timeout, label);
		this.mailbox.handleAll();
	}

	/** As an event does that others of the same tick wait behind. */
	private void decide(String election, LockBatch batch, Duration timeout, String label) {
		this.worker.submit(new LockCalls.Request(election, new StubLock(election, "a", batch), Operation.GET,
				new LockOperation.Get(), this.ticker.read() + timeout.toNanos(),
				(reply) -> this.replies.add(label + ": " + text(reply))));
	}

	private static String text(LockReply reply) {
		return (reply instanceof LockReply.Failed failed) ? failed.cause().getMessage() : reply.toString();
	}

	/** Waits for so many replies. */
	private List<String> replies(int count) throws InterruptedException {
		for (int i = 0; i < count; i++) {
			this.measured.take();
		}
		// the worker posts a reply right after it has been measured
		Awaitility.await().until(() -> {
			this.mailbox.handleAll();
			return this.replies.size() == count;
		});
		return this.replies;
	}

	@Test
	void whatComesInWhileItIsBusyGoesOutTogether() throws InterruptedException {
		occupyWorker();
		submit("x", this.answering);
		submit("y", this.answering);
		submit("z", this.answering);
		this.blocked.countDown();
		assertThat(replies(4)).containsExactly("busy: Applied[]", "x: Read[snapshot=Optional.empty]",
				"y: Read[snapshot=Optional.empty]", "z: Read[snapshot=Optional.empty]");
		assertThat(this.batches).containsExactly(List.of("x", "y", "z"));
	}

	@Test
	void whatIsDecidedOnAtOneTickGoesOutTogether() throws InterruptedException {
		this.mailbox.post(() -> decide("x", this.answering, Duration.ofSeconds(5), "x"));
		this.mailbox.post(() -> decide("y", this.answering, Duration.ofSeconds(5), "y"));
		this.mailbox.handleAll();
		assertThat(this.batches.take()).containsExactly("x", "y");
	}

	@Test
	void aReplyDoesNotWaitForThoseOfOtherCalls() throws InterruptedException {
		CountDownLatch answered = new CountDownLatch(1);
		LockBatch slow = (calls, replies) -> {
			replies.reply(1, new LockReply.Applied());
			replies.reply(1, new LockReply.Refused());
			answered.countDown();
			await(this.blocked);
		};
		occupy(slow);
		await(answered);
		this.mailbox.handleAll();
		assertThat(this.replies).containsExactly("y: Applied[]");
		this.blocked.countDown();
		assertThat(replies(2)).containsExactly("y: Applied[]", "x: The lock gave no reply to a call");
	}

	private void occupy(LockBatch batch) {
		this.mailbox.post(() -> decide("x", batch, Duration.ofSeconds(5), "x"));
		this.mailbox.post(() -> decide("y", batch, Duration.ofSeconds(5), "y"));
		this.mailbox.handleAll();
	}

	@Test
	void locksWithDifferentBatchesGoOutApart() throws InterruptedException {
		LockBatch other = batch((call) -> new LockReply.Refused());
		occupyWorker();
		submit("x", this.answering);
		submit("y", other);
		submit("z", this.answering);
		this.blocked.countDown();
		assertThat(replies(4)).contains("y: Refused[]");
		assertThat(this.batches).containsExactly(List.of("x", "z"), List.of("y"));
	}

	@Test
	void aCallReplacesAnEarlierOneOfItsElectionThatStillWaits() throws InterruptedException {
		occupyWorker();
		submit("x", this.answering, Duration.ofSeconds(5), "first");
		submit("y", this.answering);
		submit("x", this.answering, Duration.ofSeconds(5), "second");
		this.blocked.countDown();
		assertThat(replies(3)).containsExactly("busy: Applied[]", "second: Read[snapshot=Optional.empty]",
				"y: Read[snapshot=Optional.empty]");
		assertThat(this.batches).containsExactly(List.of("x", "y"));
	}

	@Test
	void whatHasWaitedTooLongIsNotSent() throws InterruptedException {
		occupyWorker();
		submit("x", this.answering, Duration.ofSeconds(2), "x");
		submit("y", this.answering, Duration.ofSeconds(3), "y");
		this.ticker.advance(Duration.ofSeconds(2));
		this.blocked.countDown();
		assertThat(replies(3)).containsExactlyInAnyOrder("busy: Applied[]",
				"x: The call waited too long for those before it and was not sent", "y: Read[snapshot=Optional.empty]");
		assertThat(this.batches).containsExactly(List.of("y"));
	}

	@Test
	void aCallMayTakeWhatIsLeftOfItsTime() throws InterruptedException {
		BlockingQueue<Duration> timeouts = new LinkedBlockingQueue<>();
		occupyWorker();
		submit("x", batch((call) -> {
			timeouts.add(call.timeout());
			return new LockReply.Applied();
		}), Duration.ofSeconds(5), "x");
		this.ticker.advance(Duration.ofSeconds(2));
		this.blocked.countDown();
		assertThat(timeouts.take()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void aBatchThatThrowsFailsItsCallsAndNoOther() throws InterruptedException {
		occupyWorker();
		submit("x", batch((call) -> {
			throw new IllegalStateException("no driver");
		}));
		submit("y", batch((call) -> {
			throw new NoClassDefFoundError("org/Driver");
		}));
		submit("z", this.answering);
		this.blocked.countDown();
		assertThat(replies(4)).contains("x: The lock failed: java.lang.IllegalStateException: no driver",
				"y: The lock failed: java.lang.NoClassDefFoundError: org/Driver", "z: Read[snapshot=Optional.empty]");
	}

	@Test
	void aLockWithoutABatchFailsItsCallAndNoOther() throws InterruptedException {
		occupyWorker();
		submit("x", null);
		submit("z", this.answering);
		this.blocked.countDown();
		assertThat(replies(3)).contains("x: The lock failed: java.lang.IllegalStateException: no batch",
				"z: Read[snapshot=Optional.empty]");
	}

	@Test
	void aBatchThatGivesNoReplyFailsItsCalls() throws InterruptedException {
		submit("x", (calls, replies) -> {
		});
		assertThat(replies(1)).containsExactly("x: The lock gave no reply to a call");
		this.replies.clear();
		submit("x", (calls, replies) -> replies.reply(0, null));
		assertThat(replies(1)).containsExactly("x: The lock gave no reply to a call");
		this.replies.clear();
		submit("x", (calls, replies) -> replies.reply(1, new LockReply.Applied()));
		assertThat(replies(1)).singleElement().asString().startsWith("x: The lock failed: java.lang.IndexOutOfBounds");
	}

	@Test
	void measuresEachCall() throws InterruptedException {
		submit("x", batch((call) -> {
			this.ticker.advance(Duration.ofMillis(7));
			return new LockReply.Applied();
		}));
		assertThat(this.measured.take()).isEqualTo("x GET SUCCESS PT0.007S");
		submit("x", batch((call) -> new LockReply.Refused()));
		assertThat(this.measured.take()).isEqualTo("x GET REFUSED PT0S");
		submit("x", (calls, replies) -> {
		});
		assertThat(this.measured.take()).isEqualTo("x GET FAILED PT0S");
	}

	@Test
	void aClosedWorkerSendsNothing() throws InterruptedException {
		this.worker.close();
		submit("x", this.answering);
		assertThat(this.measured.take()).isEqualTo("x GET FAILED PT0S");
		submit("x", this.answering);
		assertThat(this.measured.take()).isEqualTo("x GET FAILED PT0S");
		assertThat(this.batches.poll(20, TimeUnit.MILLISECONDS)).isNull();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
