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

package io.github.leaderelection.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.annotation.ConditionalOnLeader;
import io.github.leaderelection.autoconfigure.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator gets over HTTP, from a whole application on an embedded database. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"leaderelection.name=reports", "leaderelection.identity=web", "leaderelection.lease-duration=10s",
		"leaderelection.renew-deadline=7s", "leaderelection.retry-period=250ms",
		"spring.datasource.generate-unique-name=true", "management.endpoints.web.exposure.include=*",
		"management.endpoint.health.show-details=always", "management.info.leaderelection.enabled=true",
		"management.endpoints.jackson.isolated-json-mapper=false", "spring.jackson.default-property-inclusion=non-null",
		"spring.jackson.datatype.datetime.write-durations-as-timestamps=true",
		"spring.jackson.datatype.datetime.write-dates-as-timestamps=true" })
class LeaderElectionEndpointHttpTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private final JsonMapper json = JsonMapper.builder().build();

	@LocalServerPort
	private int port;

	@Autowired
	private LeaderElector elector;

	@Autowired
	private Job job;

	@BeforeEach
	void awaitLeadership() {
		this.elector.resume();
		TestRunners.await(this.elector::isLeader);
	}

	@Test
	void allElections() throws Exception {
		HttpResponse<String> response = get("/leaderelection");
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode body = this.json.readTree(response.body());
		assertThat(body.propertyNames()).containsExactlyInAnyOrder("identity", "elections");
		assertThat(body.path("identity").asString()).isEqualTo(this.elector.identity()).startsWith("web_");
		assertThat(body.path("elections").propertyNames()).containsExactly("reports");
		assertThat(body.path("elections").path("reports").path("leader").asBoolean()).isTrue();
	}

	@Test
	void oneElection() throws Exception {
		TestRunners.await(() -> this.elector.status().renewedAt().isPresent());
		HttpResponse<String> response = get("/leaderelection/reports");
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode body = this.json.readTree(response.body());
		assertThat(body.propertyNames()).containsExactly("name", "state", "leader", "leaderIdentity", "fencingToken",
				"transitions", "acquiredAt", "renewedAt", "leaseDuration", "renewDeadline", "retryPeriod", "termLimit",
				"remaining", "lock", "lastError");
		assertThat(body.path("name").asString()).isEqualTo("reports");
		assertThat(body.path("state").asString()).isEqualTo("LEADING");
		assertThat(body.path("leader").isBoolean()).isTrue();
		assertThat(body.path("leaderIdentity").asString()).isEqualTo(this.elector.identity());
		assertThat(body.path("fencingToken").asLong()).isPositive();
		assertThat(body.path("transitions").asLong()).isEqualTo(body.path("fencingToken").asLong() - 1);
		assertThat(Instant.parse(body.path("acquiredAt").asString())).isBetween(Instant.now().minusSeconds(60),
				Instant.now());
		assertThat(Instant.parse(body.path("renewedAt").asString())).isBetween(Instant.now().minusSeconds(60),
				Instant.now());
		assertThat(body.path("leaseDuration").asString()).isEqualTo("PT10S");
		assertThat(body.path("renewDeadline").asString()).isEqualTo("PT7S");
		assertThat(body.path("retryPeriod").asString()).isEqualTo("PT0.25S");
		assertThat(body.path("termLimit").asString()).isEqualTo("PT0S");
		assertThat(Duration.parse(body.path("remaining").asString())).isBetween(Duration.ofMillis(1),
				Duration.ofSeconds(7));
		assertThat(body.path("lock").asString()).startsWith("leader_election/reports on jdbc:h2:mem:");
		assertThat(body.path("lastError").isNull()).isTrue();
	}

	@Test
	void anUnknownElectionIsNotFound() throws Exception {
		assertThat(get("/leaderelection/nowhere").statusCode()).isEqualTo(404);
	}

	@Test
	void stepDownWithACooldown() throws Exception {
		long token = this.elector.leadership().orElseThrow().fencingToken();
		HttpResponse<String> response = post("reports", "{\"action\":\"step-down\",\"cooldown\":\"PT0.3S\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode body = this.json.readTree(response.body());
		assertThat(body.path("name").asString()).isEqualTo("reports");
		assertThat(body.path("leader").asBoolean(true)).isFalse();
		assertThat(body.path("remaining").asString()).isEqualTo("PT0S");
		TestRunners
			.await(() -> this.elector.leadership().filter((term) -> term.fencingToken() == token + 1).isPresent());
	}

	@Test
	void stepDownWithACooldownAsSpringWritesIt() throws Exception {
		long token = this.elector.leadership().orElseThrow().fencingToken();
		assertThat(post("reports", "{\"action\":\"step-down\",\"cooldown\":\"200ms\"}").statusCode()).isEqualTo(200);
		TestRunners
			.await(() -> this.elector.leadership().filter((term) -> term.fencingToken() == token + 1).isPresent());
	}

	@Test
	void pauseAndResume() throws Exception {
		HttpResponse<String> response = post("reports", "{\"action\":\"pause\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(this.json.readTree(response.body()).path("leader").asBoolean(true)).isFalse();
		TestRunners.await(() -> state().equals("PAUSED"));
		assertThat(this.elector.isLeader()).isFalse();
		JsonNode body = this.json.readTree(get("/leaderelection/reports").body());
		assertThat(body.path("leader").asBoolean()).isFalse();
		assertThat(body.path("remaining").asString()).isEqualTo("PT0S");
		assertThat(this.json.readTree(get("/health").body()).path("status").asString()).isEqualTo("UP");
		assertThat(this.job.run()).isNull();
		assertThat(post("reports", "{\"action\":\"resume\"}").statusCode()).isEqualTo(200);
		TestRunners.await(() -> state().equals("LEADING"));
		assertThat(this.job.run()).isEqualTo("done");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					reports | {"action":"abdicate"}                             | 'action' must be 'step-down', 'pause' or 'resume', but is 'abdicate'
					reports | {}                                                | 'action' must be 'step-down', 'pause' or 'resume', but is missing
					reports | {"action":"step-down","cooldown":"soon"}          | 'cooldown' must be a duration such as 'PT30S' or '30s', not negative and at most 365 days, but is 'soon'
					reports | {"action":"step-down","cooldown":""}              | 'cooldown' must be a duration
					reports | {"action":"step-down","cooldown":"30"}            | 'cooldown' must be a duration
					reports | {"action":"step-down","cooldown":"-5s"}           | 'cooldown' must be a duration
					reports | {"action":"step-down","cooldown":"366d"}          | 'cooldown' must be a duration
					reports | {"action":"step-down","cooldown":"99999999999d"}  | 'cooldown' must be a duration
					reports | {"action":"pause","cooldown":"5s"}                | 'cooldown' belongs to 'step-down' and has no meaning for 'pause'
					nowhere | {"action":"pause"}                                | There is no election 'nowhere'. Known elections: reports
					""")
	void aRequestThatMakesNoSenseIsRefusedWithAReason(String name, String body, String reason) throws Exception {
		HttpResponse<String> response = post(name, body);
		assertThat(response.statusCode()).isEqualTo(400);
		JsonNode refusal = this.json.readTree(response.body());
		assertThat(refusal.propertyNames()).containsExactly("reason");
		assertThat(refusal.path("reason").asString()).startsWith(reason);
		assertThat(this.elector.isLeader()).isTrue();
	}

	@Test
	void aLongRequestIsQuotedInPart() throws Exception {
		HttpResponse<String> response = post("reports", "{\"action\":\"" + "a".repeat(100_000) + "\"}");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("but is 'aaa").hasSizeLessThan(300);
	}

	@Test
	void health() throws Exception {
		JsonNode component = this.json.readTree(get("/health").body()).path("components").path("leaderElection");
		assertThat(component.path("status").asString()).isEqualTo("UP");
		JsonNode election = component.path("details").path("elections").path("reports");
		assertThat(election.path("state").asString()).isEqualTo("LEADING");
		assertThat(election.path("leaseDuration").asString()).isEqualTo("PT10S");
	}

	@Test
	void info() throws Exception {
		JsonNode election = this.json.readTree(get("/info").body())
			.path("leaderelection")
			.path("elections")
			.path("reports");
		assertThat(election.path("leader").asBoolean()).isTrue();
	}

	@Test
	void meters() throws Exception {
		JsonNode body = this.json.readTree(get("/metrics/leaderelection.leader?tag=election:reports").body());
		assertThat(body.path("measurements").get(0).path("value").asDouble()).isEqualTo(1.0);
	}

	private String state() throws Exception {
		return this.json.readTree(get("/leaderelection/reports").body()).path("state").asString();
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri(path)).GET().build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String name, String body) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri("/leaderelection/" + name))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + "/actuator" + path);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Job job() {
			return new Job();
		}

	}

	static class Job {

		@ConditionalOnLeader
		String run() {
			return "done";
		}

	}

}
