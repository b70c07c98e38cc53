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

package io.github.leaderelection.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.ResourceLockFactory;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.lock.WriteCondition.HeldBy;

import static org.assertj.core.api.Assertions.assertThat;

/** Many calls at once, on one database. */
abstract class BulkCallsContract extends LockedRowsContract {

	private static final LockOperation GET = new LockOperation.Get();

	private static final LockReply APPLIED = new LockReply.Applied();

	private static final LockReply REFUSED = new LockReply.Refused();

	@Test
	void manyCallsOfEachKindAreAnsweredAsOneIs() {
		Expectations calls = new Expectations(process());
		calls.expect("created-1", new LockOperation.Create(record("a", 1)), APPLIED);
		calls.expect("created-2", new LockOperation.Create(record("a", 7)), APPLIED);
		calls.expect(calls.existing("exists"), new LockOperation.Create(record("a", 1)), REFUSED);
		calls.expect(calls.existing("renewed-1"), renewal("b", 1), APPLIED);
		calls.expect(calls.existing("renewed-2"), renewal("b", 1), APPLIED);
		calls.expect(calls.existing("other-token"), renewal("b", 2), REFUSED);
		calls.expect(calls.existing("other-holder"), renewal("a", 1), REFUSED);
		calls.expect("not-there", renewal("b", 1), REFUSED);
		calls.expect(calls.existing("a-term-of-ones-own"), new LockOperation.Update(record("b", 2), new HeldBy("b", 1)),
				REFUSED);
		calls.expect(calls.existing("released"), new LockOperation.Update(record("", 1), new HeldBy("b", 1)), APPLIED);
		calls.expect(calls.existing("released-by-others"), new LockOperation.Update(record("", 1), new HeldBy("a", 1)),
				REFUSED);
		calls.expect(calls.existing("acquired-1"), acquisition(2, 1), APPLIED);
		calls.expect(calls.existing("acquired-2"), acquisition(5, 1), APPLIED);
		calls.expect(calls.existing("stale"), acquisition(2, 2), REFUSED);
		calls.expect(calls.existing("lower-token"), acquisition(0, 1), REFUSED);
		calls.expect("never-led", acquisition(2, 1), REFUSED);

		assertThat(calls.execute()).isEqualTo(calls.expected);

		assertThat(holderOf("created-1")).isEqualTo("a 1 at version 1");
		assertThat(holderOf("created-2")).isEqualTo("a 7 at version 1");
		assertThat(holderOf("renewed-1")).isEqualTo("b 1 at version 2");
		assertThat(holderOf("released")).isEqualTo(" 1 at version 2");
		assertThat(holderOf("acquired-1")).isEqualTo("c 2 at version 2");
		assertThat(holderOf("acquired-2")).isEqualTo("c 5 at version 2");
		for (String untouched : List.of("exists", "other-token", "other-holder", "a-term-of-ones-own",
				"released-by-others", "stale", "lower-token")) {
			assertThat(holderOf(untouched)).as(untouched).isEqualTo("b 1 at version 1");
		}
	}

	@Test
	void manyReadsSeeWhatOneSees() {
		ResourceLockFactory process = process();
		List<LockCall> calls = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			ResourceLock lock = process.create(this.election + "-" + i, "a");
			if (i != 3) {
				lock.create(record("a", i + 1), TIMEOUT);
			}
			calls.add(call(lock, GET));
		}
		List<LockReply> replies = calls.get(0).lock().batch().execute(calls);
		for (int i = 0; i < 5; i++) {
			LockSnapshot single = calls.get(i).lock().get(TIMEOUT).orElse(null);
			LockSnapshot many = ((LockReply.Read) replies.get(i)).snapshot().orElse(null);
			if (i == 3) {
				assertThat(many).isNull();
				continue;
			}
			assertThat(many.record()).isEqualTo(single.record());
			assertThat(many.version()).isEqualTo(single.version());
			assertThat(many.age()).isLessThanOrEqualTo(single.age().plusMillis(50));
		}
	}

	@Test
	void anAcquisitionKeepsItsTimeWhereTheTokenIsTheSame() {
		ResourceLockFactory process = process();
		List<LockCall> calls = new ArrayList<>();
		for (long token = 1; token <= 2; token++) {
			ResourceLock lock = process.create(this.election + "-" + token, "c");
			lock.create(record("b", 1), TIMEOUT);
			calls.add(call(lock, acquisition(token, 1)));
		}
		LockSnapshot first = read(calls.get(0).lock());
		LockSnapshot second = read(calls.get(1).lock());
		assertThat(calls.get(0).lock().batch().execute(calls)).containsOnly(APPLIED);
		assertThat(read(calls.get(0).lock()).record().acquireTime()).isEqualTo(first.record().acquireTime());
		assertThat(read(calls.get(1).lock()).record().acquireTime()).isAfter(second.record().acquireTime());
	}

	/** A row that is locked keeps nobody's reply back. */
	@Test
	void theRowsThatAreFreeAreAnsweredBeforeAnyIsWaitedFor() throws SQLException {
		ResourceLockFactory process = process();
		List<LockCall> calls = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			ResourceLock lock = process.create(this.election + "-" + i, "b");
			lock.create(record("b", 1), TIMEOUT);
			calls.add(call(lock, renewal("b", 1)));
		}
		Map<Integer, LockReply> replies = new LinkedHashMap<>();
		try (Connection other = lockRow(this.election + "-0")) {
			calls.get(0).lock().batch().execute(calls, replies::put);
			other.rollback();
		}
		assertThat(replies).hasSize(4);
		assertThat(replies.get(0)).isInstanceOf(LockReply.Failed.class);
		assertThat(List.of(1, 2, 3)).allSatisfy((index) -> assertThat(replies.get(index)).isEqualTo(APPLIED));
		assertThat(new ArrayList<>(replies.keySet()).indexOf(0)).isEqualTo(3);
	}

	@Test
	void aRowThatCannotBeUsedSpoilsNoOther() throws SQLException {
		ResourceLockFactory process = process();
		List<LockCall> calls = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			ResourceLock lock = process.create(this.election + "-" + i, "b");
			lock.create(record("b", 1), TIMEOUT);
			calls.add(call(lock, GET));
		}
		this.database.execute(
				"UPDATE leader_election SET lease_duration_ms = 0 WHERE election_name = '" + this.election + "-1'");
		List<LockReply> replies = calls.get(0).lock().batch().execute(calls);
		assertThat(replies.get(0)).isInstanceOf(LockReply.Read.class);
		assertThat(replies.get(1)).isInstanceOfSatisfying(LockReply.Failed.class,
				(failed) -> assertThat(failed.cause()).hasMessageContaining("lease_duration_ms = 0"));
		assertThat(replies.get(2)).isInstanceOf(LockReply.Read.class);
	}

	/** Two processes that lock the same rows do so in the same order, or not at all. */
	@Test
	void ofTwoProcessesThatAcquireTheSameRowsOneGetsEach() {
		int rows = 100;
		ResourceLockFactory first = process();
		ResourceLockFactory second = process();
		for (int round = 0; round < 5; round++) {
			int now = round;
			List<LockOperation> operations = (round == 0)
					? List.of(new LockOperation.Create(record("a", 1)), new LockOperation.Create(record("b", 1)))
					: List.of(new LockOperation.Update(record("a", round + 1), new AtVersion(round)),
							new LockOperation.Update(record("b", round + 1), new AtVersion(round)));
			CompletableFuture<List<LockReply>> concurrent = CompletableFuture
				.supplyAsync(() -> acquireAll(second, rows, true, operations.get(1)));
			List<LockReply> replies = acquireAll(first, rows, false, operations.get(0));
			List<LockReply> others = new ArrayList<>(concurrent.join());
			Collections.reverse(others);
			assertThat(IntStream.range(0, rows)).allSatisfy(
					(row) -> assertThat(List.of(replies.get(row), others.get(row))).as("row %s in round %s", row, now)
						.containsExactlyInAnyOrder(APPLIED, REFUSED));
		}
	}

	private List<LockReply> acquireAll(ResourceLockFactory process, int rows, boolean backwards,
			LockOperation operation) {
		List<LockCall> calls = new ArrayList<>();
		for (int i = 0; i < rows; i++) {
			int row = backwards ? rows - 1 - i : i;
			calls.add(call(process.create(this.election + "-" + row, "any"), operation));
		}
		return calls.get(0).lock().batch().execute(calls);
	}

	private String holderOf(String suffix) {
		LockSnapshot found = read(candidate(this.election + "-" + suffix, "reader"));
		return found.record().holderIdentity() + " " + found.record().fencingToken() + " at version " + found.version();
	}

	private LockOperation renewal(String identity, long token) {
		return new LockOperation.Update(record(identity, token), new HeldBy(identity, token));
	}

	private LockOperation acquisition(long token, long version) {
		return new LockOperation.Update(record("c", token), new AtVersion(version));
	}

	private final class Expectations {

		private final ResourceLockFactory process;

		private final List<LockCall> calls = new ArrayList<>();

		private final Map<String, LockReply> expected = new LinkedHashMap<>();

		Expectations(ResourceLockFactory process) {
			this.process = process;
		}

		String existing(String suffix) {
			assertThat(lock(suffix).create(record("b", 1), TIMEOUT)).isTrue();
			return suffix;
		}

		void expect(String suffix, LockOperation operation, LockReply reply) {
			this.calls.add(call(lock(suffix), operation));
			this.expected.put(suffix, reply);
		}

		private ResourceLock lock(String suffix) {
			return this.process.create(BulkCallsContract.this.election + "-" + suffix, "b");
		}

		Map<String, LockReply> execute() {
			List<LockReply> replies = this.calls.get(0).lock().batch().execute(this.calls);
			Map<String, LockReply> given = new LinkedHashMap<>();
			new ArrayList<>(this.expected.keySet()).forEach((suffix) -> given.put(suffix, replies.get(given.size())));
			return given;
		}

	}

}
