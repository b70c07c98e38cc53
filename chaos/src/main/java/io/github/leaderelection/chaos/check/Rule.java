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

/** What must hold in every run. */
public enum Rule {

	/** No two processes lead at one instant (G1). */
	ONE_LEADER("G1: at no instant do two processes lead"),

	/** A term that was over is not valid again. */
	NO_RESUMPTION("G1: a term that is over does not resume"),

	/** No fenced transaction of a term is committed after a later term has begun (G2). */
	FENCE("G2: no fenced transaction commits after a later term has begun"),

	/** Tokens strictly increase, and each belongs to one candidate (G3). */
	TOKENS("G3: tokens strictly increase, and each belongs to one candidate"),

	/** Each term has one grant and one revocation, in that order (G4). */
	PAIRS("G4: each grant is followed by its revocation, and nothing comes between"),

	/** A term is revoked before its row is released (G4). */
	REVOKED_FIRST("G4: a term is revoked before it is released"),

	/** Nobody takes over before the lease has ended. */
	LEASE("No takeover before the end of the lease"),

	/** What a process was told of its transactions is so. */
	OUTCOMES("What was reported committed is there, and what was reported refused is not"),

	/** When faults have stopped, somebody leads. */
	LIVENESS("After the last fault one instance leads");

	private final String statement;

	Rule(String statement) {
		this.statement = statement;
	}

	/**
	 * What it says.
	 * @return one sentence
	 */
	public String statement() {
		return this.statement;
	}

}
