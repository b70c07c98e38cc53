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

import java.util.function.Consumer;

import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockReply;

/**
 * The way from a process to the store and back: slow, lossy, repeating itself, and cut
 * off at times. Each call finds its own way, so calls and replies overtake each other.
 */
final class SimulatedNetwork implements LockCalls {

	private final SimulatedProcess process;

	private final SimulatedWorld world;

	private final SimulatedStore store;

	private final long lease;

	private final boolean treacle;

	private boolean faulty = true;

	private long cutUntil;

	SimulatedNetwork(SimulatedProcess process, SimulatedWorld world, SimulatedStore store, SimulationPlan plan) {
		this.process = process;
		this.world = world;
		this.store = store;
		this.lease = plan.lease();
		this.treacle = plan.treacle();
	}

	void cutFor(long duration) {
		this.cutUntil = this.world.now() + duration;
	}

	void heal() {
		this.faulty = false;
		this.cutUntil = 0;
	}

	@Override
	public void submit(Request request) {
		this.process.checker().sent(request.lock().electionName(), request.operation());
		long timeout = this.process.inWorldTime(request.deadline() - this.process.ticker().read());
		boolean acquiring = request.kind() == ElectionMonitor.Operation.ACQUIRE;
		int slow = this.treacle ? 2 : acquiring ? 3 : 12;
		boolean cut = this.cutUntil > this.world.now();
		int fault = this.faulty ? this.world.pick(this.treacle ? 5 : 24) : -1;
		if (cut || fault == 0) {
			fail(request, timeout);
			return;
		}
		if (fault == 1) {
			send(request, latency(slow), (reply) -> {
			});
			fail(request, timeout);
			return;
		}
		if (fault == 2) {
			send(request, latency(slow) + this.world.upTo(2 * this.lease), (reply) -> {
			});
		}
		send(request, latency(slow), (reply) -> this.world.after(latency(slow),
				() -> this.process.run(() -> request.reply().accept(reply))));
	}

	private void send(Request request, long delay, Consumer<LockReply> reply) {
		this.world.after(delay, () -> this.store.perform(request.lock().electionName(), request.operation(), reply));
	}

	/**
	 * Most calls that are lost fail when their time is over; of some nothing is heard
	 * again.
	 */
	private void fail(Request request, long timeout) {
		if (this.world.oneIn(4)) {
			return;
		}
		LockReply lost = new LockReply.Failed(new LockException("no answer", null));
		this.world.after(timeout, () -> this.process.run(() -> request.reply().accept(lost)));
	}

	private long latency(int chancesToBeSlow) {
		if (!this.faulty) {
			return SimulatedWorld.MILLI;
		}
		return this.world.oneIn(chancesToBeSlow) ? this.world.upTo(this.lease * 3 / 2)
				: SimulatedWorld.MILLI / 5 + this.world.upTo(20 * SimulatedWorld.MILLI);
	}

	@Override
	public void close() {
	}

}
