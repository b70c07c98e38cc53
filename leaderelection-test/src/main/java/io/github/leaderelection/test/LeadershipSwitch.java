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

package io.github.leaderelection.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElectionsBuilder;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.UnknownElectionException;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.lock.ResourceLock;

/**
 * Makes this instance the leader, or not, whenever a test says so: without a database,
 * and without waiting. In a Spring Boot test it is a bean wherever
 * {@link WithLeadership @WithLeadership} stands, and all elections of the application are
 * switched off at the start of each test, but for those that the annotation names.
 * <pre class="code">
 * leadership.grant("reports");
 * // this instance leads, and every listener has been told
 * leadership.revoke("reports");
 * // it does not, and every listener has been told</pre>
 * <p>
 * It is no stand-in for elections: the library's own run, with everything that belongs to
 * them, over a lock that {@linkplain #OTHER_INSTANCE another instance} seems to hold.
 * Only their time stands still, so that no lease runs out while a test thinks, and passes
 * where a revocation needs it to.
 * <p>
 * A candidate that has lost its leadership, for whatever reason, does not lead again
 * before it is granted to it again. Safe for use by many threads, which take turns; not
 * to be used by the listeners that it waits for.
 */
public final class LeadershipSwitch implements AutoCloseable {

	/** The identity of whoever leads where this instance does not. */
	public static final String OTHER_INSTANCE = "another-instance";

	private static final String THIS_INSTANCE = "this-instance";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Activity activity;

	private final SwitchThreads threads;

	private final StandingTime time;

	private final ScriptedLocks locks;

	private final Supplier<LeaderElections> elections;

	private final Map<String, SwitchedElection> switched = new ConcurrentHashMap<>();

	private final List<JobCall> calls = new CopyOnWriteArrayList<>();

	private volatile boolean driving;

	/**
	 * Creates a switch for elections that are yet to be made.
	 * @param elections the elections; not asked before the switch is used
	 */
	LeadershipSwitch(Supplier<LeaderElections> elections) {
		this.elections = elections;
		this.activity = new Activity(PATIENCE);
		this.threads = new SwitchThreads(this.activity);
		this.time = new StandingTime(this.activity, this.threads::close);
		this.locks = new ScriptedLocks(this.time);
	}

	/**
	 * Creates elections and a switch for them, for tests without Spring. This instance
	 * takes part in all of them, and leads none.
	 * @param electionNames the names of the elections; more can be registered with
	 * {@link #elections()}
	 * @return a switch, to be closed after the test
	 */
	public static LeadershipSwitch create(String... electionNames) {
		return create(LeaderElections.builder(), electionNames);
	}

	/**
	 * Creates elections that are listened to and a switch for them, for tests without
	 * Spring.
	 * @param builder has listeners and a monitor; its time and its threads are set here
	 * @param electionNames the names of the elections
	 * @return a switch, to be closed after the test
	 */
	public static LeadershipSwitch create(LeaderElectionsBuilder builder, String... electionNames) {
		LeaderElections[] made = new LeaderElections[1];
		LeadershipSwitch leadership = new LeadershipSwitch(() -> made[0]);
		made[0] = leadership.drive(builder).build();
		for (String electionName : electionNames) {
			made[0].register(LeaderElectionConfig.builder().lock(leadership.lock(electionName)).build()).start();
		}
		leadership.activity.awaitQuiet();
		return leadership;
	}

	/** Lets elections go by the time of this switch. */
	LeaderElectionsBuilder drive(LeaderElectionsBuilder builder) {
		this.driving = true;
		return builder.time(this.time, this.time).executors(Runnable::run, this.threads.relays(), this.threads.terms());
	}

	/** Sets how long to wait for listeners and for work, in real time. */
	void setPatience(Duration patience) {
		this.activity.setPatience(patience);
	}

	ScriptedLocks locks() {
		return this.locks;
	}

	/**
	 * The elections: what the code under test is given where there is no Spring to do it.
	 * @return the elections that this switch is for
	 * @throws IllegalStateException if the application has none, or makes them itself
	 */
	public LeaderElections elections() {
		LeaderElections found = this.elections.get();
		if (!this.driving) {
			throw new IllegalStateException("The LeaderElections of this application are not those of the starter, "
					+ "and a LeadershipSwitch has no power over them. Leave the bean out, or apply the beans of type "
					+ "LeaderElectionsCustomizer to the builder that makes it");
		}
		return found;
	}

	/**
	 * A lock for an election that a test registers itself, with callbacks say, where
	 * there is no Spring to do it.
	 * @param electionName the name of the election
	 * @return a lock that this switch decides over, for one candidate of
	 * {@link #elections()}
	 */
	public ResourceLock lock(String electionName) {
		return this.locks.create(electionName, THIS_INSTANCE);
	}

	/**
	 * Makes this instance the leader of the one election that there is.
	 * @throws IllegalStateException as {@link #grant(String)} does, and if there are none
	 * or several
	 */
	public void grant() {
		grant(theOneElection());
	}

	/**
	 * Makes this instance the leader of an election: the other instance releases the
	 * lease, and this one acquires it. A candidate that is stopped is started, one that
	 * is paused is resumed. When this returns, the election is led and listeners have
	 * been told. Does nothing where it is led already.
	 * @param electionName the election
	 * @throws UnknownElectionException if there is no such election; the message names
	 * those that are
	 * @throws IllegalStateException if work of the last term does not end, or a listener
	 * does not return, within ten seconds
	 */
	public void grant(String electionName) {
		this.activity.requireOutside();
		synchronized (this) {
			election(electionName).grant();
		}
	}

	/**
	 * Ends the leadership of this instance in the one election that there is.
	 * @throws IllegalStateException as {@link #revoke(String)} does, and if there are
	 * none or several
	 */
	public void revoke() {
		revoke(theOneElection());
	}

	/**
	 * Ends the leadership of this instance: another instance has taken the lease over
	 * ({@link RevocationReason#LOST}), which is the hardest on the work of the term.
	 * @param electionName the election
	 * @throws UnknownElectionException if there is no such election
	 * @throws IllegalStateException if a listener, or an action on revocation, does not
	 * return within ten seconds
	 * @see #revoke(String, RevocationReason)
	 */
	public void revoke(String electionName) {
		revoke(electionName, RevocationReason.LOST);
	}

	/**
	 * Ends the leadership of this instance for a reason. When this returns, the election
	 * is not led, work that asked for it has been interrupted, actions on revocation have
	 * run and listeners have been told; work that is running is not waited for. Does
	 * nothing where the election is not led.
	 * <p>
	 * {@code STEPPED_DOWN}, {@code STOPPED} and {@code TERM_LIMIT} leave the lease to the
	 * term until its work has returned, so that a fenced transaction still commits.
	 * {@code LOST} and {@code EXPIRED} do not. The time that a reason takes passes for
	 * all elections. No other term ends of it, but for one that comes to a term limit of
	 * its own meanwhile.
	 * @param electionName the election
	 * @param reason why the term ends; neither {@code TASK_COMPLETED} nor
	 * {@code TASK_FAILED}, and {@code TERM_LIMIT} only where there is one
	 * @throws UnknownElectionException if there is no such election
	 * @throws IllegalArgumentException if the term cannot end for that reason
	 * @throws IllegalStateException if a listener, or an action on revocation, does not
	 * return within ten seconds
	 */
	public void revoke(String electionName, RevocationReason reason) {
		Objects.requireNonNull(reason, "reason must not be null");
		this.activity.requireOutside();
		synchronized (this) {
			election(electionName).revoke(reason);
		}
	}

	/**
	 * Whether this instance leads an election at the moment of the call.
	 * @param electionName the election
	 * @return {@code true} while its term stands
	 * @throws UnknownElectionException if there is no such election
	 */
	public boolean isLeader(String electionName) {
		return elections().isLeader(electionName);
	}

	/**
	 * The calls of methods that are annotated with {@code @ConditionalOnLeader}, since
	 * the start of the test.
	 * @return the calls that have been skipped or are over, in that order
	 */
	public List<JobCall> calls() {
		return List.copyOf(this.calls);
	}

	/**
	 * Leads nowhere, and forgets all calls. Done before and after each test where
	 * {@link WithLeadership @WithLeadership} stands.
	 * @throws IllegalStateException if a listener, or an action on revocation, does not
	 * return within ten seconds
	 */
	public void reset() {
		this.activity.requireOutside();
		synchronized (this) {
			if (!this.time.isClosed()) {
				for (String electionName : elections().names()) {
					election(electionName).reset();
				}
			}
			this.calls.clear();
		}
	}

	/** Closes the elections. */
	@Override
	public void close() {
		elections().close();
	}

	void record(JobCall call) {
		this.calls.add(call);
	}

	private String theOneElection() {
		Set<String> names = elections().names();
		if (names.size() != 1) {
			throw new IllegalStateException("There is not exactly one election; name the one that is meant. Known: "
					+ (names.isEmpty() ? "none" : String.join(", ", names)));
		}
		return names.iterator().next();
	}

	private SwitchedElection election(String electionName) {
		LeaderElector elector = elections().get(electionName);
		return this.switched.compute(electionName, (name, known) -> (known != null && known.isOf(elector)) ? known
				: new SwitchedElection(elector, this.locks.script(name), this.time, this.activity, this.threads));
	}

	@Override
	public String toString() {
		LeaderElections found = elections();
		return "LeadershipSwitch" + Arrays.toString(
				found.names().stream().map((name) -> name + (found.isLeader(name) ? " led" : " not led")).toArray());
	}

}
