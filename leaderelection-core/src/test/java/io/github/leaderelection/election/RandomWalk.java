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

package io.github.leaderelection.election;

import java.util.Optional;
import java.util.Random;

import io.github.leaderelection.lock.LockSnapshot;

/**
 * One candidate, driven through its states by chance: a store of one row that answers,
 * fails, stays silent or lies about the time; rivals that take the row over, under other
 * names and under the same; and every wish of a caller.
 */
final class RandomWalk {

	private static final Sequel[] SEQUELS = { new Sequel.Stop(), new Sequel.Pause(), new Sequel.Campaign(0),
			new Sequel.Campaign(Given.s(20)) };

	private static final RevocationReason[] REASONS = { RevocationReason.STOPPED, RevocationReason.STEPPED_DOWN,
			RevocationReason.TASK_COMPLETED, RevocationReason.TASK_FAILED };

	private final Random random;

	private final WalkChecker checker;

	private State state;

	private long now = 1;

	/** The row. */
	private String holder = "";

	private long token;

	private long version;

	private Action.Call pending;

	/** A write that was not answered and may still take effect. */
	private Action.Call delayed;

	RandomWalk(long seed, Rules rules) {
		this.random = new Random(seed);
		this.state = Stopped.initial(rules);
		this.checker = new WalkChecker(this.state);
	}

	void run(int steps) {
		for (int i = 0; i < steps; i++) {
			step();
		}
	}

	WalkChecker checker() {
		return this.checker;
	}

	private void step() {
		int dice = this.random.nextInt(100);
		if (dice < 45) {
			toNextTimer();
		}
		else if (dice < 75) {
			answer();
		}
		else if (dice < 80) {
			rival();
		}
		else if (dice < 85) {
			pass(this.random.nextInt(3_000));
			apply(Event.drained(this.checker.newestToken() - this.random.nextInt(2), moment()));
		}
		else if (dice < 88) {
			apply(Event.giveUp(any(REASONS), any(SEQUELS), moment()));
		}
		else if (dice < 91) {
			apply(Event.start(this.random.nextInt(4) == 0, moment()));
		}
		else if (dice < 93) {
			apply(Event.resume(moment()));
		}
		else if (dice < 95) {
			stray();
		}
		else if (dice < 98) {
			hints();
		}
		else {
			pass(this.random.nextInt(30_000));
		}
	}

	/** The timer fires when it is due, or late, as after a pause of the process. */
	private void toNextTimer() {
		if (this.state.wakeAt() != Moment.NEVER) {
			this.now = Math.max(this.now, this.state.wakeAt());
			if (this.random.nextInt(10) == 0) {
				pass(this.random.nextInt(20_000));
			}
			apply(Event.wake(moment()));
		}
	}

	private void answer() {
		if (this.pending == null) {
			return;
		}
		Action.Call call = this.pending;
		this.pending = null;
		pass(this.random.nextInt(10) == 0 ? this.random.nextInt(12_000) : this.random.nextInt(50));
		int dice = this.random.nextInt(10);
		if (dice == 0) {
			this.delayed = call;
			apply(Event.failed(call.attempt(), moment()));
		}
		else if (dice == 1) {
			perform(call);
			apply(Event.failed(call.attempt(), moment()));
		}
		else if (call instanceof Action.Read) {
			apply(Event.read(call.attempt(), row(), moment()));
		}
		else {
			apply(perform(call) ? Event.applied(call.attempt(), moment()) : Event.refused(call.attempt(), moment()));
		}
	}

	/** What is late, doubled, or of another attempt. */
	private void stray() {
		if (this.delayed != null) {
			perform(this.delayed);
			this.delayed = null;
		}
		long attempt = Math.max(0, this.checker.newestAttempt() - this.random.nextInt(3));
		switch (this.random.nextInt(4)) {
			case 0 -> apply(Event.read(attempt - 1, row(), moment()));
			case 1 -> apply(Event.applied(attempt - 1, moment()));
			case 2 -> apply(Event.failed(attempt, moment()));
			default -> apply(Event.wake(moment()));
		}
	}

	/** Often for nothing, and often more than one. */
	private void hints() {
		for (int i = 0; i <= this.random.nextInt(3); i++) {
			pass(this.random.nextInt(4));
			apply(Event.hint(moment()));
		}
	}

	private void rival() {
		if (this.random.nextBoolean()) {
			this.version++; // renews
		}
		else {
			this.holder = this.random.nextInt(4) == 0 ? Given.ME : this.random.nextBoolean() ? Given.OTHER : "";
			this.token++;
			this.version++;
		}
	}

	private boolean perform(Action.Call call) {
		if (call instanceof Action.Acquire acquire) {
			boolean applies = acquire.version().orElse(0L) == this.version && acquire.token() > this.token;
			return applies && write(Given.ME, acquire.token());
		}
		if (call instanceof Action.Renew renew) {
			return isMine(renew.token()) && write(Given.ME, this.token);
		}
		return call instanceof Action.Release release && isMine(release.token()) && write("", this.token);
	}

	private boolean isMine(long token) {
		return this.holder.equals(Given.ME) && this.token == token;
	}

	private boolean write(String holder, long token) {
		this.holder = holder;
		this.token = token;
		this.version++;
		return true;
	}

	private Optional<LockSnapshot> row() {
		return (this.version == 0) ? Optional.empty()
				: Given.held(this.holder, this.token, this.version, this.random.nextInt(20));
	}

	private void apply(Event event) {
		Decision decision = event.on().apply(this.state);
		this.checker.check(this.state, event, decision, this.now);
		this.state = decision.next();
		for (Action action : decision.actions()) {
			if (action instanceof Action.Call call) {
				this.pending = call;
			}
		}
	}

	private Moment moment() {
		return new Moment(this.now);
	}

	private void pass(long millis) {
		this.now += millis * 1_000_000 + this.random.nextInt(1_000_000);
	}

	private <T> T any(T[] choices) {
		return choices[this.random.nextInt(choices.length)];
	}

}
