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

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.leaderelection.chaos.fleet.Fleet;
import io.github.leaderelection.chaos.fleet.Instance;
import io.github.leaderelection.chaos.fleet.ProcessEnd;
import io.github.leaderelection.chaos.history.HistoryDatabase;
import io.github.leaderelection.chaos.settings.ChaosDatabase;
import io.github.leaderelection.chaos.settings.ChaosSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs a plan of faults on a fleet, in real time. */
public final class FaultInjector {

	private static final Logger logger = LoggerFactory.getLogger(FaultInjector.class);

	private static final int THREADS = 8;

	private static final Duration SUPERVISION = Duration.ofSeconds(1);

	/** A roll of slow machines takes minutes; more than this is a failure. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final List<Fault> plan;

	private final Duration duration;

	private final Fleet fleet;

	private final HistoryDatabase history;

	private final InstanceFaults instanceFaults;

	private final DatabaseFaults databaseFaults;

	private final Set<String> taken = new HashSet<>();

	private final Queue<Disturbance> disturbances = new ConcurrentLinkedQueue<>();

	private final Map<FaultKind, Integer> skipped = new TreeMap<>();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	/** What comes too late, when all is over, is dropped. */
	private final ScheduledExecutorService executor = new ScheduledThreadPoolExecutor(THREADS,
			new ThreadPoolExecutor.DiscardPolicy());

	private final CountDownLatch over;

	private volatile String lastHolder = "";

	/**
	 * Plans the faults of a run.
	 * @param settings the run
	 * @param fleet whom they befall
	 * @param database its database
	 * @param history tells who leads
	 */
	public FaultInjector(ChaosSettings settings, Fleet fleet, ChaosDatabase database, HistoryDatabase history) {
		this.plan = FaultPlan.of(settings);
		this.duration = settings.duration();
		this.fleet = fleet;
		this.history = history;
		this.instanceFaults = new InstanceFaults(fleet);
		this.databaseFaults = new DatabaseFaults(database);
		this.over = new CountDownLatch(this.plan.size());
	}

	/** Performs the plan, and waits until the last fault is over. */
	public void run() {
		try {
			this.plan.forEach((fault) -> schedule(fault.at(), () -> attempt(fault)));
			schedule(SUPERVISION, this::supervise);
			if (!this.over.await(this.duration.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException("%d faults are not over after %s: %s".formatted(this.over.getCount(),
						this.duration.plus(PATIENCE), this.taken));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.executor.shutdownNow();
		}
		this.failures.stream().findFirst().ifPresent((failure) -> {
			throw new IllegalStateException("A fault could not be performed", failure);
		});
	}

	private void attempt(Fault fault) {
		String target = target(fault);
		if (!take(target)) {
			synchronized (this.skipped) {
				this.skipped.merge(fault.kind(), 1, Integer::sum);
			}
			this.over.countDown();
			return;
		}
		Instant from = Instant.now();
		Runnable end;
		try {
			logger.info("{} of {} for {}", fault.kind(), target, fault.lasting());
			end = begin(fault, target);
		}
		catch (RuntimeException ex) {
			this.failures.add(ex);
			end = () -> {
			};
		}
		Runnable ending = end;
		schedule(fault.lasting(), () -> end(fault, target, from, ending));
	}

	/** What is thrown fails the run. */
	private void schedule(Duration delay, Runnable task) {
		Future<?> unused = this.executor.schedule(() -> {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				this.failures.add(ex);
			}
		}, delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void end(Fault fault, String target, Instant from, Runnable ending) {
		try {
			ending.run();
		}
		catch (RuntimeException ex) {
			this.failures.add(ex);
		}
		this.disturbances.add(new Disturbance(fault.kind(), instanceOf(target), from, Instant.now()));
		free(target);
		this.over.countDown();
	}

	private Runnable begin(Fault fault, String target) {
		return switch (fault.kind().scope()) {
			case PROCESS -> this.instanceFaults.beginOnProcess(fault.kind(), instance(instanceOf(target)));
			case NETWORK -> this.instanceFaults.beginOnNetwork(fault.kind(), instance(instanceOf(target)));
			case DATABASE -> this.databaseFaults.begin(fault.kind());
			case FLEET -> {
				roll();
				yield () -> {
				};
			}
		};
	}

	/** One instance after the other; who is busy being killed is left out. */
	private void roll() {
		for (Instance instance : this.fleet.instances()) {
			String process = target(FaultKind.Scope.PROCESS, instance.name());
			if (take(process)) {
				Instant from = Instant.now();
				try {
					instance.stop();
					this.fleet.startAndAwait(instance);
				}
				finally {
					this.disturbances.add(new Disturbance(FaultKind.ROLL, instance.name(), from, Instant.now()));
					free(process);
				}
			}
		}
	}

	/** A process that has ended by itself is started again, as a platform would. */
	private void supervise() {
		for (Instance instance : this.fleet.instances()) {
			String process = target(FaultKind.Scope.PROCESS, instance.name());
			if (take(process)) {
				try {
					if (instance.process().end() == ProcessEnd.BY_ITSELF) {
						logger.warn("{} has ended by itself", instance.process().name());
						instance.start();
					}
				}
				finally {
					free(process);
				}
			}
		}
		if (this.over.getCount() > 0) {
			schedule(SUPERVISION, this::supervise);
		}
	}

	private String target(Fault fault) {
		return switch (fault.kind().scope()) {
			case DATABASE -> DatabaseFaults.TARGET;
			case FLEET -> "fleet";
			default -> target(fault.kind().scope(), aimedAt(fault));
		};
	}

	private static String target(FaultKind.Scope scope, String instance) {
		return scope + " " + instance;
	}

	private static String instanceOf(String target) {
		return target.substring(target.indexOf(' ') + 1);
	}

	/** Whoever the database says leads: a leader that is frozen is still meant. */
	private String aimedAt(Fault fault) {
		if (fault.leader()) {
			this.history.holder().ifPresent((holder) -> this.lastHolder = holder.substring(0, holder.indexOf('_')));
			if (!this.lastHolder.isEmpty()) {
				return this.lastHolder;
			}
		}
		return this.fleet.instances().get(fault.instance()).name();
	}

	private Instance instance(String name) {
		return this.fleet.instances()
			.stream()
			.filter((instance) -> instance.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There is no instance " + name));
	}

	private boolean take(String target) {
		synchronized (this.taken) {
			return this.taken.add(target);
		}
	}

	private void free(String target) {
		synchronized (this.taken) {
			this.taken.remove(target);
		}
	}

	/**
	 * What has happened.
	 * @return the faults, in the order of their ends
	 */
	public List<Disturbance> disturbances() {
		return List.copyOf(this.disturbances);
	}

	/**
	 * What has not happened, because its target was taken by another fault.
	 * @return how many of each kind
	 */
	public Map<FaultKind, Integer> skipped() {
		synchronized (this.skipped) {
			return new TreeMap<>(this.skipped);
		}
	}

}
