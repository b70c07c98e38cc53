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

package io.github.leaderelection.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.leaderelection.rolling.SteadyJob;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a Deployment of three with {@code maxSurge: 1} and {@code maxUnavailable: 0} does,
 * with real processes on PostgreSQL: one more is started, and when it is ready one is
 * stopped. Here that is the leader each time, which is the worst choice.
 */
@Timeout(180)
class RollingUpdateTests {

	private static final Logger logger = LoggerFactory.getLogger(RollingUpdateTests.class);

	private static final int REPLICAS = 3;

	private static final Duration GAP = Duration.ofMillis(300);

	private static final Pattern TROUBLE = Pattern.compile("(?m)^.*(?: WARN | ERROR |Exception).*$|^\\s+at .*$");

	@TempDir
	Path directory;

	private final List<SampleProcess> fleet = new ArrayList<>();

	@AfterEach
	void close() {
		this.fleet.forEach(SampleProcess::close);
	}

	@Test
	void leadershipPassesOnWithoutAGapAndNoRunIsLostOrDoubled() throws Exception {
		try (TestDatabase database = TestDatabases.postgres(); Stalls stalls = new Stalls(database.dataSource())) {
			database.execute(SteadyJob.TABLE);
			JdbcClient jdbc = JdbcClient.create(database.dataSource());
			launch(database).awaitLeading();
			IntStream.range(1, REPLICAS)
				.mapToObj((number) -> launch(database))
				.toList()
				.forEach(SampleProcess::awaitReady);
			List<SampleProcess> leaders = new ArrayList<>();
			leaders.add(leaderOfTerm(1));
			List<Duration> bounds = new ArrayList<>();
			for (int roll = 1; roll <= REPLICAS; roll++) {
				launch(database).awaitReady();
				awaitTicks(jdbc, roll);
				Duration stalled = stalls.total();
				leaders.get(roll - 1).terminate();
				leaders.add(leaderOfTerm(roll + 1));
				awaitTicks(jdbc, roll + 1);
				bounds.add(GAP.plus(stalls.total()).minus(stalled));
			}
			SampleProcess last = leaders.get(REPLICAS);
			this.fleet.stream().filter((process) -> process != last).forEach(SampleProcess::terminate);
			last.terminate();

			List<Duration> leaderless = IntStream.rangeClosed(1, REPLICAS)
				.mapToObj(
						(term) -> Duration.between(leaders.get(term - 1).logged("Leadership revoked: election=ledger"),
								leaders.get(term).logged("Leadership granted: election=ledger")))
				.toList();
			logger.info("Without a leader: {}, at most: {}", leaderless, bounds);
			assertThat(leaderless).allMatch((gap) -> !gap.isNegative());
			assertThat(leaderless).zipSatisfy(bounds, (gap, bound) -> assertThat(gap).isLessThanOrEqualTo(bound));
			assertEachRunIsThereOnce(jdbc, bounds);
			assertThat(this.fleet).allSatisfy((process) -> assertThat(
					TROUBLE.matcher(process.log()).results().map((match) -> match.group()).toList())
				.isEmpty());
			close();
		}
	}

	private void assertEachRunIsThereOnce(JdbcClient jdbc, List<Duration> bounds) {
		List<Tick> ticks = jdbc.sql("SELECT number, process, fencing_token, at FROM tick ORDER BY at")
			.query((row, number) -> new Tick(row.getLong(1), row.getLong(2), row.getLong(3),
					row.getObject(4, OffsetDateTime.class).toInstant()))
			.list();
		assertThat(ticks).extracting(Tick::number)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, ticks.size()).boxed().toList());
		assertThat(this.fleet).allSatisfy((process) -> {
			long begun = process.log().lines().filter((line) -> line.endsWith("Tick begins")).count();
			assertThat(ticks).filteredOn((tick) -> tick.process() == process.pid()).hasSize(Math.toIntExact(begun));
		});
		List<Duration> handovers = IntStream.range(1, ticks.size())
			.filter((next) -> ticks.get(next - 1).fencingToken() != ticks.get(next).fencingToken())
			.mapToObj((next) -> Duration.between(ticks.get(next - 1).at(), ticks.get(next).at()))
			.toList();
		logger.info("Without a run: {}", handovers);
		// A period may pass before the revocation, and another after the grant.
		assertThat(handovers).zipSatisfy(bounds,
				(gap, bound) -> assertThat(gap).isLessThan(bound.plusMillis(2 * SteadyJob.PERIOD)));
	}

	private SampleProcess launch(TestDatabase database) {
		SampleProcess process = SampleProcess.launch(this.directory, "instance-" + this.fleet.size(),
				List.of("--spring.profiles.active=postgres", "--LEADERELECTION_DB_URL=" + database.jdbcUrl(),
						"--LEADERELECTION_DB_USER=" + database.username(),
						"--LEADERELECTION_DB_PASSWORD=" + database.password(),
						"--spring.main.sources=" + SteadyJob.class.getName()));
		this.fleet.add(process);
		return process;
	}

	private SampleProcess leaderOfTerm(int token) {
		String line = "Leadership granted: election=ledger";
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> this.fleet.stream()
				.filter((process) -> process.log()
					.lines()
					.anyMatch((text) -> text.contains(line) && text.endsWith(" token=" + token)))
				.findFirst()
				.orElse(null), (found) -> found != null);
	}

	/** Some, so that the job runs steadily when the next instance is stopped. */
	private static void awaitTicks(JdbcClient jdbc, int token) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> jdbc.sql("SELECT count(*) FROM tick WHERE fencing_token = ?")
				.param(token)
				.query(Long.class)
				.single() >= 10);
	}

	/**
	 * A run of the job.
	 *
	 * @param number which one
	 * @param process who ran it
	 * @param fencingToken in which term
	 * @param at when, by the database's clock
	 */
	private record Tick(long number, long process, long fencingToken, Instant at) {

	}

}
