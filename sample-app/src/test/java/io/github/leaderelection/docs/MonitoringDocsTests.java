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

package io.github.leaderelection.docs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.election.CandidateState;
import io.github.leaderelection.election.RevocationReason;
import io.github.leaderelection.event.LeaderElectionEvent;
import io.github.leaderelection.sample.SampleApplication;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README shows of a running instance, against a running instance. */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class MonitoringDocsTests {

	private static final Pattern URL = Pattern.compile("localhost:80\\d\\d(/\\S*)");

	private static final Pattern BODY = Pattern.compile("-d '([^']*)'");

	private static final Pattern METRIC = Pattern.compile("\\bleaderelection_[a-z_]+\\b");

	private static final Pattern TAG = Pattern.compile("\\b(operation|outcome|reason|problem)=~?\"([^\"$]+)\"");

	@TempDir
	static Path directory;

	private final Markdown readme = Markdown.readme();

	@LocalServerPort
	private int port;

	@Autowired
	private LeaderElector elector;

	@Autowired
	private MeterRegistry meters;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("docs").toAbsolutePath());
	}

	static Stream<String> requests() {
		return Markdown.all()
			.stream()
			.flatMap((page) -> page.blocks("shell").stream())
			.flatMap((block) -> block.lines().stream())
			.filter((line) -> line.startsWith("curl "));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void requestsAreAnswered(String line) throws Exception {
		Matcher url = URL.matcher(line);
		assertThat(url.find()).as(line).isTrue();
		Matcher body = BODY.matcher(line);
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + url.group(1)));
		if (body.find()) {
			assertThat(line).contains("-H 'Content-Type: application/json'");
			request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.group(1)));
		}
		HttpResponse<String> response = send(request.build());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		this.elector.resume();
	}

	@Test
	void endpointHasTheFieldsThatAreShown() throws Exception {
		Awaitility.await().until(() -> this.elector.getLeader().isPresent());
		JsonMapper mapper = JsonMapper.builder().build();
		JsonNode shown = mapper.readTree(this.readme.block("json", "endpoint").text());
		JsonNode answered = mapper.readTree(
				send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/leaderelection"))
					.build()).body());
		assertThat(fields(shown)).isEqualTo(fields(answered));
	}

	@Test
	void metersAreThoseThatAreRegistered() {
		Set<String> registered = this.meters.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("leaderelection."))
			.map((id) -> describe(id.getName(), id.getType().name(),
					id.getTags().stream().map(Tag::getKey).filter((key) -> !key.equals("election")).toList()))
			.collect(Collectors.toCollection(TreeSet::new));
		List<String> shown = this.readme.table("meters")
			.stream()
			.map((row) -> describe(Markdown.code(row.get(0)), row.get(1),
					Arrays.stream(row.get(2).split(",")).filter((tag) -> !tag.isBlank()).map(Markdown::code).toList()))
			.toList();
		assertThat(shown).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(registered);
	}

	/** What of the dashboard and the alerts needs no Prometheus. */
	@Test
	void metricsOfDashboardAndAlertsAreThoseThatAreScraped() throws Exception {
		String scraped = send(
				HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/prometheus")).build())
			.body();
		Set<String> names = METRIC.matcher(scraped).results().map(MatchResult::group).collect(Collectors.toSet());
		Path monitoring = Markdown.ROOT.resolve("docs/monitoring");
		for (String file : List.of("dashboard.json", "alerts.yml", "tests/alerts-test.yml", "README.md")) {
			String text = Files.readString(monitoring.resolve(file)).replace("\\\"", "\"");
			assertThat(METRIC.matcher(text).results().map(MatchResult::group)).as(file).isNotEmpty().isSubsetOf(names);
			assertThat(TAG.matcher(text).results()).allSatisfy((tag) -> assertThat(tag.group(2).split("\\|"))
				.allSatisfy((value) -> assertThat(scraped).contains(tag.group(1) + "=\"" + value + "\"")));
		}
	}

	@Test
	void eventsAreThoseThatExist() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AssignableTypeFilter(LeaderElectionEvent.class));
		List<String> existing = scanner.findCandidateComponents(LeaderElectionEvent.class.getPackageName())
			.stream()
			.map((definition) -> ClassUtils.getShortName(String.valueOf(definition.getBeanClassName())))
			.toList();
		assertThat(this.readme.table("events").stream().map((row) -> Markdown.code(row.get(0))))
			.containsExactlyInAnyOrderElementsOf(existing);
	}

	@Test
	void statesAndReasonsAreThoseThatExist() throws IOException {
		assertThat(listed("States: ")).containsExactlyInAnyOrderElementsOf(names(CandidateState.values()));
		assertThat(listed("Reasons: ")).containsExactlyInAnyOrderElementsOf(names(RevocationReason.values()));
	}

	private List<String> listed(String start) throws IOException {
		try (Stream<String> lines = Files.lines(this.readme.file())) {
			String line = lines.filter((candidate) -> candidate.startsWith(start)).findFirst().orElseThrow();
			return Pattern.compile("`([A-Z_]+)`").matcher(line).results().map((match) -> match.group(1)).toList();
		}
	}

	private static List<String> names(Enum<?>[] constants) {
		return Arrays.stream(constants).map(Enum::name).toList();
	}

	private static String describe(String name, String type, List<String> tags) {
		return name + " " + type.toUpperCase(Locale.ROOT) + " " + new TreeSet<>(tags);
	}

	/** The names of all fields with the kinds of their values, in order. */
	private static List<String> fields(JsonNode node) {
		List<String> found = new ArrayList<>();
		node.properties().forEach((field) -> {
			found.add(field.getKey() + ": " + field.getValue().getNodeType());
			found.addAll(fields(field.getValue()));
		});
		return found;
	}

	private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
