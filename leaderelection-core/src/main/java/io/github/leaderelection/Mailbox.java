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

/**
 * Where the events of all elections of a process are decided on, one after the other.
 * Nothing that runs here blocks. Safe for use by many threads.
 */
public interface Mailbox extends AutoCloseable {

	/**
	 * Hands an event over; does nothing once the mailbox is closed.
	 * @param event to be run after those that were handed over before; what it throws is
	 * not to keep later ones from running
	 */
	void post(Runnable event);

	/**
	 * Hands an event over when that much time has passed.
	 * @param nanos how much, by the ticker of the elections; not negative
	 * @param event what to run then
	 * @return the way to call it off
	 */
	Alarm after(long nanos, Runnable event);

	/** Ends the mailbox. Events that are due are still run, later ones are not. */
	@Override
	void close();

	/** An event that is due later. */
	interface Alarm {

		/** Calls the event off; does nothing if it has been handed over already. */
		void cancel();

	}

}
