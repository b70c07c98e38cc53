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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.sample.SampleApplication;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard: in order by itself, and on two instances that a real Prometheus scrapes.
 */
class DashboardTests {

	private static final Map<String, String> EVERYTHING = Map.of("namespace", ".*", "application", ".*", "election",
			".*", "__rate_interval", "10s");

	private final Dashboard dashboard = Dashboard.read();

	@Test
	void panelsAskTheDataSourceThatIsChosenOnImport() {
		assertThat(this.dashboard.variables().stream().map((variable) -> variable.path("name").asString()))
			.containsExactly("datasource", "namespace", "application", "election");
		assertThat(this.dashboard.variables().get(0).path("type").asString()).isEqualTo("datasource");
		assertThat(this.dashboard.panels()).isNotEmpty().allSatisfy((panel) -> {
			assertThat(panel.path("title").asString()).isNotBlank();
			assertThat(panel.path("description").asString()).isNotBlank();
			assertThat(panel.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
			assertThat(panel.path("targets").values()).isNotEmpty()
				.allSatisfy((target) -> assertThat(target.path("datasource").path("uid").asString())
					.isEqualTo("${datasource}"));
		});
	}

	@Test
	void panelsDoNotOverlap() {
		Set<String> taken = new HashSet<>();
		Set<Integer> ids = new HashSet<>();
		assertThat(this.dashboard.panels()).allSatisfy((panel) -> {
			assertThat(ids.add(panel.path("id").asInt())).isTrue();
			JsonNode place = panel.path("gridPos");
			assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
			for (int x = 0; x < place.path("w").asInt(); x++) {
				for (int y = 0; y < place.path("h").asInt(); y++) {
					assertThat(taken.add((place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y))).isTrue();
				}
			}
		});
	}

	@Test
	void eachQueryReturnsDataOfTwoInstances(@TempDir Path directory) throws Exception {
		Path program = Executables.find("prometheus", "the scrape of two instances");
		try (ConfigurableApplicationContext first = start();
				ConfigurableApplicationContext second = start();
				Prometheus prometheus = Prometheus.start(program, directory, scrape(first, second))) {
			await().until(() -> leads(first) || leads(second));
			await().until(() -> prometheus.value("count(up == 1)") == 2);
			await().untilAsserted(() -> assertThat(this.dashboard.queries(EVERYTHING)).hasSizeGreaterThan(15)
				.allSatisfy((query) -> assertThat(prometheus.query(query.expression())).as(query.toString())
					.isNotEmpty()
					.noneMatch((series) -> series.path("value").path(1).asString().equals("NaN"))));
			assertThat(this.dashboard.labelValues(EVERYTHING)).hasSize(3)
				.allSatisfy((variable) -> assertThat(prometheus.labelValues(variable.label(), variable.selector()))
					.as(variable.toString())
					.hasSize(1));
			nothingReturnsDataOfOtherApplications(prometheus);
			alertsAreEvaluated(prometheus);
			showsWhoLeads(prometheus, leads(first) ? first : second);

			ConfigurableApplicationContext old = leads(first) ? first : second;
			stepDown(old);
			ConfigurableApplicationContext next = (old == first) ? second : first;
			await().until(() -> leads(next));
			showsWhoLeads(prometheus, next);

			old.close();
			String down = "up{instance=\"" + instance(old) + "\"}";
			await().until(() -> prometheus.value(down) == 0);
			await().until(() -> panel(prometheus, "Instances B") == 1);
			await().untilAsserted(() -> {
				assertThat(prometheus.query("leaderelection_leader{instance=\"" + instance(old) + "\"}")).isEmpty();
				assertThat(panel(prometheus, "Leaders A")).isOne();
			});
		}
	}

	private void showsWhoLeads(Prometheus prometheus, ConfigurableApplicationContext leader) {
		String query = query("Who leads A");
		await().until(() -> {
			JsonNode result = prometheus.query(query);
			return result.size() == 1
					&& result.path(0).path("metric").path("instance").asString().equals(instance(leader));
		});
		// A scrape that takes too long makes a gap.
		await().untilAsserted(() -> {
			assertThat(panel(prometheus, "Who leads A")).isEqualTo(elector(leader).status().fencingToken());
			assertThat(panel(prometheus, "Leaders A")).isOne();
			assertThat(panel(prometheus, "Instances A")).isEqualTo(2);
		});
	}

	/** Each query is about what is chosen, and about nothing else. */
	private void nothingReturnsDataOfOtherApplications(Prometheus prometheus) {
		Map<String, String> other = Map.of("namespace", ".*", "application", "other", "election", ".*",
				"__rate_interval", "10s");
		assertThat(this.dashboard.queries(other))
			.allSatisfy((query) -> assertThat(prometheus.query(query.expression())).as(query.toString()).isEmpty());
	}

	private static void alertsAreEvaluated(Prometheus prometheus) {
		await().untilAsserted(
				() -> assertThat(prometheus.get("/api/v1/rules").path("groups").path(0).path("rules")).hasSize(9)
					.allSatisfy((rule) -> {
						assertThat(rule.path("health").asString()).as(rule.toString()).isEqualTo("ok");
						assertThat(rule.path("state").asString()).as(rule.toString()).isEqualTo("inactive");
					}));
	}

	private double panel(Prometheus prometheus, String panel) {
		return prometheus.value(query(panel));
	}

	private String query(String panel) {
		return this.dashboard.queries(EVERYTHING)
			.stream()
			.filter((query) -> query.panel().equals(panel))
			.findFirst()
			.orElseThrow()
			.expression();
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(250));
	}

	private static ConfigurableApplicationContext start() {
		// In memory, where a handover takes no more than a retry period.
		return new SpringApplicationBuilder(SampleApplication.class).properties("spring.jmx.enabled=false")
			.run("--server.port=0", "--server.address=127.0.0.1", "--sample.ledger-period=100ms",
					"--spring.datasource.url=jdbc:h2:mem:dashboard;DB_CLOSE_DELAY=-1",
					"--leaderelection.retry-period=500ms");
	}

	private static void stepDown(ConfigurableApplicationContext leader) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://" + instance(leader) + "/actuator/leaderelection/ledger"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"step-down\",\"cooldown\":\"PT1M\"}"))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
			.isEqualTo(200);
	}

	private static LeaderElector elector(ConfigurableApplicationContext context) {
		return context.getBean(LeaderElector.class);
	}

	private static boolean leads(ConfigurableApplicationContext context) {
		return elector(context).isLeader();
	}

	private static String instance(ConfigurableApplicationContext context) {
		return "127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
	}

	private static String scrape(ConfigurableApplicationContext first, ConfigurableApplicationContext second) {
		return """
				global:
				  scrape_interval: 1s
				  evaluation_interval: 1s
				rule_files:
				  - '%s'
				scrape_configs:
				  - job_name: sample
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ['%s', '%s']
				        labels:
				          namespace: demo
				""".formatted(Markdown.ROOT.resolve("docs/monitoring/alerts.yml"), instance(first), instance(second));
	}

}
