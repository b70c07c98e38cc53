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

package io.github.leaderelection.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.jdbc.LeaderElectionSchema;
import io.github.leaderelection.jdbc.SqlDialects;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a fence costs: transactions that insert a row and commit, with and without, in
 * turns. No test of the ordinary build; its name has to be given ({@code -Dtest=}). It
 * measures the PostgreSQL of the fixtures, or the one at {@code -Dfence.url=},
 * {@code -Dfence.username=}, {@code -Dfence.password=}.
 */
class FenceThroughput {

	/** At WARN, which is what tests show. */
	private static final Logger logger = LoggerFactory.getLogger(FenceThroughput.class);

	private static final int THREADS = 8;

	/** By then the code is compiled, of both alike. */
	private static final int WARM_UP_ROUNDS = 10;

	private static final int ROUNDS = 60;

	/** Short, so that whatever else the machine does meets both alike. */
	private static final Duration BLOCK = Duration.ofMillis(500);

	/**
	 * Far below what was measured: less than this is a defect, and not a busy machine.
	 */
	private static final double FLOOR = 0.6;

	@Test
	void comparesFencedWithUnfencedTransactions() throws Exception {
		String url = System.getProperty("fence.url");
		if (url != null) {
			measure(url, System.getProperty("fence.username"), System.getProperty("fence.password"));
			return;
		}
		try (TestDatabase database = TestDatabases.postgres()) {
			measure(database.jdbcUrl(), database.username(), database.password());
		}
	}

	private static void measure(String url, String username, String password) throws Exception {
		DriverManagerDataSource direct = new DriverManagerDataSource(url, username, password);
		LeaderElectionSchema.create(direct, SqlDialects.forPlatform("postgresql"), "leader_election");
		new JdbcTemplate(direct).execute("CREATE TABLE IF NOT EXISTS throughput (id BIGINT GENERATED ALWAYS AS IDENTITY"
				+ " PRIMARY KEY, written TIMESTAMPTZ NOT NULL DEFAULT now())");
		try (HikariDataSource pool = DataSourceBuilder.create()
			.type(HikariDataSource.class)
			.url(url)
			.username(username)
			.password(password)
			.build();
				JdbcLockFactory locks = JdbcLockFactory.builder(direct).build();
				LeaderElections elections = LeaderElections.create()) {
			pool.setMaximumPoolSize(THREADS);
			elections.register(LeaderElectionConfig.builder().lock(locks.create("throughput", "measured")).build())
				.start();
			TestRunners.await(() -> elections.isLeader("throughput"));
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
			LeaderFence fence = new LeaderFence(elections, locks.fence());
			compare(() -> fence.executeWithoutResult(transactions, "throughput", (status) -> insert(jdbc)),
					() -> transactions.executeWithoutResult((status) -> insert(jdbc)));
		}
	}

	private static void compare(Runnable fenced, Runnable unfenced) throws Exception {
		for (int round = 0; round < WARM_UP_ROUNDS; round++) {
			run(fenced);
			run(unfenced);
		}
		long withFence = 0;
		long without = 0;
		List<Double> ratios = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			// Either goes first as often as the other.
			boolean fencedFirst = round % 2 == 0;
			long first = run(fencedFirst ? fenced : unfenced);
			long second = run(fencedFirst ? unfenced : fenced);
			long roundWith = fencedFirst ? first : second;
			long roundWithout = fencedFirst ? second : first;
			withFence += roundWith;
			without += roundWithout;
			ratios.add((double) roundWith / roundWithout);
		}
		long seconds = BLOCK.multipliedBy(ROUNDS).toSeconds();
		ratios.sort(null);
		double ratio = (double) withFence / without;
		logger.warn(
				"{} fenced and {} unfenced transactions a second with {} threads: ratio {}; of {} rounds: {} to {}, median {}",
				withFence / seconds, without / seconds, THREADS, show(ratio), ROUNDS, show(ratios.get(0)),
				show(ratios.get(ROUNDS - 1)), show(ratios.get(ROUNDS / 2)));
		assertThat(ratio).isGreaterThanOrEqualTo(FLOOR);
	}

	private static String show(double ratio) {
		return String.format(Locale.ROOT, "%.3f", ratio);
	}

	private static long run(Runnable transaction) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			long end = System.nanoTime() + BLOCK.toNanos();
			List<Future<Long>> counts = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				counts.add(executor.submit(() -> {
					long count = 0;
					while (System.nanoTime() - end < 0) {
						transaction.run();
						count++;
					}
					return count;
				}));
			}
			long sum = 0;
			for (Future<Long> count : counts) {
				sum += count.get();
			}
			return sum;
		}
		finally {
			executor.shutdown();
		}
	}

	private static void insert(JdbcTemplate jdbc) {
		jdbc.update("INSERT INTO throughput DEFAULT VALUES");
	}

}
