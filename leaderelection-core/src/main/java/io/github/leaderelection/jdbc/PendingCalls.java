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

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.leaderelection.lock.LockBatch;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;

/** The calls of a batch of which some have been answered. */
final class PendingCalls {

	private final List<LockCall> calls;

	private final LockBatch.Replies replies;

	private final long start = System.nanoTime();

	private final BitSet answered = new BitSet();

	PendingCalls(List<LockCall> calls, LockBatch.Replies replies) {
		this.calls = calls;
		this.replies = replies;
	}

	LockCall call(int index) {
		return this.calls.get(index);
	}

	List<LockCall> calls(List<Integer> indexes) {
		return indexes.stream().map(this.calls::get).toList();
	}

	long elapsed() {
		return System.nanoTime() - this.start;
	}

	/** How much of a call's time is left. */
	Duration left(LockCall call) {
		return call.timeout().minusNanos(elapsed());
	}

	/** How much time is left to the one that has least. */
	Duration left(List<Integer> indexes) {
		return indexes.stream()
			.map(this.calls::get)
			.map(LockCall::timeout)
			.min(Comparator.naturalOrder())
			.orElse(Duration.ZERO)
			.minusNanos(elapsed());
	}

	/**
	 * The calls that can be performed together, and before them a single renewal. They
	 * are in the order of the names, so that all processes lock rows in the same order.
	 */
	List<List<Integer>> groups() {
		Map<Group, List<Integer>> groups = new TreeMap<>();
		for (int index = 0; index < this.calls.size(); index++) {
			LockOperation operation = this.calls.get(index).operation();
			CallKind kind = CallKind.of(operation);
			if (kind == CallKind.RELEASE || kind == CallKind.RENEW) {
				if (!LeaseStatements.staysInTerm((LockOperation.Update) operation)) {
					continue;
				}
				kind = CallKind.RENEW;
			}
			groups.computeIfAbsent(Group.of(kind, call(index).timeout()), (any) -> new ArrayList<>()).add(index);
		}
		Comparator<Integer> byName = Comparator.comparing((index) -> call(index).lock().electionName());
		boolean several = groups.values().stream().anyMatch((group) -> group.size() > 1);
		return groups.entrySet()
			.stream()
			.filter((group) -> group.getValue().size() > 1 || (several && group.getKey().kind() == CallKind.RENEW))
			.map((group) -> group.getValue().stream().sorted(byName).toList())
			.toList();
	}

	/** What has not been answered, in the order in which it is to be performed. */
	List<Integer> rest(LateElections late) {
		if (this.answered.cardinality() == this.calls.size()) {
			return List.of();
		}
		return late.order(this.calls).stream().filter((index) -> !this.answered.get(index)).toList();
	}

	void reply(int index, LockReply reply) {
		this.answered.set(index);
		this.replies.reply(index, reply);
	}

	/** Hands on what there is of the replies to some calls. */
	void reply(List<Integer> indexes, @Nullable LockReply[] given, Consumer<LockCall> whenAnswered) {
		for (int i = 0; i < given.length; i++) {
			LockReply reply = given[i];
			if (reply != null) {
				int index = indexes.get(i);
				reply(index, reply);
				whenAnswered.accept(call(index));
			}
		}
	}

	void failRest(LockException reason) {
		for (int index = 0; index < this.calls.size(); index++) {
			if (!this.answered.get(index)) {
				reply(index, new LockReply.Failed(reason));
			}
		}
	}

	void fail(List<Integer> indexes, LockException reason) {
		indexes.forEach((index) -> reply(index, new LockReply.Failed(reason)));
	}

	/**
	 * What goes together: calls of a kind of which none has less than half the time of
	 * another, since the one that has least bounds them all. Who has most goes first.
	 *
	 * @param kind the kind
	 * @param magnitude of the time, in powers of two
	 */
	private record Group(CallKind kind, int magnitude) implements Comparable<Group> {

		static Group of(CallKind kind, Duration timeout) {
			return new Group(kind, Long.SIZE - Long.numberOfLeadingZeros(timeout.toMillis()));
		}

		@Override
		public int compareTo(Group other) {
			int byKind = this.kind.compareTo(other.kind);
			return (byKind != 0) ? byKind : Integer.compare(other.magnitude, this.magnitude);
		}

	}

}
