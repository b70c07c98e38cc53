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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.autoconfigure.TestRunners;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.event.LeadershipRevokedEvent;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/** A database server that is stopped in the middle of a term, and comes back. */
class DatabaseOutageTests {

	@TempDir
	private Path directory;

	private Server server;

	private int port;

	private ApplicationContextRunner runner;

	@BeforeEach
	void startDatabase() throws SQLException {
		this.server = createServer(0).start();
		this.port = this.server.getPort();
		this.runner = TestRunners.bare()
			.withConfiguration(
					AutoConfigurations.of(LeaderElectionJdbcAutoConfiguration.class, DataSourceAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:tcp://localhost:" + this.port + "/./db",
					"spring.datasource.username=sa", "leaderelection.jdbc.initialize-schema=always")
			.withBean(Revocations.class);
	}

	private Server createServer(int port) throws SQLException {
		return Server.createTcpServer("-tcpPort", String.valueOf(port), "-baseDir", this.directory.toString(),
				"-ifNotExists");
	}

	private void restartDatabase() throws SQLException {
		this.server = createServer(this.port).start();
	}

	@AfterEach
	void stopDatabase() {
		this.server.stop();
	}

	@Test
	void anOutageShorterThanTheTrustWindowEndsNoTerm() {
		this.runner
			.withPropertyValues("leaderelection.lease-duration=60s", "leaderelection.renew-deadline=50s",
					"leaderelection.retry-period=100ms")
			.run((context) -> {
				LeaderElector elector = context.getBean(LeaderElector.class);
				TestRunners.await(elector::isLeader);
				long token = elector.leadership().orElseThrow().fencingToken();
				this.server.stop();
				TestRunners.await(() -> elector.status().lastError().isPresent());
				assertThat(elector.isLeader()).isTrue();
				restartDatabase();
				TestRunners.await(() -> elector.status().lastError().isEmpty());
				assertThat(elector.leadership().orElseThrow().fencingToken()).isEqualTo(token);
				assertThat(context.getBean(Revocations.class).reasons).isEmpty();
			});
	}

	@Test
	void aLongerOneEndsTheTermAndTheInstanceCampaignsAgain() {
		this.runner.run((context) -> {
			LeaderElector elector = context.getBean(LeaderElector.class);
			TestRunners.await(elector::isLeader);
			long token = elector.leadership().orElseThrow().fencingToken();
			this.server.stop();
			TestRunners.await(() -> !elector.isLeader());
			TestRunners
				.await(() -> context.getBean(Revocations.class).reasons.equals(List.of(RevocationReason.EXPIRED)));
			restartDatabase();
			TestRunners.await(elector::isLeader);
			assertThat(elector.leadership().orElseThrow().fencingToken()).isGreaterThan(token);
		});
	}

	static class Revocations {

		private final List<RevocationReason> reasons = new CopyOnWriteArrayList<>();

		@EventListener
		void revoked(LeadershipRevokedEvent event) {
			this.reasons.add(event.getReason());
		}

	}

}
