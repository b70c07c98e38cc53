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

import java.util.Locale;

/** What is compared. */
public enum Candidate {

	/** The starter of this library. */
	LEADERELECTION("leaderelection", "this library",
			"the starter as it comes: a connection of its own beside the pool, events told to a Spring listener"),

	/** {@code LockRegistryLeaderInitiator} on a {@code JdbcLockRegistry}. */
	SPRING_INTEGRATION("spring-integration", "Spring Integration",
			"`LockRegistryLeaderInitiator` on `JdbcLockRegistry` and `DefaultLockRepository`; time to live = lease, "
					+ "heart beat = retry period, else defaults"),

	/** The same, with the insert that its documentation advises for PostgreSQL. */
	SPRING_INTEGRATION_ON_CONFLICT("spring-integration-on-conflict", "Spring Integration, ON CONFLICT",
			"the same with `ON CONFLICT DO NOTHING` in its insert, as its documentation advises for PostgreSQL"),

	/** A lock that is taken and extended by hand. */
	SHEDLOCK("shedlock", "ShedLock, extended by hand",
			"a lock for one execution, not a leader: here a task of each election runs once a retry period on a "
					+ "scheduler, takes the lock (`lockAtMostFor` = lease, `usingDbTime`), and `extend`s it from then on; "
					+ "`KeepAliveLockProvider` takes no lock below 30 s"),

	/** The timing rules of client-go on this library's table. */
	KUBERNETES("kubernetes", "Kubernetes-style",
			"client-go's timing rules (`leaderelection.go`), written again in Java on this library's table: a thread "
					+ "an election where Go has a goroutine; leads from `OnStartedLeading` until `OnStoppedLeading`; "
					+ "`ReleaseOnCancel`");

	private final String id;

	private final String title;

	private final String setup;

	Candidate(String id, String title, String setup) {
		this.id = id;
		this.title = title;
		this.setup = setup;
	}

	/**
	 * What properties and raw numbers call it.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * What reports call it.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

	/**
	 * How it is set up.
	 * @return a phrase
	 */
	public String setup() {
		return this.setup;
	}

	/**
	 * Finds a candidate.
	 * @param id its id
	 * @return the candidate
	 */
	public static Candidate of(String id) {
		return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	Contestant create(ContestantSettings settings, EventPrinter events) {
		return switch (this) {
			case LEADERELECTION -> new LibraryContestant(settings, events);
			case SPRING_INTEGRATION -> new SpringIntegrationContestant(settings, events, "");
			case SPRING_INTEGRATION_ON_CONFLICT ->
				new SpringIntegrationContestant(settings, events, " ON CONFLICT DO NOTHING");
			case SHEDLOCK -> new ShedLockContestant(settings, events);
			case KUBERNETES -> new KubernetesContestant(settings, events);
		};
	}

}
