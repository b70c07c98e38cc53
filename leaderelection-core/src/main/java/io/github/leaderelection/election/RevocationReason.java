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

package io.github.leaderelection.election;

/** Why a term ended. */
public enum RevocationReason {

	/** The candidate was stopped. */
	STOPPED(true),

	/** The leader was told to step down or to pause. */
	STEPPED_DOWN(true),

	/** The term lasted for its limit. */
	TERM_LIMIT(true),

	/** The task of the election succeeded. */
	TASK_COMPLETED(true),

	/** The task of the election failed, or the work of the term threw when it started. */
	TASK_FAILED(true),

	/** Another term has begun: the lock refused a renewal. */
	LOST(false),

	/** No renewal succeeded within the renew deadline. */
	EXPIRED(false);

	private final boolean voluntary;

	RevocationReason(boolean voluntary) {
		this.voluntary = voluntary;
	}

	/**
	 * Whether the leader gave the term up itself, and so keeps its lease until its work
	 * has stopped.
	 * @return {@code false} where leadership was taken from it
	 */
	public boolean isVoluntary() {
		return this.voluntary;
	}

}
