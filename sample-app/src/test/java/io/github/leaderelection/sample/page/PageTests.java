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

package io.github.leaderelection.sample.page;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.sample.SampleApplication;
import io.github.leaderelection.testing.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of one instance. */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "leaderelection.lease-duration=30s", "leaderelection.renew-deadline=20s",
				"leaderelection.retry-period=200ms", "sample.ledger-period=100ms" })
@DirtiesContext
@Timeout(60)
class PageTests {

	@TempDir
	static Path directory;

	@LocalServerPort
	private int port;

	@Autowired
	private LeaderElector elector;

	@Autowired
	private PageFeed feed;

	@Autowired
	private InstanceTable instances;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> TestDatabases.h2File(directory).jdbcUrl());
	}

	@BeforeEach
	void lead() {
		this.elector.resume();
		Awaitility.await().until(this.elector::isLeader);
	}

	@Test
	void browsersGetThePageAndOthersTheStatus() throws Exception {
		HttpResponse<String> page = get("/", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
		assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
		assertThat(page.headers().firstValue("Content-Security-Policy")).contains("frame-ancestors 'none'");
		assertThat(page.body()).contains("<h1>Leader election</h1>");
		for (String accept : List.of("*/*", "application/json")) {
			HttpResponse<String> status = get("/", accept);
			assertThat(status.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
			assertThat(status.body()).contains(this.elector.identity());
		}
	}

	@Test
	void thePageBringsAllThatItNeeds() throws Exception {
		assertThat(get("/page.js", "*/*").statusCode()).isEqualTo(200);
		assertThat(get("/page.css", "*/*").statusCode()).isEqualTo(200);
		assertThat(get("/", "text/html").body() + get("/page.js", "*/*").body() + get("/page.css", "*/*").body())
			.doesNotContain("https://")
			.doesNotContain("@import");
	}

	@Test
	void theStreamTellsWhoLeadsForHowLongAndSinceWhen() throws Exception {
		try (EventStream stream = EventStream.open(this.port)) {
			assertThat(stream.response().headers().firstValue("Content-Type").orElseThrow())
				.startsWith("text/event-stream");
			// Each instance tells of itself in its own time, and may have done so before
			// it led.
			JsonNode state = Awaitility.await()
				.until(stream::nextState,
						(told) -> told.path("elections")
							.path(0)
							.path("instances")
							.path(0)
							.path("state")
							.asString("")
							.equals("LEADING"));
			assertThat(state.path("instance").asString()).isEqualTo(this.elector.identity());
			JsonNode election = state.path("elections").path(0);
			assertThat(election.path("name").asString()).isEqualTo("ledger");
			assertThat(election.path("leader").asString()).isEqualTo(this.elector.identity());
			assertThat(election.path("token").asLong()).isEqualTo(this.elector.status().fencingToken());
			assertThat(election.path("leaseMs").asLong()).isEqualTo(30_000);
			assertThat(election.path("leaseLeftMs").asLong()).isBetween(1L, 30_000L);
			assertThat(election.path("trustMs").asLong()).isEqualTo(20_000);
			assertThat(election.path("trustLeftMs").asLong()).isBetween(1L, 20_000L);
			assertThat(Instant.parse(election.path("acquiredAt").asString()))
				.isBefore(Instant.parse(state.path("at").asString()));
			JsonNode instance = election.path("instances").path(0);
			assertThat(instance.path("identity").asString()).isEqualTo(this.elector.identity());
			assertThat(instance.path("url").asString()).isEqualTo("http://127.0.0.1:" + this.port);
			assertThat(instance.path("state").asString()).isEqualTo("LEADING");
			assertThat(instance.path("seenMs").asLong()).isBetween(0L, 5000L);
		}
	}

	@Test
	void theStreamGoesOnAsTheLedgerGrows() throws Exception {
		try (EventStream stream = EventStream.open(this.port)) {
			long before = stream.nextState().path("ledger").path(0).path("id").asLong();
			Awaitility.await().until(() -> stream.nextState().path("ledger").path(0).path("id").asLong() > before + 5);
		}
	}

	@Test
	void termsAreToldWithTheirEnds() throws Exception {
		long token = this.elector.status().fencingToken();
		try (EventStream stream = EventStream.open(this.port)) {
			// A term is written down by a listener, so that it is told a little later
			// than it begins.
			JsonNode current = Awaitility.await()
				.until(() -> stream.nextElection().path("terms").path(0),
						(told) -> told.path("token").asLong() >= token);
			assertThat(current.path("token").asLong()).isEqualTo(token);
			assertThat(current.path("instance").asString()).isEqualTo(this.elector.identity());
			assertThat(current.path("reason").isNull()).isTrue();
			assertThat(Buttons.press(this.port, this.elector.identity(), "step-down").statusCode()).isEqualTo(204);
			JsonNode terms = Awaitility.await()
				.until(() -> stream.nextElection().path("terms"),
						(told) -> told.path(0).path("token").asLong() > token);
			JsonNode ended = terms.path(1);
			assertThat(ended.path("token").asLong()).isEqualTo(token);
			assertThat(ended.path("reason").asString()).isEqualTo("STEPPED_DOWN");
			assertThat(Instant.parse(ended.path("ledUntil").asString()))
				.isAfterOrEqualTo(Instant.parse(ended.path("beganAt").asString()))
				.isBefore(Instant.parse(terms.path(0).path("beganAt").asString()));
		}
	}

	@Test
	void pausedNobodyLeadsUntilResumed() throws Exception {
		try (EventStream stream = EventStream.open(this.port)) {
			assertThat(Buttons.press(this.port, this.elector.identity(), "pause").statusCode()).isEqualTo(204);
			JsonNode election = Awaitility.await()
				.until(stream::nextElection,
						(told) -> told.path("instances").path(0).path("state").asString().equals("PAUSED")
								&& told.path("leaseLeftMs").asLong() == 0);
			assertThat(election.path("leader").isNull()).isTrue();
			assertThat(election.path("trustLeftMs").isNull()).isTrue();
			HttpResponse<String> refused = Buttons.press(this.port, this.elector.identity(), "step-down");
			assertThat(refused.statusCode()).isEqualTo(409);
			assertThat(refused.body()).contains(this.elector.identity() + " does not lead");

			assertThat(Buttons.press(this.port, this.elector.identity(), "resume").statusCode()).isEqualTo(204);
			Awaitility.await()
				.until(() -> stream.nextElection().path("leader").asString("").equals(this.elector.identity()));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					ledger | {"instance":"%s","action":"fly"}     | 400 | 'action' must be 'step-down', 'pause' or 'resume', but is 'fly'
					ledger | {"instance":"%s"}                    | 400 | 'action' must be 'step-down', 'pause' or 'resume', but is missing
					ledger | {"instance":                         | 400 |
					ledger | {"action":"pause"}                   | 404 | This is %s, and not any
					ledger | {"instance":"no_1","action":"pause"} | 404 | No instance no_1 shares this database now
					books  | {"instance":"%s","action":"pause"}   | 404 | There is no election 'books'; there are ledger
					""")
	void whatMakesNoSenseIsRefusedWithTheReason(String election, String body, int status, String reason)
			throws Exception {
		String identity = this.elector.identity();
		HttpResponse<String> response = Buttons.post(this.port, election, body.replace("%s", identity));
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).contains((reason != null) ? reason.replace("%s", identity) : "");
		assertThat(this.elector.isLeader()).isTrue();
	}

	@Test
	void anActionTakesNoMoreThanItCanNeed() throws Exception {
		String action = "{\"instance\":\"%s\",\"action\":\"resume\"}".formatted(this.elector.identity());
		String largest = action + " ".repeat(SmallBodies.MAX_LENGTH - action.length());
		assertThat(Buttons.post(this.port, "ledger", largest).statusCode()).isEqualTo(204);
		for (String body : List.of(largest + " ", largest + " ".repeat(1 << 20))) {
			for (boolean announced : List.of(true, false)) {
				HttpResponse<String> refused = Buttons.post(this.port, "ledger", body, announced);
				assertThat(refused.statusCode()).isEqualTo(413);
				assertThat(refused.body()).contains("at most " + SmallBodies.MAX_LENGTH + " bytes");
			}
		}
	}

	@Test
	void otherSitesCannotPressButtons() throws Exception {
		String identity = this.elector.identity();
		assertThat(Buttons.press(this.port, identity, "pause", "Origin", "http://elsewhere.example").statusCode())
			.isEqualTo(403);
		assertThat(Buttons.press(this.port, identity, "pause", "Origin", "null").statusCode()).isEqualTo(403);
		assertThat(Buttons.press(this.port, identity, "pause", "Content-Type", "text/plain").statusCode())
			.isEqualTo(415);
		assertThat(this.elector.isLeader()).isTrue();
		assertThat(Buttons.press(this.port, identity, "resume", "Origin", "http://127.0.0.1:" + this.port).statusCode())
			.isEqualTo(204);
	}

	@Test
	void anActionReachesTheInstanceThatItIsAboutOrNone() throws Exception {
		this.instances.seen("ghost_1", "ledger", "http://127.0.0.1:" + this.port, "LEADING");
		HttpResponse<String> other = Buttons.press(this.port, "ghost_1", "step-down");
		assertThat(other.statusCode()).isEqualTo(404);
		assertThat(other.body()).contains("This is " + this.elector.identity() + ", and not ghost_1");
		this.instances.remove("ghost_1");

		this.instances.seen("far_1", "ledger", "http://192.0.2.1:8080", "LEADING");
		HttpResponse<String> far = Buttons.press(this.port, "far_1", "step-down");
		assertThat(far.statusCode()).isEqualTo(409);
		assertThat(far.body()).contains("acts only on instances on its own machine");
		this.instances.remove("far_1");

		try (ServerSocket socket = new ServerSocket(0)) {
			this.instances.seen("dead_1", "ledger", "http://127.0.0.1:" + socket.getLocalPort(), "LEADING");
		}
		HttpResponse<String> dead = Buttons.press(this.port, "dead_1", "step-down");
		assertThat(dead.statusCode()).isEqualTo(502);
		assertThat(dead.body()).contains("dead_1 does not answer");
		this.instances.remove("dead_1");
		assertThat(this.elector.isLeader()).isTrue();
	}

	@Test
	void browsersThatVanishLeaveNothingBehindAndThereIsALimit() throws Exception {
		Awaitility.await().until(() -> this.feed.clients() == 0);
		List<EventStream> streams = new ArrayList<>();
		try {
			for (int i = 0; i < PageFeed.MAX_CLIENTS; i++) {
				EventStream stream = EventStream.open(this.port);
				streams.add(stream);
				stream.nextState();
			}
			assertThat(this.feed.clients()).isEqualTo(PageFeed.MAX_CLIENTS);
			try (EventStream refused = EventStream.open(this.port)) {
				assertThat(refused.response().statusCode()).isEqualTo(503);
				assertThat(refused.response().headers().firstValue("Retry-After")).contains("5");
			}
		}
		finally {
			for (EventStream stream : streams) {
				stream.close();
			}
		}
		Awaitility.await().until(() -> this.feed.clients() == 0);
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().startsWith("page-client-")));
	}

	private HttpResponse<String> get(String path, String accept) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Accept", accept)
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
