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

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** When servers are asked, and for how long an answer stands. */
class LeaseUrlsTests {

	private static final String URL = "jdbc:postgresql://pooler:6432/orders";

	private final TestDatabase database = TestDatabases.h2();

	private final Connection connection = this.database.connect();

	private long now = Long.MAX_VALUE - 7;

	private int asked;

	private volatile Answer answer = () -> true;

	private LeaseUrls urls = urls(Duration.ofSeconds(30));

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	@Test
	void aYesStands() throws SQLException {
		assertThat(this.urls.contains(URL)).isFalse();
		assertThat(ask(URL)).isTrue();
		this.answer = () -> false;
		pass(Duration.ofDays(1));
		assertThat(this.urls.contains(URL)).isTrue();
		assertThat(ask(URL)).isTrue();
		assertThat(this.asked).isOne();
	}

	@Test
	void aNoStandsForAMoment() throws SQLException {
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
	void whatAConnectionThrowsIsForWhoeverAsksByItAlone() throws SQLException {
		SQLException failure = new SQLException("current transaction is aborted", "25P02");
		this.answer = () -> {
			throw failure;
		};
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ask(URL)).isSameAs(failure);
		this.answer = () -> true;
		assertThat(ask(URL)).isTrue();
	}

	@Test
	void whatCannotBeToldIsNoAnswer() throws SQLException {
		this.answer = () -> {
			throw new LockException("the pool is exhausted", null);
		};
		assertUntold("the pool is exhausted");
		assertUntold("the pool is exhausted");
		assertThat(this.asked).isEqualTo(2);
		this.answer = () -> true;
		assertThat(ask(URL)).isTrue();
	}

	@Test
	void whoeverLosesPatienceIsToldSo() throws Exception {
		this.urls = urls(Duration.ZERO);
		CountDownLatch asking = new CountDownLatch(1);
		CountDownLatch answering = new CountDownLatch(1);
		this.answer = () -> {
			asking.countDown();
			await(answering);
			return true;
		};
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<Boolean> first = executor.submit(() -> ask(URL));
			await(asking);
			assertUntold("another transaction has been asking for 0 s");
			answering.countDown();
			assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(ask(URL)).isTrue();
	}

	@Test
	void soIsWhoeverIsInterrupted() throws SQLException {
		Thread.currentThread().interrupt();
		assertUntold("interrupted");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(ask(URL)).isTrue();
	}

	@Test
	void whatCannotBeToldIsWarnedOf() {
		Logger logger = (Logger) LoggerFactory.getLogger(LeaseUrls.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		Thread.currentThread().interrupt();
		assertUntold("interrupted");
		assertThat(Thread.interrupted()).isTrue();
		logger.detachAppender(log);
		assertThat(log.list).filteredOn((event) -> event.getLevel() == Level.WARN)
			.singleElement()
			.extracting(ILoggingEvent::getFormattedMessage, InstanceOfAssertFactories.STRING)
			.startsWith("Could not find out whether " + URL)
			.endsWith("interrupted while another transaction was asking");
	}

	private void assertUntold(String reason) {
		assertThatExceptionOfType(LockException.class).isThrownBy(() -> ask(URL))
			.withMessageContaining("Could not find out whether " + URL + " is on the database of leader_election")
			.withMessageContaining(reason);
	}

	@Test
	void aConnectionWithoutAUrlIsNotAskedFor() throws SQLException {
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
	void keepsNoMoreThanSoMany() throws SQLException {
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

	private LeaseUrls urls(Duration patience) {
		return new LeaseUrls(new Database(this.database.dataSource(), "leader_election", null), (connection) -> {
			this.asked++;
			return this.answer.give();
		}, () -> this.now, patience);
	}

	private boolean ask(String url) throws SQLException {
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
