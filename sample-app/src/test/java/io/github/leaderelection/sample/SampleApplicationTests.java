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

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class SampleApplicationTests {

	@TempDir
	static Path directory;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> TwoInstancesTests.url(directory));
	}

	@BeforeEach
	void awaitElection() {
		Awaitility.await().until(() -> Instances.leads(this.port));
	}

	@Test
	void endpointShowsThatItLeadsWithAToken() {
		JsonNode election = Instances.get(this.port, Instances.ELECTION);
		assertThat(election.path("leader").asBoolean()).isTrue();
		assertThat(election.path("state").asString()).isEqualTo("LEADING");
		assertThat(election.path("fencingToken").asLong()).isEqualTo(1);
		assertThat(election.path("leaderIdentity").asString())
			.isEqualTo(Instances.get(this.port, "/actuator/leaderelection").path("identity").asString());
	}

	@Test
	void meterShowsThatItLeads() {
		JsonNode meter = Instances.get(this.port, "/actuator/metrics/leaderelection.leader");
		assertThat(meter.path("measurements").path(0).path("value").asDouble()).isEqualTo(1);
	}

	@Test
	void isUp() {
		JsonNode health = Instances.get(this.port, "/actuator/health");
		assertThat(health.path("status").asString()).isEqualTo("UP");
		assertThat(health.path("components").path("leaderElection").path("status").asString()).isEqualTo("UP");
	}

	@Test
	void infoTellsWhoLeads() {
		JsonNode election = Instances.get(this.port, "/actuator/info")
			.path("leaderelection")
			.path("elections")
			.path("ledger");
		assertThat(election.path("leader").asBoolean()).isTrue();
	}

	@Test
	void theLeaderWritesRowsWithItsToken() {
		Awaitility.await().until(() -> Instances.get(this.port, "/ledger").size() >= 2);
		String identity = Instances.get(this.port, "/").path("instance").asString();
		assertThat(Instances.get(this.port, "/ledger?limit=1").size()).isEqualTo(1);
		assertThat(Instances.get(this.port, "/ledger").values()).allSatisfy((row) -> {
			assertThat(row.path("instance").asString()).isEqualTo(identity);
			assertThat(row.path("fencingToken").asLong()).isEqualTo(1);
			assertThat(Instances.instant(row, "writtenAt")).isNotNull();
		});
	}

	@Test
	void ledgerShowsTheNewestRowsFirst() {
		Awaitility.await().until(() -> Instances.get(this.port, "/ledger").size() >= 2);
		JsonNode rows = Instances.get(this.port, "/ledger?limit=2");
		assertThat(rows.path(0).path("id").asLong()).isGreaterThan(rows.path(1).path("id").asLong());
	}

}
