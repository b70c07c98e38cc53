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
import java.util.function.Predicate;

import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockReply;

/** Calls to locks that are answered, lost or refused by the test. */
final class ManualLockCalls implements LockCalls {

	private final Mailbox mailbox;

	private final ManualTicker ticker;

	private final List<Request> pending = new ArrayList<>();

	private final List<Operation> history = new ArrayList<>();

	private Predicate<Request> reachable = (request) -> true;

	private boolean closed;

	ManualLockCalls(Mailbox mailbox, ManualTicker ticker) {
		this.mailbox = mailbox;
		this.ticker = ticker;
	}

	@Override
	public void submit(Request request) {
		this.pending.removeIf((earlier) -> earlier.candidate() == request.candidate());
		this.pending.add(request);
		this.history.add(request.kind());
	}

	@Override
	public void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	/** Only such calls are answered from now on; the others stay without a reply. */
	void answerOnly(Predicate<Request> reachable) {
		this.reachable = reachable;
	}

	void answerEverything() {
		answerOnly((request) -> true);
	}

	void answerNothing() {
		answerOnly((request) -> false);
	}

	/** Performs the calls that may be answered. */
	boolean answerAll() {
		List<Request> answered = this.pending.stream().filter(this.reachable).toList();
		this.pending.removeAll(answered);
		answered.forEach((request) -> reply(request, perform(request)));
		return !answered.isEmpty();
	}

	/** Takes the one call that waits. */
	Request take() {
		if (this.pending.size() != 1) {
			throw new AssertionError("There should be one call: " + this.pending);
		}
		return this.pending.remove(0);
	}

	LockReply perform(Request request) {
		Duration left = Duration.ofNanos(request.deadline() - this.ticker.read());
		return LockBatch.oneByOne().execute(List.of(new LockCall(request.lock(), request.operation(), left))).get(0);
	}

	void reply(Request request, LockReply reply) {
		this.mailbox.post(() -> request.reply().accept(reply));
	}

	void fail(Request request, String message) {
		reply(request, new LockReply.Failed(new LockException(message, null)));
	}

	/** What has been asked for since the beginning. */
	List<Operation> history() {
		return this.history;
	}

	int count(Operation operation) {
		return (int) this.history.stream().filter(operation::equals).count();
	}

}
