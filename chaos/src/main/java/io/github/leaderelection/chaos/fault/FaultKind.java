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

package io.github.leaderelection.chaos.fault;

/** What can be done. Durations are given in leases. */
public enum FaultKind {

	/** {@code kill -9}, and a new process after a while. */
	KILL(Scope.PROCESS, 0, 1.5),

	/** {@code SIGSTOP}, for less than a lease. */
	FREEZE_SHORT(Scope.PROCESS, 0.1, 0.9),

	/** {@code SIGSTOP}, for longer than a lease. */
	FREEZE_LONG(Scope.PROCESS, 1.1, 2.5),

	/** What the application sends arrives late. */
	STALL_REQUESTS(Scope.NETWORK, 0.2, 2),

	/** What the database answers arrives late. */
	STALL_REPLIES(Scope.NETWORK, 0.2, 2),

	/** Both. */
	STALL_BOTH(Scope.NETWORK, 0.2, 2),

	/** Connections are reset; new ones are served. */
	RESET(Scope.NETWORK, 0, 0),

	/** Connections are reset, and new ones are for a while. */
	REFUSE(Scope.NETWORK, 0.2, 2),

	/** The database is stopped, and started after a while. */
	DATABASE_RESTART(Scope.DATABASE, 0, 1.5),

	/** The database is frozen, with all its connections. */
	DATABASE_FREEZE(Scope.DATABASE, 0.2, 1.5),

	/** The database ends all sessions of the application. */
	TERMINATE_BACKENDS(Scope.DATABASE, 0, 0),

	/** The application's sessions are ended, and there is no room for new ones. */
	EXHAUST_CONNECTIONS(Scope.DATABASE, 0.2, 1.5),

	/** All instances are stopped and started in order, one after the other. */
	ROLL(Scope.FLEET, 0, 0);

	private final Scope scope;

	private final double least;

	private final double most;

	FaultKind(Scope scope, double least, double most) {
		this.scope = scope;
		this.least = least;
		this.most = most;
	}

	Scope scope() {
		return this.scope;
	}

	double least() {
		return this.least;
	}

	double most() {
		return this.most;
	}

	/**
	 * What a fault takes hold of; there is one fault at a time for each process, each
	 * network, the database.
	 */
	enum Scope {

		PROCESS, NETWORK, DATABASE, FLEET

	}

}
