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

package io.github.leaderelection.rolling;

import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.transaction.LeaderTransactional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Numbers its runs, each by the one before, in PostgreSQL. Two that run side by side take
 * the same number: nothing but the election keeps them apart. Not in a package that the
 * sample scans.
 */
public class SteadyJob {

	/** How often it runs, in milliseconds. */
	public static final int PERIOD = 50;

	/** Its table; {@code now()} is when the transaction of a run began. */
	public static final String TABLE = "CREATE TABLE tick (number BIGINT, process BIGINT, fencing_token BIGINT,"
			+ " at TIMESTAMP WITH TIME ZONE DEFAULT now())";

	private static final Logger logger = LoggerFactory.getLogger(SteadyJob.class);

	private final JdbcClient jdbc;

	SteadyJob(JdbcClient jdbc) {
		this.jdbc = jdbc;
		// An instance that takes requests has used its database before it leads.
		jdbc.sql("SELECT max(number) FROM tick").query().listOfRows();
	}

	@Scheduled(fixedRate = PERIOD)
	@ConditionalOnLeader
	@LeaderTransactional
	void tick() {
		logger.info("Tick begins");
		long next = this.jdbc.sql("SELECT coalesce(max(number), 0) + 1 FROM tick").query(Long.class).single();
		// A part of the period, so that instances are stopped while it runs.
		this.jdbc.sql("SELECT pg_sleep(0.015)").query().listOfRows();
		this.jdbc
			.sql("INSERT INTO tick (number, process, fencing_token) SELECT ?, ?, fencing_token FROM leader_election")
			.params(next, ProcessHandle.current().pid())
			.update();
	}

}
