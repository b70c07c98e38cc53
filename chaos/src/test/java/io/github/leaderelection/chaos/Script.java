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

package io.github.leaderelection.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.leaderelection.chaos.check.Checker;
import io.github.leaderelection.chaos.check.Evidence;
import io.github.leaderelection.chaos.check.Rule;
import io.github.leaderelection.chaos.check.Violation;
import io.github.leaderelection.chaos.fleet.ChaosProcess;
import io.github.leaderelection.chaos.fleet.Instance;
import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.settings.ChaosSettings;
import org.awaitility.Awaitility;

/**
 * Two instances and a fault at a chosen moment: what a seed may or may not hit, a script
 * always does.
 */
final class Script implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Stage stage;

	private final Instance leader;

	private final Instance follower;

	/** Starts one after the other; a machine that stalls may make the second one lead. */
	Script(String name, ChaosSettings settings) {
		this.stage = new Stage(name, settings, new TestChaosDatabase());
		Instance first = this.stage.fleet().instances().get(0);
		Instance second = this.stage.fleet().instances().get(1);
		this.stage.fleet().startAndAwait(first);
		awaitLeading(first);
		this.stage.fleet().startAndAwait(second);
		this.leader = Awaitility.await()
			.atMost(PATIENCE)
			.until(this.stage.fleet()::leader, Optional::isPresent)
			.orElseThrow();
		this.follower = this.leader.equals(first) ? second : first;
	}

	Instance leader() {
		return this.leader;
	}

	Instance follower() {
		return this.follower;
	}

	/** The name of a row that the leader writes. */
	String rowOfLeader(String row) {
		return this.leader.process().name() + "/" + row;
	}

	/** Tells the leader to write a row, and waits until it is in the midst of it. */
	void hold(String row) {
		this.leader.process().tell(row);
		await(() -> this.leader.process().hasNoted(LogEvent.HELD, row));
	}

	/** Waits until the follower leads and has committed something of its own. */
	void awaitTakeover() {
		awaitLeading(this.follower);
		ChaosProcess process = this.follower.process();
		await(() -> {
			process.tell("write");
			return process.hasNoted(LogEvent.FENCED_COMMITTED) && process.hasNoted(LogEvent.UNFENCED_COMMITTED);
		});
	}

	void awaitLeading(Instance instance) {
		await(instance::isLeading);
	}

	/** Lets the first leader go on with the rows that it holds. */
	void go() {
		this.leader.process().tell("go");
	}

	void awaitNoted(LogEvent event, String row) {
		await(() -> this.leader.process().hasNoted(event, row));
	}

	/**
	 * Kills both: what processes note and what the database has is one story only when
	 * nobody goes on with it.
	 */
	Evidence end() {
		this.stage.fleet().processes().forEach(ChaosProcess::kill);
		return this.stage.evidence();
	}

	/** Those of a rule, so far. */
	List<Violation> violationsOf(Rule rule) {
		return Checker.check(this.stage.evidence()).stream().filter((violation) -> violation.rule() == rule).toList();
	}

	static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(PATIENCE).until(condition);
	}

	@Override
	public void close() {
		this.stage.close();
	}

}
