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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The task that an election is held for, and how it fares: the counterpart of the task
 * channel in the ancestor. Whoever knows an outcome reports it, be it the work itself or
 * an observer of what other candidates achieve. A candidate stops to campaign when the
 * task has succeeded and ignores failures; a leader gives its term up on either.
 * <p>
 * Safe for use by many threads. A task may be shared by several candidates.
 */
public final class ElectionTask {

	private final List<Observer> observers = new ArrayList<>();

	private boolean succeeded;

	/**
	 * Creates a task whose outcome is open.
	 */
	public ElectionTask() {
	}

	/**
	 * Reports that the task is done for good.
	 */
	public void succeeded() {
		List<Observer> told;
		synchronized (this.observers) {
			this.succeeded = true;
			told = List.copyOf(this.observers);
		}
		told.forEach((observer) -> observer.onOutcome(true, null));
	}

	/**
	 * Reports that an attempt at the task has failed; another leader may try.
	 * @param cause why, for the log; may be {@code null}
	 */
	public void failed(@Nullable Throwable cause) {
		List<Observer> told;
		synchronized (this.observers) {
			told = List.copyOf(this.observers);
		}
		told.forEach((observer) -> observer.onOutcome(false, cause));
	}

	/**
	 * Whether the task is done for good.
	 * @return {@code true} after {@link #succeeded()}
	 */
	public boolean hasSucceeded() {
		synchronized (this.observers) {
			return this.succeeded;
		}
	}

	/** Registers an observer; one that comes late is told of a success at once. */
	void observe(Observer observer) {
		boolean late;
		synchronized (this.observers) {
			this.observers.add(observer);
			late = this.succeeded;
		}
		if (late) {
			observer.onOutcome(true, null);
		}
	}

	void forget(Observer observer) {
		synchronized (this.observers) {
			this.observers.remove(observer);
		}
	}

	/** Is told of each outcome. */
	interface Observer {

		void onOutcome(boolean success, @Nullable Throwable cause);

	}

}
