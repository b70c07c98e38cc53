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

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.leaderelection.ElectionStatus.Problem;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.ElectionTimings;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.election.Sequel;
import io.github.leaderelection.election.Stopped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The side of a candidate that callers see. */
final class DefaultLeaderElector implements LeaderElector {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElector.class);

	/** How much longer than it should take a caller waits for a stop. */
	private static final Duration SLACK = Duration.ofMillis(250);

	private final LeaderElectionConfig config;

	private final Candidate candidate;

	private final Runnable whenClosed;

	/**
	 * Complete when the campaigns that were started last are over; {@code null} before.
	 */
	private @Nullable CompletableFuture<Stopped> end;

	/** Whether those campaigns are one, for a task. */
	private boolean once;

	private boolean stopping;

	/** Whether to campaign again once the stop is done. */
	private boolean startAgain;

	private boolean paused;

	/** The end that has been waited for in vain. */
	private volatile @Nullable CompletableFuture<Stopped> overdue;

	private boolean closed;

	DefaultLeaderElector(LeaderElectionConfig config, Candidate candidate, Runnable whenClosed) {
		this.config = config;
		this.candidate = candidate;
		this.whenClosed = whenClosed;
	}

	@Override
	public String electionName() {
		return this.config.lock().electionName();
	}

	@Override
	public String identity() {
		return this.config.lock().identity();
	}

	@Override
	public void start() {
		synchronized (this) {
			if (this.closed) {
				throw closed();
			}
			CompletableFuture<Stopped> running = this.end;
			if (running == null || running.isDone()) {
				this.end = begin(false);
			}
			else if (this.stopping && !this.startAgain) {
				this.startAgain = true;
				CompletableFuture<Void> unused = running.thenRun(this::startAgain);
			}
		}
	}

	private void startAgain() {
		synchronized (this) {
			boolean wanted = this.startAgain && !this.closed;
			this.startAgain = false;
			if (wanted) {
				this.end = begin(false);
			}
		}
	}

	private CompletableFuture<Stopped> begin(boolean once) {
		this.once = once;
		this.stopping = false;
		this.startAgain = false;
		CompletableFuture<Stopped> begun = this.candidate.start(once);
		if (this.paused) {
			this.candidate.giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Pause());
		}
		return begun;
	}

	private IllegalStateException closed() {
		return new IllegalStateException("The candidate of election '%s' is closed".formatted(electionName()));
	}

	private boolean isRunning() {
		return this.end != null && !this.end.isDone();
	}

	@Override
	public void stop() {
		awaitStop(requestStop());
	}

	/** Stops without waiting. */
	@Nullable CompletableFuture<Stopped> requestStop() {
		synchronized (this) {
			this.startAgain = false;
			if (!isRunning()) {
				return null;
			}
			this.stopping = true;
			this.candidate.giveUp(RevocationReason.STOPPED, new Sequel.Stop());
			return this.end;
		}
	}

	/** Stops a campaign, and no later one. */
	@SuppressWarnings("ReferenceEquality") // a campaign is equal to none but itself
	private @Nullable CompletableFuture<Stopped> requestStopOf(CompletableFuture<Stopped> campaign) {
		synchronized (this) {
			return (campaign == this.end) ? requestStop() : null;
		}
	}

	/** Waits for a stop, unless the caller is work that the stop itself waits for. */
	void awaitStop(@Nullable CompletableFuture<Stopped> end) {
		awaitStop(end, Duration.ZERO);
	}

	/**
	 * The same, where some time has been spent on waiting for others that were told at
	 * the same time. Nobody is waited for in vain twice.
	 */
	@SuppressWarnings("ReferenceEquality") // as above
	void awaitStop(@Nullable CompletableFuture<Stopped> end, Duration waited) {
		if (end == null || end == this.overdue || this.candidate.isCalledByOwnWork()) {
			return;
		}
		Duration bound = stopBound();
		try {
			end.get(Math.max(0, bound.minus(waited).toNanos()), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			this.overdue = end;
			logger.warn("The work of a term has not stopped in time, its lease runs out: election={} identity={} "
					+ "waited={}", electionName(), identity(), bound);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Duration stopBound() {
		ElectionTimings timings = this.config.timings();
		return timings.drainTimeout().plus(timings.retryPeriod()).plus(SLACK);
	}

	@Override
	public boolean isStarted() {
		synchronized (this) {
			return this.startAgain || (isRunning() && !this.once && !this.stopping);
		}
	}

	@Override
	public boolean isLeader() {
		Term term = this.candidate.term();
		return term != null && term.isValid();
	}

	@Override
	public Optional<String> getLeader() {
		return this.candidate.sighting().leader();
	}

	@Override
	public Optional<Leadership> leadership() {
		Term term = this.candidate.term();
		return (term != null && term.isValid()) ? Optional.of(term) : Optional.empty();
	}

	@Override
	public boolean stepDown(Duration cooldown) {
		if (cooldown.isNegative() || cooldown.compareTo(ElectionTimings.MAX_DURATION) > 0) {
			throw new IllegalArgumentException("cooldown (%s) must not be negative, nor longer than %d days"
				.formatted(cooldown, ElectionTimings.MAX_DURATION.toDays()));
		}
		Term term = this.candidate.term();
		if (term == null || !term.isValid()) {
			return false;
		}
		this.candidate.giveUp(term, RevocationReason.STEPPED_DOWN, new Sequel.Campaign(cooldown.toNanos()));
		return true;
	}

	@Override
	public void pause() {
		synchronized (this) {
			this.paused = true;
			this.candidate.giveUp(RevocationReason.STEPPED_DOWN, new Sequel.Pause());
		}
	}

	@Override
	public void resume() {
		synchronized (this) {
			this.paused = false;
			this.candidate.resume();
		}
	}

	@Override
	public ElectionResult run(ElectionTask task) throws InterruptedException {
		CompletableFuture<Stopped> campaign;
		CompletableFuture<ElectionResult> result;
		synchronized (this) {
			if (this.closed) {
				throw closed();
			}
			if (isRunning() || this.startAgain) {
				throw new IllegalStateException("The candidate of election '%s' %s".formatted(electionName(),
						this.stopping ? "is still stopping" : "is started already"));
			}
			long before = newestToken();
			campaign = begin(true);
			this.end = campaign;
			// Made when the campaign ends, before another can begin.
			result = campaign.thenApply((stopped) -> result(stopped, before));
		}
		ElectionTask.Observer observer = (success, cause) -> onOutcome(campaign, success, cause);
		task.observe(observer);
		try {
			return result.get();
		}
		catch (InterruptedException ex) {
			awaitStop(requestStopOf(campaign));
			throw ex;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			task.forget(observer);
		}
	}

	private void onOutcome(CompletableFuture<Stopped> campaign, boolean success, @Nullable Throwable cause) {
		if (!success) {
			logger.debug("The task of an election has failed: election={}", electionName(), cause);
		}
		this.candidate.taskEnded(campaign, success ? RevocationReason.TASK_COMPLETED : RevocationReason.TASK_FAILED);
	}

	private ElectionResult result(Stopped stopped, long tokenBefore) {
		long token = newestToken();
		RevocationReason reason = (stopped.reason() != null) ? stopped.reason() : RevocationReason.STOPPED;
		return new ElectionResult(reason, (token != tokenBefore) ? OptionalLong.of(token) : OptionalLong.empty());
	}

	private long newestToken() {
		Term term = this.candidate.term();
		return (term != null) ? term.fencingToken() : 0;
	}

	@Override
	public ElectionStatus status() {
		Optional<Leadership> leadership;
		ElectionStatus status;
		do {
			leadership = leadership();
			status = status(leadership);
		}
		// No term has begun or ended meanwhile, so that all belongs together.
		while (!leadership.equals(leadership()));
		return status;
	}

	private ElectionStatus status(Optional<Leadership> leadership) {
		Sighting sighting = this.candidate.sighting();
		CandidateState state = this.candidate.name(leadership.isPresent());
		return new ElectionStatus(electionName(), identity(), state, leadership.isPresent(), sighting.leader(),
				sighting.token(), Optional.ofNullable(sighting.acquiredAt()), Optional.ofNullable(sighting.renewedAt()),
				this.config.timings(), leadership.map(Leadership::remaining).orElse(Duration.ZERO),
				this.config.lock().describe(), this.candidate.lockHealth().lastError(), problems(state));
	}

	private Set<Problem> problems(CandidateState state) {
		Set<Problem> found = EnumSet.noneOf(Problem.class);
		boolean calling = state != CandidateState.STOPPED && state != CandidateState.DRAINING;
		if (calling && this.candidate.lockHealth().isSilentFor(this.config.timings().leaseDuration())) {
			found.add(Problem.LOCK_UNREACHABLE);
		}
		if (this.candidate.hasOverrun()) {
			found.add(Problem.WORK_OUTLIVED_LEASE);
		}
		if (this.candidate.isIdentityShared()) {
			found.add(Problem.IDENTITY_SHARED);
		}
		return Set.copyOf(found);
	}

	@Override
	public void close() {
		close(this.whenClosed);
	}

	/**
	 * Stops for good, and waits as {@link #stop()} does.
	 * @param whenStopped run when it has stopped, which is later where the work of a term
	 * closes, or does not stop in time: threads are needed until the lease is released
	 */
	void close(Runnable whenStopped) {
		CompletableFuture<Stopped> end = requestClose();
		awaitStop(end);
		if (end == null) {
			whenStopped.run();
		}
		else {
			CompletableFuture<Void> unused = end.thenRun(whenStopped);
		}
	}

	/** Stops for good, without waiting. */
	@Nullable CompletableFuture<Stopped> requestClose() {
		synchronized (this) {
			this.closed = true;
		}
		return requestStop();
	}

	@Override
	public String toString() {
		return "LeaderElector[election=%s, identity=%s, state=%s]".formatted(electionName(), identity(),
				this.candidate.name(isLeader()));
	}

}
