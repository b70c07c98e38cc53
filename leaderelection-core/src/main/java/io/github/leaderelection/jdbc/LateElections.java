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

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.leaderelection.lock.LockCall;

/**
 * The elections whose last call did not come through in time, mostly because their row is
 * locked. They go last, so that the others wait for no lock but one that is news. Used
 * under the lock of the batch.
 */
final class LateElections {

	private static final int IN_TIME = -1;

	/** Whoever comes first is the next to be waited for. */
	private final Set<String> names = new LinkedHashSet<>();

	/** The indexes of the calls in the order in which they are to be performed. */
	List<Integer> order(List<LockCall> calls) {
		Map<String, Integer> places = new HashMap<>();
		for (String name : this.names) {
			places.put(name, places.size());
		}
		return IntStream.range(0, calls.size())
			.boxed()
			.sorted(Comparator
				.<Integer>comparingInt((index) -> places.getOrDefault(calls.get(index).lock().electionName(), IN_TIME))
				.thenComparing((index) -> CallKind.of(calls.get(index).operation())))
			.toList();
	}

	/**
	 * Notes that a call did not come through.
	 * @param waited whether it was given its time; it goes behind those that were not
	 */
	void add(LockCall call, boolean waited) {
		String name = call.lock().electionName();
		if (waited) {
			this.names.remove(name);
		}
		this.names.add(name);
	}

	void remove(LockCall call) {
		this.names.remove(call.lock().electionName());
	}

}
