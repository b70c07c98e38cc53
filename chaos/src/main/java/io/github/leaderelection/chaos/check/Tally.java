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

package io.github.leaderelection.chaos.check;

import java.util.EnumMap;
import java.util.Map;

import io.github.leaderelection.chaos.history.HistoryEvent;
import io.github.leaderelection.chaos.log.LogEvent;

/** Counts what a run has left behind. */
public final class Tally {

	private final Map<LogEvent, Long> noted = new EnumMap<>(LogEvent.class);

	private long terms;

	private long fenced;

	private long unfenced;

	private long staleFenced;

	private long staleUnfenced;

	private long samples;

	private Tally() {
	}

	/**
	 * Counts.
	 * @param evidence what a run has left behind
	 * @return the counts
	 */
	public static Tally of(Evidence evidence) {
		Tally tally = new Tally();
		long newest = 0;
		for (HistoryEvent event : evidence.history()) {
			if (event.kind() == HistoryEvent.Kind.ACQUIRED) {
				newest = Math.max(newest, event.token());
			}
			tally.count(event, event.token() < newest);
		}
		for (ProcessEvidence process : evidence.processes()) {
			process.log().forEach((entry) -> tally.noted.merge(entry.event(), 1L, Long::sum));
			process.samples().forEach((sample) -> tally.samples += sample.count());
		}
		return tally;
	}

	private void count(HistoryEvent event, boolean stale) {
		switch (event.kind()) {
			case ACQUIRED -> this.terms++;
			case RELEASED -> {
			}
			case FENCED -> {
				this.fenced++;
				this.staleFenced += stale ? 1 : 0;
			}
			case UNFENCED -> {
				this.unfenced++;
				this.staleUnfenced += stale ? 1 : 0;
			}
		}
	}

	/**
	 * How often processes noted something.
	 * @param event what
	 * @return the number of lines
	 */
	public long noted(LogEvent event) {
		return this.noted.getOrDefault(event, 0L);
	}

	/**
	 * How many terms began.
	 * @return the number, as the database has it
	 */
	public long terms() {
		return this.terms;
	}

	/**
	 * How many rows were committed in fenced transactions.
	 * @return the number
	 */
	public long fenced() {
		return this.fenced;
	}

	/**
	 * How many rows were committed outside.
	 * @return the number
	 */
	public long unfenced() {
		return this.unfenced;
	}

	/**
	 * How many fenced rows were committed after a later term had begun.
	 * @return the number, which is to be 0
	 */
	public long staleFenced() {
		return this.staleFenced;
	}

	/**
	 * How many other rows were committed after a later term had begun.
	 * @return the number: what a fence would have refused
	 */
	public long staleUnfenced() {
		return this.staleUnfenced;
	}

	/**
	 * How often {@code isLeader()} was asked and said {@code true}.
	 * @return the number of samples, of all processes
	 */
	public long samples() {
		return this.samples;
	}

}
