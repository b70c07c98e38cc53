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

package io.github.leaderelection.benchmarks.contestant;

/** What a contestant tells of. */
public enum EventKind {

	/** It has started, and waits for commands. */
	READY,

	/** Its listener was told that it leads. */
	GRANTED,

	/** Its listener was told that it leads no more. */
	REVOKED,

	/** It is about to stop, having been asked to. */
	STOPPING,

	/** It has stopped. */
	STOPPED,

	/** It says that it leads: the first time that it was asked. */
	LEADS_FROM,

	/** It says that it leads no more: the last time that it said it did. */
	LEADS_UNTIL,

	/** How many threads it has that it did not have before it took part. */
	THREADS

}
