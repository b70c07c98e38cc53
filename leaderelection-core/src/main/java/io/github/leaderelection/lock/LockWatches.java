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

package io.github.leaderelection.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who watches which election: for locks that can tell of changes. Thread-safe; hints are
 * given on the thread that tells.
 */
public final class LockWatches {

	private final Map<String, List<Entry>> entries = new ConcurrentHashMap<>();

	/** Creates it without watches. */
	public LockWatches() {
	}

	/**
	 * Adds a watch.
	 * @param electionName the election
	 * @param hint what to run when its record may have changed; must not block
	 * @return ends the watch
	 */
	public LockWatch add(String electionName, Runnable hint) {
		Entry entry = new Entry(hint);
		this.entries.compute(electionName, (name, present) -> {
			List<Entry> entries = new ArrayList<>((present != null) ? present : List.of());
			entries.add(entry);
			return List.copyOf(entries);
		});
		return () -> this.entries.computeIfPresent(electionName, (name, present) -> {
			List<Entry> entries = new ArrayList<>(present);
			entries.remove(entry);
			return entries.isEmpty() ? null : List.copyOf(entries);
		});
	}

	/**
	 * Gives a hint to those who watch an election.
	 * @param electionName the election; nothing happens where nobody watches it
	 */
	public void changed(String electionName) {
		this.entries.getOrDefault(electionName, List.of()).forEach((entry) -> entry.hint.run());
	}

	/** Gives a hint to everybody, where it is not known what has changed. */
	public void anyChanged() {
		this.entries.keySet().forEach(this::changed);
	}

	/** One watch; equal to no other, though the same is to be run. */
	private static final class Entry {

		private final Runnable hint;

		Entry(Runnable hint) {
			this.hint = hint;
		}

	}

}
