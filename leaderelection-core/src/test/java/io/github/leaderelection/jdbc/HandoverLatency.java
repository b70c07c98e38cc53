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

package io.github.leaderelection.jdbc;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.leaderelection.LeaderCallbacks;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.LockWatch;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long after a release the next leader is told of its grant: two JVMs, a real
 * PostgreSQL, default timings. No test of the ordinary build; its name has to be given
 * ({@code -Dtest=}), and how many handovers can be ({@code -Dhandovers=}).
 */
class HandoverLatency {

	private static final Logger logger = LoggerFactory.getLogger(HandoverLatency.class);

	/** The two instances. */
	public static void main(String[] arguments) {
		new Instance(arguments).run();
	}

	@Test
	void aFollowerLeadsANotificationAfterTheRelease() throws Exception {
		int handovers = Integer.getInteger("handovers", 50);
		try (TestDatabase database = TestDatabases.postgres()) {
			LeaderElectionSchema.create(database.dataSource(), SqlDialects.forPlatform("postgresql"),
					"leader_election");
			measure(database, handovers);
		}
	}

	private static void measure(TestDatabase database, int handovers) throws Exception {
		BlockingQueue<String[]> news = new LinkedBlockingQueue<>();
		Child[] children = { new Child(database, "0", news), new Child(database, "1", news) };
		try {
			children[0].tell("start");
			int leader = Integer.parseInt(await(news, "granted")[1]);
			children[1 - leader].tell("start");
			await(news, "sees");
			List<Double> fromCommit = new ArrayList<>();
			List<Double> fromSending = new ArrayList<>();
			for (int i = 0; i < handovers; i++) {
				children[leader].tell("stop");
				String[] released = await(news, "released");
				String[] granted = await(news, "granted");
				fromSending.add((Long.parseLong(granted[2]) - Long.parseLong(released[2])) / 1e6);
				fromCommit.add((Long.parseLong(granted[2]) - Long.parseLong(released[3])) / 1e6);
				children[leader].tell("start");
				await(news, "sees");
				leader = 1 - leader;
			}
			report("from the reply to the release", fromCommit);
			report("from the sending of the release", fromSending);
			assertThat(at(fromSending, 0.5)).as("median").isLessThanOrEqualTo(20);
			assertThat(at(fromSending, 0.99)).as("p99").isLessThanOrEqualTo(100);
		}
		finally {
			children[0].process.destroy();
			children[1].process.destroy();
		}
	}

	private static String[] await(BlockingQueue<String[]> news, String what) throws InterruptedException {
		while (true) {
			String[] next = news.poll(60, TimeUnit.SECONDS);
			if (next == null) {
				throw new IllegalStateException("Nobody has " + what);
			}
			if (next[0].equals(what)) {
				return next;
			}
		}
	}

	private static double at(List<Double> sorted, double share) {
		return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * share) - 1));
	}

	private static void report(String what, List<Double> millis) {
		Collections.sort(millis);
		logger.warn("{}: n={} min={} median={} p90={} p99={} max={} ms", what, millis.size(), millis.get(0),
				at(millis, 0.5), at(millis, 0.9), at(millis, 0.99), millis.get(millis.size() - 1));
	}

	private static void tell(String format, Object... arguments) {
		PrintStream parent = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
		parent.println(format.formatted(arguments));
	}

	/** The other end of an instance. */
	private static final class Child {

		private final Process process;

		private final PrintStream commands;

		Child(TestDatabase database, String identity, BlockingQueue<String[]> news) throws IOException {
			this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
					System.getProperty("java.class.path"), HandoverLatency.class.getName(), database.jdbcUrl(),
					database.username(), database.password(), identity)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			this.commands = new PrintStream(this.process.getOutputStream(), true, StandardCharsets.UTF_8);
			Thread reader = new Thread(() -> this.process.inputReader().lines().forEach((line) -> {
				if (line.startsWith("@")) {
					news.add(line.substring(1).split(" "));
				}
			}));
			reader.setDaemon(true);
			reader.start();
		}

		void tell(String command) {
			this.commands.println(command);
		}

	}

	/**
	 * A process that takes part, and tells what happens by the machine's monotonic clock.
	 */
	private static final class Instance implements LeaderCallbacks {

		private final JdbcLockFactory locks;

		private final String identity;

		Instance(String[] arguments) {
			this.locks = JdbcLockFactory
				.builder(DedicatedDataSource.create(arguments[0], arguments[1], arguments[2], Duration.ofSeconds(5)))
				.build();
			this.identity = arguments[3];
		}

		void run() {
			LeaderElector elector = LeaderElector.create(LeaderElectionConfig.builder()
				.lock(new TimedLock(this.locks.create("handover", this.identity)))
				.callbacks(this)
				.build());
			BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			commands.lines().forEach((command) -> {
				if (command.equals("start")) {
					elector.start();
				}
				else {
					elector.stop();
				}
			});
		}

		@Override
		public void onStartedLeading(Leadership leadership) {
			tell("@granted %s %d", this.identity, System.nanoTime());
		}

		@Override
		public void onNewLeader(String leader) {
			if (!leader.isEmpty() && !leader.equals(this.identity)) {
				tell("@sees %s", this.identity);
			}
		}

	}

	private record TimedLock(ResourceLock target) implements ResourceLock {

		@Override
		public boolean update(LeaderElectionRecord record, WriteCondition condition, Duration timeout) {
			long sent = System.nanoTime();
			boolean applied = this.target.update(record, condition, timeout);
			if (!record.isHeld()) {
				tell("@released %s %d %d", identity(), sent, System.nanoTime());
			}
			return applied;
		}

		@Override
		public boolean create(LeaderElectionRecord record, Duration timeout) {
			return this.target.create(record, timeout);
		}

		@Override
		public Optional<LockSnapshot> get(Duration timeout) {
			return this.target.get(timeout);
		}

		@Override
		public LockWatch watch(Runnable hint) {
			return this.target.watch(hint);
		}

		@Override
		public String electionName() {
			return this.target.electionName();
		}

		@Override
		public String identity() {
			return this.target.identity();
		}

		@Override
		public void recordEvent(String event) {
			this.target.recordEvent(event);
		}

		@Override
		public String describe() {
			return this.target.describe();
		}

	}

}
