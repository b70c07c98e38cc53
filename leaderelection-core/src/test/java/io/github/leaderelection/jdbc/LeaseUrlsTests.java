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

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;

/** When servers are asked, and for how long an answer stands. */
class LeaseUrlsTests {

	private static final String URL = "jdbc:postgresql://pooler:6432/orders";

	private final TestDatabase database = TestDatabases.h2();

	private final Connection connection = this.database.connect();

	private long now = Long.MAX_VALUE - 7;

	private int asked;

	private volatile Answer answer = () -> true;

	private final LeaseUrls urls = new LeaseUrls(new Database(this.database.dataSource(), "leader_election", null),
			(connection) -> {
				this.asked++;
				return this.answer.give();
			}, () -> this.now);

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	@Test
	void aYesStands() {
		assertThat(this.urls.contains(URL)).isFalse();
		assertThat(ask(URL)).isTrue();
		this.answer = () -> false;
		pass(Duration.ofDays(1));
		assertThat(this.urls.contains(URL)).isTrue();
		assertThat(ask(URL)).isTrue();
		assertThat(this.asked).isOne();
	}

	@Test
	void aNoStandsForAMoment() {
		this.answer = () -> false;
		assertThat(ask(URL)).isFalse();
		this.answer = () -> true;
		pass(LeaseUrls.REFUSAL.minusNanos(1));
		assertThat(ask(URL)).isFalse();
		assertThat(this.asked).isOne();
		pass(Duration.ofNanos(1));
		assertThat(ask(URL)).isTrue();
		assertThat(this.urls.contains(URL)).isTrue();
	}

	@Test
	void whatCannotBeToldIsANo() {
		this.answer = () -> {
			throw new SQLException("permission denied");
		};
		assertThat(ask(URL)).isFalse();
		assertThat(ask(URL)).isFalse();
		assertThat(this.asked).isOne();
		pass(LeaseUrls.REFUSAL);
		this.answer = () -> {
			throw new IllegalStateException("The pool is closed");
		};
		assertThat(ask(URL)).isFalse();
		assertThat(this.urls.contains(URL)).isFalse();
	}

	@Test
	void aConnectionWithoutAUrlIsNotAskedFor() {
		assertThat(ask(null)).isFalse();
		assertThat(this.urls.contains(null)).isFalse();
		assertThat(this.asked).isZero();
	}

	@Test
	void oneAnswerDoesForManyWhoAskAtOnce() throws Exception {
		int threads = 8;
		CountDownLatch asking = new CountDownLatch(1);
		CountDownLatch others = new CountDownLatch(threads - 1);
		this.answer = () -> {
			asking.countDown();
			await(others);
			return true;
		};
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<Boolean>> answers = new ArrayList<>();
			answers.add(executor.submit(() -> ask(URL)));
			await(asking);
			for (int i = 1; i < threads; i++) {
				answers.add(executor.submit(() -> {
					others.countDown();
					return ask(URL);
				}));
			}
			for (Future<Boolean> each : answers) {
				assertThat(each.get(30, TimeUnit.SECONDS)).isTrue();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.asked).isOne();
	}

	@Test
	void keepsNoMoreThanSoMany() {
		for (int i = 0; i <= LeaseUrls.MOST; i++) {
			assertThat(ask(URL + i)).isTrue();
		}
		assertThat(this.urls.contains(URL + 0)).isFalse();
		assertThat(this.urls.contains(URL + LeaseUrls.MOST)).isTrue();
		this.answer = () -> false;
		for (int i = 0; i <= LeaseUrls.MOST; i++) {
			assertThat(ask("no" + URL + i)).isFalse();
		}
		this.answer = () -> true;
		assertThat(ask("no" + URL + 0)).isTrue();
		assertThat(ask("no" + URL + LeaseUrls.MOST)).isFalse();
	}

	private boolean ask(String url) {
		return this.urls.addIfSame(this.connection, url);
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What the servers say. */
	private interface Answer {

		boolean give() throws SQLException;

	}

}
