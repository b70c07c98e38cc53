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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import io.github.leaderelection.ElectionMonitor.Operation;
import io.github.leaderelection.Mailbox.Alarm;
import io.github.leaderelection.election.Action;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.Decision;
import io.github.leaderelection.election.Moment;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.election.Rules;
import io.github.leaderelection.election.Sequel;
import io.github.leaderelection.election.State;
import io.github.leaderelection.election.Stopped;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The shell around the state of one election: brings events to the state, on the mailbox,
 * and performs what it decides. Everything here but the fields that are volatile belongs
 * to the mailbox.
 */
final class Candidate {

	private final LeaderElectionConfig config;

	private final ElectionRuntime runtime;

	private final Announcer announcer;

	private final LockCaller caller;

	private final LockHealth lockHealth;

	private final TransitionLog log;

	private final RecordWatch recordWatch;

	private State state;

	/** Follows the state when all that it asked for has been performed. */
	private volatile CandidateState name;

	/** The newest term; over, most of the time. */
	private volatile @Nullable Term term;

	/**
	 * How many have given up whatever term there is, and have not been heard yet. A term
	 * is published, and asked for by those, under this candidate's monitor.
	 */
	private int surrenders;

	private volatile Sighting sighting = Sighting.NOTHING;

	private volatile boolean identityShared;

	private final Overruns overruns;

	private final UnansweredCall unanswered;

	private @Nullable Alarm alarm;

	private long alarmAt = Moment.NEVER;

	private CompletableFuture<Stopped> whenStopped = new CompletableFuture<>();

	Candidate(LeaderElectionConfig config, ElectionRuntime runtime, List<ElectionListener> listeners) {
		this.config = config;
		this.runtime = runtime;
		this.log = new TransitionLog(config.lock());
		this.announcer = new Announcer(config, listeners, runtime);
		this.caller = new LockCaller(this, config, runtime.calls());
		this.lockHealth = new LockHealth(runtime.ticker(), this.log, runtime.outages());
		this.overruns = new Overruns(config.lock().electionName(), runtime, this.log);
		this.unanswered = new UnansweredCall(this.lockHealth);
		this.recordWatch = new RecordWatch(config.lock(), this::hint);
		this.state = Stopped.initial(Rules.of(config.lock().identity(), config.timings(), config.releaseOnStop(),
				config.trustDatabaseClock(), runtime.salt()));
		this.name = this.state.name();
	}

	// what callers ask, on any thread

	@Nullable Term term() {
		return this.term;
	}

	/**
	 * The name of the state. A term may begin or end a moment before the mailbox is done
	 * with it, and nobody is to see a leader without a term, or a term without a leader.
	 * @param leads whether there is a term
	 */
	CandidateState name(boolean leads) {
		if (leads) {
			return CandidateState.LEADING;
		}
		CandidateState current = this.name;
		return (current == CandidateState.LEADING) ? CandidateState.DRAINING : current;
	}

	Sighting sighting() {
		return this.sighting;
	}

	LockHealth lockHealth() {
		return this.lockHealth;
	}

	boolean isIdentityShared() {
		return this.identityShared;
	}

	boolean hasOverrun() {
		return !this.overruns.isEmpty();
	}

	/**
	 * Whether the calling thread works for this election, so that it must not wait for
	 * its end.
	 */
	boolean isCalledByOwnWork() {
		Term newest = this.term;
		return this.announcer.isAnnouncing() || (newest != null && newest.isWorking());
	}

	// events, from any thread

	/** Starts; the future is complete when the candidate has stopped. */
	CompletableFuture<Stopped> start(boolean once) {
		CompletableFuture<Stopped> end = new CompletableFuture<>();
		this.runtime.mailbox().post(() -> {
			this.whenStopped = end;
			this.lockHealth.begin();
			decide((state, moment) -> state.onStart(once, moment));
		});
		return end;
	}

	/**
	 * Gives up whatever term or campaign there is: when this returns no term is valid,
	 * though the mailbox may be about to begin one.
	 */
	void giveUp(RevocationReason reason, Sequel sequel) {
		Term newest;
		synchronized (this) {
			this.surrenders++;
			newest = this.term;
		}
		if (newest != null) {
			newest.surrender();
		}
		this.runtime.mailbox().post(() -> {
			synchronized (this) {
				this.surrenders--;
			}
			decide((state, moment) -> state.onGiveUp(reason, sequel, moment));
		});
	}

	/** Gives up one term, and no later one. */
	void giveUp(Term meant, RevocationReason reason, Sequel sequel) {
		meant.surrender();
		this.runtime.mailbox().post(() -> {
			if (meant.equals(this.term)) {
				decide((state, moment) -> state.onGiveUp(reason, sequel, moment));
			}
		});
	}

	/** Hears how the task of a campaign fares; once that is over, nobody listens. */
	void taskEnded(CompletableFuture<Stopped> campaign, RevocationReason reason) {
		this.runtime.mailbox().post(() -> {
			if (!campaign.isDone()) {
				decide((state, moment) -> state.onGiveUp(reason, new Sequel.Stop(), moment));
			}
		});
	}

	void resume() {
		post(State::onResume);
	}

	/** Somebody says that the record has changed. */
	void hint() {
		post(State::onHint);
	}

	/** A call to the lock has been answered. Called on the mailbox. */
	void onReply(long attempt, Operation operation, LockReply reply) {
		this.unanswered.answered(attempt);
		if (reply instanceof LockReply.Failed failed) {
			String message = failed.cause().getMessage();
			if (!(this.state instanceof Stopped)) {
				this.lockHealth.failed(operation, (message != null) ? message : failed.cause().toString(),
						failed.cause());
			}
			decide((state, moment) -> state.onFailed(attempt, moment));
			return;
		}
		this.lockHealth.answered(operation);
		if (reply instanceof LockReply.Read read) {
			decide((state, moment) -> state.onRead(attempt, read.snapshot(), moment));
			if (this.state.name() == CandidateState.FOLLOWING) {
				this.lockHealth.nothingToWrite();
			}
		}
		else {
			boolean applied = reply instanceof LockReply.Applied;
			decide((state, moment) -> state.onWritten(attempt, applied, moment));
		}
	}

	private void post(BiFunction<State, Moment, Decision> event) {
		this.runtime.mailbox().post(() -> decide(event));
	}

	private void decide(BiFunction<State, Moment, Decision> event) {
		Moment moment = new Moment(this.runtime.ticker().read());
		State before = this.state;
		Decision decision = event.apply(before, moment);
		this.state = decision.next();
		logChange(before.name(), this.state.name());
		for (Action action : decision.actions()) {
			tryTo(action, moment.now());
		}
		this.name = this.state.name();
		setAlarm();
		this.recordWatch.keep(!(this.state instanceof Stopped));
		if (this.state instanceof Stopped stopped && !(before instanceof Stopped)) {
			this.whenStopped.complete(stopped);
		}
	}

	/** What other news does not tell: whether this candidate takes part. */
	private void logChange(CandidateState before, CandidateState after) {
		if (before == after) {
			return;
		}
		this.lockHealth.leaving(this.state.isGivingUp());
		if (before == CandidateState.DRAINING && this.lockHealth.lastError().isEmpty()) {
			this.lockHealth.begin(); // nothing may have been asked for as long as the
										// work took
		}
		if (after == CandidateState.STOPPED || after == CandidateState.PAUSED || before == CandidateState.STOPPED
				|| before == CandidateState.PAUSED) {
			this.log.takesPart(after);
		}
	}

	private void setAlarm() {
		long wakeAt = this.state.wakeAt();
		if (wakeAt == this.alarmAt) {
			return;
		}
		if (this.alarm != null) {
			this.alarm.cancel();
			this.alarm = null;
		}
		this.alarmAt = wakeAt;
		if (wakeAt != Moment.NEVER) {
			this.alarm = this.runtime.mailbox().after(Math.max(0, wakeAt - this.runtime.ticker().read()), () -> {
				this.alarmAt = Moment.NEVER;
				this.alarm = null;
				decide(State::onWake);
			});
		}
	}

	/**
	 * What cannot be performed, for want of a thread say, must not keep back what
	 * follows.
	 */
	private void tryTo(Action action, long now) {
		try {
			perform(action, now);
		}
		catch (Throwable ex) {
			this.log.failedTo(action, ex);
		}
	}

	private void perform(Action action, long now) {
		if (action instanceof Action.Call call) {
			this.unanswered.replacedBy(call, now);
			this.caller.call(call, now);
		}
		else if (action instanceof Action.Grant grant) {
			grant(grant);
		}
		else if (action instanceof Action.Trust trust) {
			Term current = current();
			if (!current.trust(trust.trustedUntil()) && !current.isSurrendered()) {
				// somebody has seen it to be over while this thread was paused
				giveUp(current, RevocationReason.EXPIRED, new Sequel.Campaign(0));
			}
			this.sighting = this.sighting.renewed(this.runtime.clock().instant());
		}
		else if (action instanceof Action.Revoke revoke) {
			revoke(revoke, now);
		}
		else if (action instanceof Action.Observe observe) {
			see(observe.snapshot().map(LockSnapshot::record).map(Sighting::of).orElse(Sighting.NOTHING));
		}
		else if (action instanceof Action.Vacate vacate) {
			if (this.sighting.token() == vacate.token()) {
				see(this.sighting.vacated());
			}
		}
		else if (action instanceof Action.ReportUnreleased unreleased) {
			this.lockHealth.unreleased(unreleased.token());
		}
		else if (action instanceof Action.ReportSharedIdentity shared) {
			this.identityShared = true;
			this.log.identityShared(shared.token(), this.config.timings().leaseDuration());
		}
		else if (action instanceof Action.ReportOverrun overrun) {
			this.overruns.leaseIsOver(overrun.token(), now);
		}
	}

	private void grant(Action.Grant grant) {
		String name = this.config.lock().electionName();
		String identity = this.config.lock().identity();
		Term begun = new Term(name, identity, grant.token(), this.runtime.clock().instant(), grant.trustedUntil(),
				this.runtime.ticker(), this.runtime.terms());
		Sighting seen = new Sighting(identity, grant.token(), begun.acquiredAt(), begun.acquiredAt());
		Optional<String> previous = this.sighting.leader();
		// Whoever sees the term is to see its number as the newest. It may be given up as
		// soon as it is seen.
		this.sighting = seen;
		this.identityShared = false;
		synchronized (this) {
			if (this.surrenders > 0) {
				begun.surrender();
			}
			this.term = begun;
		}
		this.name = CandidateState.LEADING;
		this.log.granted(grant.token());
		this.runtime.monitor().termStarted(name, grant.token());
		this.announcer.granted(begun, () -> giveUp(begun, RevocationReason.TASK_FAILED, new Sequel.Campaign(0)));
		announceChange(previous, seen);
	}

	/** The term is invalid before anybody is told. */
	private void revoke(Action.Revoke revoke, long now) {
		Term over = current();
		this.overruns.revoked(now);
		if (revoke.reason() == RevocationReason.EXPIRED) {
			this.unanswered.givenUp(now);
		}
		over.revoke(() -> this.announcer.revoked(over, revoke.reason()),
				() -> this.runtime.mailbox().post(() -> drained(revoke.token())));
		this.log.revoked(revoke.token(), revoke.reason());
		this.runtime.monitor().termEnded(this.config.lock().electionName(), revoke.token(), revoke.reason());
	}

	private void drained(long token) {
		this.overruns.drained(token);
		decide((state, moment) -> state.onDrained(token, moment));
	}

	private Term current() {
		Term current = this.term;
		if (current == null) {
			throw new IllegalStateException("There is no term in state " + this.state);
		}
		return current;
	}

	private void see(Sighting seen) {
		Optional<String> previous = this.sighting.leader();
		this.sighting = seen;
		announceChange(previous, seen);
	}

	private void announceChange(Optional<String> previous, Sighting seen) {
		if (!previous.equals(seen.leader())) {
			this.log.leaderChanged(seen);
			this.announcer.leaderChanged(previous, seen.leader());
		}
	}

}
