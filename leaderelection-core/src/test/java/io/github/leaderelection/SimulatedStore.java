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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.WriteCondition;

/**
 * A database as the elections see it: rows, a clock that may leap, fences that make
 * takeovers wait, and a ledger that fenced transactions write.
 */
final class SimulatedStore {

	private final SimulatedWorld world;

	private final double rate;

	private final Map<String, Row> rows = new HashMap<>();

	private final Consumer<String> violation;

	private final Consumer<String> changed;

	private long clockOffset = 1_000_000 * SimulatedWorld.SECOND;

	private boolean down;

	SimulatedStore(SimulatedWorld world, Consumer<String> violation, Consumer<String> changed) {
		this.world = world;
		this.rate = world.rate();
		this.violation = violation;
		this.changed = changed;
	}

	private long clock() {
		return (long) (this.world.now() * this.rate) + this.clockOffset;
	}

	void leap(long by) {
		this.clockOffset += by;
	}

	void down(boolean down) {
		this.down = down;
	}

	/**
	 * Performs an operation at this instant, or, where it is a takeover of a row that
	 * fences hold, when they are gone.
	 */
	void perform(String election, LockOperation operation, Consumer<LockReply> reply) {
		if (this.down) {
			reply.accept(new LockReply.Failed(new LockException("the store is down", null)));
			return;
		}
		Row row = this.rows.computeIfAbsent(election, (name) -> new Row());
		boolean takeover = operation instanceof LockOperation.Update update
				&& update.condition() instanceof WriteCondition.AtVersion;
		if (takeover && row.fences > 0) {
			row.waiting.add(() -> perform(election, operation, reply));
			return;
		}
		reply.accept(apply(election, row, operation));
	}

	private LockReply apply(String election, Row row, LockOperation operation) {
		if (operation instanceof LockOperation.Create create) {
			return LockReply.ofWrite(row.record == null && write(election, row, create.record()));
		}
		if (operation instanceof LockOperation.Update update) {
			return LockReply.ofWrite(row.matches(update.condition()) && write(election, row, update.record()));
		}
		return new LockReply.Read(snapshot(row));
	}

	private Optional<LockSnapshot> snapshot(Row row) {
		if (row.record == null) {
			return Optional.empty();
		}
		Duration age = Duration.ofNanos(Math.max(0, clock() - row.renewedAt));
		return Optional.of(new LockSnapshot(row.record, row.version, age));
	}

	private boolean write(String election, Row row, LeaderElectionRecord written) {
		long before = (row.record != null) ? row.record.fencingToken() : 0;
		if (written.fencingToken() < before) {
			this.violation
				.accept("G3: the token of %s fell from %d to %d".formatted(election, before, written.fencingToken()));
		}
		boolean begins = written.fencingToken() != before || (row.record != null && !row.record.isHeld());
		if (begins && written.fencingToken() <= row.newestHeld) {
			this.violation.accept("G3: token %d of %s was given out twice".formatted(written.fencingToken(), election));
		}
		row.newestHeld = Math.max(row.newestHeld, written.fencingToken());
		Instant now = Instant.ofEpochSecond(0, clock());
		row.record = new LeaderElectionRecord(written.holderIdentity(), written.fencingToken(), written.leaseDuration(),
				begins || row.record == null ? now : row.record.acquireTime(), now);
		row.renewedAt = clock();
		row.version++;
		this.world.note("store: %s v%d held by '%s', token %d", election, row.version, written.holderIdentity(),
				written.fencingToken());
		if (begins || !written.isHeld()) {
			this.changed.accept(election);
		}
		return true;
	}

	/** A fenced transaction: checks the row, keeps it, and commits later. */
	void fenced(String election, String identity, long token, long lasts, Runnable refused) {
		Row row = this.rows.get(election);
		if (this.down || row == null || !row.matches(new WriteCondition.HeldBy(identity, token))) {
			refused.run();
			return;
		}
		row.fences++;
		this.world.after(lasts, () -> {
			if (token < row.newestHeld) {
				this.violation.accept("G2: a fenced transaction of term %d of %s committed in term %d".formatted(token,
						election, row.newestHeld));
			}
			row.committed++;
			this.world.note("store: a fenced transaction of %s, token %d, commits", election, token);
			if (--row.fences == 0) {
				List<Runnable> waiting = new ArrayList<>(row.waiting);
				row.waiting.clear();
				waiting.forEach(Runnable::run);
			}
		});
	}

	long newestToken(String election) {
		Row row = this.rows.get(election);
		return (row != null) ? row.newestHeld : 0;
	}

	long committed() {
		return this.rows.values().stream().mapToLong((row) -> row.committed).sum();
	}

	private static final class Row {

		private LeaderElectionRecord record;

		private long version;

		private long renewedAt;

		private long newestHeld;

		private int fences;

		private long committed;

		private final List<Runnable> waiting = new ArrayList<>();

		private boolean matches(WriteCondition condition) {
			if (this.record == null) {
				return false;
			}
			if (condition instanceof WriteCondition.HeldBy mine) {
				return this.record.holderIdentity().equals(mine.identity())
						&& this.record.fencingToken() == mine.fencingToken();
			}
			return condition instanceof WriteCondition.AtVersion at && at.version() == this.version;
		}

	}

}
