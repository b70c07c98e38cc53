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
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import io.github.leaderelection.ElectionMonitor.Outcome;
import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockReply;
import org.jspecify.annotations.Nullable;

/**
 * Calls locks, on one thread. Whatever the mailbox has decided on at one tick goes out
 * together, and so does what has come in while the thread was busy. A call of an election
 * replaces an earlier one of the same election that still waits: the candidate has given
 * up on that one.
 */
final class LockWorker implements LockCalls {

	private final Ticker ticker;

	private final Mailbox mailbox;

	private final ElectionMonitor monitor;

	private final Executor executor;

	private Map<Object, Request> waiting = new LinkedHashMap<>();

	private boolean scheduled;

	LockWorker(Ticker ticker, Mailbox mailbox, ElectionMonitor monitor, Executor executor) {
		this.ticker = ticker;
		this.mailbox = mailbox;
		this.monitor = monitor;
		this.executor = executor;
	}

	@Override
	public void submit(Request request) {
		synchronized (this) {
			this.waiting.put(request.candidate(), request);
			if (this.scheduled) {
				return;
			}
			this.scheduled = true;
		}
		// after the events that are due already: they will call as well
		this.mailbox.post(this::send);
	}

	private void send() {
		try {
			this.executor.execute(this::work);
		}
		catch (Throwable ex) {
			LockReply failed = failed("The call could not be sent: " + ex, ex);
			takeAll().values().forEach((unsent) -> reply(unsent, failed, 0));
		}
	}

	@Override
	public void close() {
		if (this.executor instanceof ExecutorService service) {
			service.shutdownNow();
		}
	}

	private synchronized Map<Object, Request> takeAll() {
		Map<Object, Request> taken = this.waiting;
		this.waiting = new LinkedHashMap<>();
		this.scheduled = false;
		return taken;
	}

	private void work() {
		Map<LockBatch, List<Request>> batches = new LinkedHashMap<>();
		for (Request request : takeAll().values()) {
			try {
				batches.computeIfAbsent(request.lock().batch(), (batch) -> new ArrayList<>()).add(request);
			}
			catch (Throwable ex) {
				reply(request, failed("The lock failed: " + ex, ex), 0);
			}
		}
		batches.forEach(this::perform);
	}

	private void perform(LockBatch batch, List<Request> requests) {
		long start = this.ticker.read();
		List<Request> inTime = new ArrayList<>(requests.size());
		List<LockCall> calls = new ArrayList<>(requests.size());
		for (Request request : requests) {
			long left = request.deadline() - start;
			if (left > 0) {
				inTime.add(request);
				calls.add(new LockCall(request.lock(), request.operation(), Duration.ofNanos(left)));
			}
			else {
				reply(request, failed("The call waited too long for those before it and was not sent", null), 0);
			}
		}
		if (!calls.isEmpty()) {
			execute(batch, calls, new Answers(inTime, start));
		}
	}

	/**
	 * A lock is foreign code: whatever it throws must reach the election as a failure.
	 */
	private static void execute(LockBatch batch, List<LockCall> calls, Answers answers) {
		try {
			batch.execute(calls, answers);
			answers.failRest(failed("The lock gave no reply to a call", null));
		}
		catch (LockException ex) {
			answers.failRest(new LockReply.Failed(ex));
		}
		catch (Throwable ex) {
			answers.failRest(failed("The lock failed: " + ex, ex));
		}
	}

	private static LockReply failed(String message, @Nullable Throwable cause) {
		return new LockReply.Failed(new LockException(message, cause));
	}

	private void reply(Request request, LockReply reply, long elapsed) {
		this.monitor.lockCalled(request.lock().electionName(), request.kind(), outcomeOf(reply),
				Duration.ofNanos(elapsed));
		this.mailbox.post(() -> request.reply().accept(reply));
	}

	private static Outcome outcomeOf(LockReply reply) {
		if (reply instanceof LockReply.Failed) {
			return Outcome.FAILED;
		}
		return (reply instanceof LockReply.Refused) ? Outcome.REFUSED : Outcome.SUCCESS;
	}

	/** Hands each reply on, the first one to each call. */
	private final class Answers implements LockBatch.Replies {

		private final List<Request> requests;

		private final long start;

		private final BitSet answered = new BitSet();

		Answers(List<Request> requests, long start) {
			this.requests = requests;
			this.start = start;
		}

		@Override
		public void reply(int index, @Nullable LockReply reply) {
			if (reply != null && !this.answered.get(index)) {
				this.answered.set(index);
				LockWorker.this.reply(this.requests.get(index), reply, LockWorker.this.ticker.read() - this.start);
			}
		}

		void failRest(LockReply failure) {
			for (int i = 0; i < this.requests.size(); i++) {
				reply(i, failure);
			}
		}

	}

}
