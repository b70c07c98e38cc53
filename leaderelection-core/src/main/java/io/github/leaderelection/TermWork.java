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

/** A piece of work that belongs to a term. */
public interface TermWork extends AutoCloseable {

	/**
	 * The term that the work belongs to.
	 * @return the term
	 */
	Leadership leadership();

	/**
	 * Whether the working thread has been interrupted because the term was revoked.
	 * @return {@code true} after the interrupt
	 */
	boolean wasInterrupted();

	/**
	 * Ends the work. To be called on the thread that began it; the mark of an interrupt
	 * that came from the revocation is cleared, so that it does not leak into the
	 * thread's next work.
	 */
	@Override
	void close();

}
