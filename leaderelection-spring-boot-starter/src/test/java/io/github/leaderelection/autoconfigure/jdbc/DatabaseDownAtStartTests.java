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

package io.github.leaderelection.autoconfigure.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.testing.FreePort;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A database server that comes after the application. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseDownAtStartTests {

	@TempDir
	private Path directory;

	private int port;

	private Optional<Server> server = Optional.empty();

	private ApplicationContextRunner runner;

	@BeforeEach
	void findPort() {
		this.port = FreePort.next();
		this.runner = TestRunners.bare()
			.withConfiguration(
					AutoConfigurations.of(LeaderElectionJdbcAutoConfiguration.class, DataSourceAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:tcp://localhost:" + this.port + "/./db",
					"spring.datasource.username=sa", "spring.datasource.driver-class-name=org.h2.Driver");
	}

	private void startDatabase() throws SQLException {
		this.server = Optional.of(
				Server
					.createTcpServer("-tcpPort", String.valueOf(this.port), "-baseDir", this.directory.toString(),
							"-ifNotExists")
					.start());
	}

	@AfterEach
	void stopDatabase() {
		this.server.ifPresent(Server::stop);
	}

	@Test
	void theApplicationStartsFollowsReportsItAndCampaignsWhenTheDatabaseComes(CapturedOutput output) {
		this.runner.withPropertyValues("leaderelection.jdbc.initialize-schema=always").run((context) -> {
			assertThat(context).hasNotFailed();
			LeaderElector elector = context.getBean(LeaderElector.class);
			assertThat(output).contains("The database of the leases does not answer")
				.contains("the table 'leader_election' is looked for when it does");
			TestRunners.await(() -> elector.status().lastError().isPresent());
			assertThat(elector.isLeader()).isFalse();
			assertThat(elector.status().state()).isIn(CandidateState.FOLLOWING, CandidateState.ACQUIRING);
			assertThat(elector.status().lock()).contains("jdbc:h2:tcp://localhost:" + this.port);
			TestRunners.await(() -> !elector.status().problems().isEmpty());
			startDatabase();
			TestRunners.await(elector::isLeader);
			assertThat(elector.status().lastError()).isEmpty();
			assertThat(elector.status().problems()).isEmpty();
		});
	}

	@Test
	void withoutInitializationItIsTheLockThatMissesTheTable(CapturedOutput output) {
		this.runner.withPropertyValues("leaderelection.jdbc.initialize-schema=never").run((context) -> {
			assertThat(context).hasNotFailed();
			LeaderElector elector = context.getBean(LeaderElector.class);
			assertThat(output)
				.contains("The database of the leases does not answer; this instance follows until it does");
			startDatabase();
			TestRunners.await(() -> elector.status()
				.lastError()
				.filter((error) -> error.contains("The table 'leader_election' does not exist"))
				.isPresent());
			assertThat(elector.isLeader()).isFalse();
		});
	}

	@Test
	void aScriptThatFailsLaterIsReportedAndTriedAgain() {
		this.runner
			.withPropertyValues("leaderelection.jdbc.initialize-schema=always",
					"leaderelection.jdbc.schema=classpath:broken-schema.sql")
			.run((context) -> {
				LeaderElector elector = context.getBean(LeaderElector.class);
				startDatabase();
				TestRunners.await(() -> elector.status()
					.lastError()
					.filter((error) -> error.contains("could not be created"))
					.isPresent());
			});
	}

}
