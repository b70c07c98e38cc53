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

package io.github.leaderelection.chaos.log;

/** What a process notes. */
public enum LogEvent {

	/** The application has started; the detail is its identity. */
	STARTED,

	/** A term was granted. */
	GRANTED,

	/** A term was revoked; the detail is the reason. */
	REVOKED,

	/** A term was valid again after it had not been. */
	RESUMED,

	/** A transaction waits between its row and its commit; the detail is the row. */
	HELD,

	/** A fenced transaction was committed; the detail is the row. */
	FENCED_COMMITTED,

	/** A fenced transaction was refused when it was to commit. */
	FENCED_LOST,

	/** A fenced transaction was refused when it was to begin. */
	FENCED_REFUSED,

	/** A fenced transaction failed for another reason: its outcome is unknown. */
	FENCED_FAILED,

	/** A row was written outside a fenced transaction. */
	UNFENCED_COMMITTED,

	/** Such a row failed: its outcome is unknown. */
	UNFENCED_FAILED

}
