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

package io.github.leaderelection.benchmarks.scale;

import java.time.Duration;
import java.util.Map;

import io.github.leaderelection.benchmarks.BenchmarkSettings;
import io.github.leaderelection.benchmarks.arena.Arena;
import io.github.leaderelection.benchmarks.arena.BenchmarkDatabase;
import io.github.leaderelection.benchmarks.arena.ServerLog;
import io.github.leaderelection.benchmarks.report.Csv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process leads many elections, another follows them all, and the first is killed.
 */
public final class ScaleCommand {

	private static final Logger logger = LoggerFactory.getLogger(ScaleCommand.class);

	private static final Duration LEASE = Duration.ofSeconds(15);

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** Until the follower has seen the leader renew. */
	private static final Duration SETTLE = Duration.ofSeconds(20);

	private static final Duration WINDOW = Duration.ofSeconds(60);

	private ScaleCommand() {
	}

	/**
	 * Runs, with the default timings.
	 * @param settings how many elections, for how long, and where the report goes
	 */
	public static void run(BenchmarkSettings settings) {
		logger.info("{} elections for {}", settings.scaleElections(), settings.scaleDuration());
		try (Arena arena = new Arena(settings.output())) {
			BenchmarkDatabase database = arena.database();
			// Thousands of names in each statement are of no use in the log.
			database.execute("ALTER SYSTEM SET log_parameter_max_length = 0");
			database.execute("SELECT pg_reload_conf()");
			ScaleResult result = measure(settings, arena, database);
			Csv csv = new Csv("elections", "figure", "value");
			result.figures().forEach((figure, value) -> csv.line(settings.scaleElections(), figure, value));
			csv.write(settings.docs().resolve("measurements").resolve("scale.csv"));
			settings.measurements().write("scale", ScaleReport.text(settings, result));
		}
	}

	private static ScaleResult measure(BenchmarkSettings settings, Arena arena, BenchmarkDatabase database) {
		ScaleResult result = new ScaleResult();
		try (CrowdProcess leader = start(settings, database, "crowd_a");
				CrowdProcess follower = start(settings, database, "crowd_b")) {
			leader.tell("start");
			long started = leader.await("started", PATIENCE).millis();
			result.put("acquired_all_ms", leader.await("all", PATIENCE).millis() - started);
			follower.tell("start");
			Arena.pause(SETTLE);
			long from = arena.logPosition();
			Arena.pause(WINDOW);
			ServerLog log = arena.log(from, arena.logPosition());
			result.put("leader_statements_per_min", log.of("crowd_a").statements());
			result.put("follower_statements_per_min", log.of("crowd_b").statements());
			result.put("errors", log.ofAll("crowd_").errors());
			Arena.pause(settings.scaleDuration().minus(WINDOW).minus(SETTLE));
			put(result, "leader", leader.report());
			put(result, "follower", follower.report());
			result.put("updates", Long.parseLong(
					database.query("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'leader_election'")));
			result.put("hot_updates", Long.parseLong(
					database.query("SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'leader_election'")));
			leader.kill();
			double leaseEnd = Double
				.parseDouble(database.query("SELECT max(extract(epoch FROM renewed_at)) * 1000 FROM leader_election"))
					+ LEASE.toMillis();
			double leaseEndFirst = Double
				.parseDouble(database.query("SELECT min(extract(epoch FROM renewed_at)) * 1000 FROM leader_election"))
					+ LEASE.toMillis();
			result.put("first_takeover_after_lease_end_ms",
					Math.round(follower.await("first", PATIENCE).millis() - leaseEndFirst));
			result.put("last_takeover_after_lease_end_ms",
					Math.round(follower.await("all", PATIENCE).millis() - leaseEnd));
		}
		return result;
	}

	private static CrowdProcess start(BenchmarkSettings settings, BenchmarkDatabase database, String name) {
		CrowdProcess process = new CrowdProcess(new CrowdSettings(database.url(name), database.username(),
				database.password(), name, settings.scaleElections()), settings.output());
		process.await("ready", PATIENCE);
		return process;
	}

	private static void put(ScaleResult result, String who, Map<String, String> report) {
		report.forEach((figure, value) -> {
			String name = who + "_" + figure;
			if (figure.equals("threads")) {
				result.putText(name, value);
			}
			else {
				result.put(name, Long.parseLong(value));
			}
		});
	}

}
