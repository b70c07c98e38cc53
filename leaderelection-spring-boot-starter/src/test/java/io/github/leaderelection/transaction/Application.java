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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.leaderelection.LeaderElectionConfig;
import io.github.leaderelection.LeaderElections;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.Leadership;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.jdbc.JdbcLockFactory;
import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

/** An application under test, and what its tests ask of it. */
class Application {

	static final String ELECTION = "reports";

	private final ApplicationContext context;

	Application(ApplicationContext context) {
		this.context = context;
	}

	Reports reports() {
		return this.context.getBean(Reports.class);
	}

	ClassReports classReports() {
		return this.context.getBean(ClassReports.class);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	LeaderFence fence() {
		return this.context.getBean(LeaderFence.class);
	}

	JdbcTemplate jdbc() {
		return this.context.getBean(JdbcTemplate.class);
	}

	TransactionTemplate template() {
		return new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
	}

	LeaderElector elector() {
		return this.context.getBean(LeaderElections.class).get(ELECTION);
	}

	Leadership term() {
		return elector().leadership().orElseThrow();
	}

	List<String> begun() {
		return this.context.getBean(BeginRecorder.class).begun;
	}

	Application awaitLeadership() {
		TestRunners.await(elector()::isLeader);
		return this;
	}

	/**
	 * Leads in a later term under the same identity. A candidate neither releases its
	 * lease nor campaigns beside work of its own, so that takes another candidate.
	 */
	void beginLaterTerm() {
		Leadership term = term();
		ResourceLock lock = this.context.getBean(JdbcLockFactory.class).create(ELECTION, term.identity());
		lock.update(LeaderElectionRecord.released(term.fencingToken(), Duration.ofSeconds(15)),
				new WriteCondition.HeldBy(term.identity(), term.fencingToken()), Duration.ofSeconds(10));
		LeaderElections elections = LeaderElections.create();
		this.context.getBean(SwitchableElections.class).switchTo(elections);
		LeaderElector next = elections
			.register(LeaderElectionConfig.builder().lock(lock).retryPeriod(Duration.ofMillis(100)).build());
		next.start();
		TestRunners.await(next::isLeader);
	}

	void write(String text) {
		jdbc().update("INSERT INTO ledger VALUES (?)", text);
	}

	List<String> read() {
		return jdbc().queryForList("SELECT entry FROM ledger ORDER BY entry", String.class);
	}

	/** Counts transactions. */
	static class BeginRecorder implements TransactionExecutionListener {

		private final List<String> begun = new CopyOnWriteArrayList<>();

		@Override
		public void beforeBegin(TransactionExecution transaction) {
			this.begun.add(transaction.getTransactionName());
		}

	}

}
