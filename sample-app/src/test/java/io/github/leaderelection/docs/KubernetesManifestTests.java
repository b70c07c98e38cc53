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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.leaderelection.ElectionStatus;
import io.github.leaderelection.LeaderElector;
import io.github.leaderelection.sample.SampleApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifests, against the sample as they would start it, in the worst moment: its
 * health says that an operator should look.
 */
@SpringBootTest(classes = { SampleApplication.class, KubernetesManifestTests.Trouble.class },
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.datasource.url=jdbc:h2:mem:kubernetes;DB_CLOSE_DELAY=-1")
@ContextConfiguration(initializers = KubernetesManifestTests.PodEnvironment.class)
@DirtiesContext
class KubernetesManifestTests {

	private static final Path MANIFESTS = Markdown.ROOT.resolve("docs/kubernetes");

	private static final Map<String, Object> deployment = manifest("deployment.yaml");

	private static final Map<String, Object> pod = map(deployment, "spec", "template");

	private static final Map<String, Object> container = only(map(pod, "spec"), "containers");

	private static final Map<String, Object> service = manifest("service.yaml");

	@LocalServerPort
	private int port;

	@Autowired
	private Environment environment;

	@Autowired
	private LeaderElector elector;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void eachManifestIsOneObject() throws IOException {
		try (Stream<Path> files = Files.list(MANIFESTS)) {
			assertThat(files.map((file) -> file.getFileName().toString())).isNotEmpty()
				.allSatisfy(
						(file) -> assertThat(manifest(file)).containsKeys("apiVersion", "kind", "metadata", "spec"));
		}
	}

	@Test
	void theSelectorsFindThePods() {
		Map<String, Object> labels = map(pod, "metadata", "labels");
		assertThat(labels).isNotEmpty()
			.containsAllEntriesOf(map(deployment, "spec", "selector", "matchLabels"))
			.containsAllEntriesOf(map(service, "spec", "selector"))
			.containsAllEntriesOf(map(manifest("disruption-budget.yaml"), "spec", "selector", "matchLabels"));
	}

	@Test
	void thePortIsTheOneThatTheSampleListensOn() {
		Map<String, Object> exposed = only(container, "ports");
		String applied = this.environment.getProperty("server.port", "");
		assertThat(applied).as("chosen by the test").isEqualTo("0");
		assertThat(exposed).containsEntry("containerPort",
				ConfigurationDocsTests.metadata.get("server.port").path("defaultValue").asInt());
		assertThat(only(map(service, "spec"), "ports")).containsEntry("targetPort", exposed.get("name"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "startupProbe", "livenessProbe", "readinessProbe" })
	void aProbeFindsAnInstanceWellThatAnOperatorShouldLookAt(String probe) {
		Map<String, Object> request = map(container, probe, "httpGet");
		assertThat(request).containsEntry("port", only(container, "ports").get("name"));
		assertThat(status((String) request.get("path"))).isEqualTo(200);
		assertThat(status("/actuator/health")).as("no path for a probe").isEqualTo(503);
		assertThat(status("/actuator/health/monitoring")).isEqualTo(503);
	}

	/**
	 * Each is a property of Spring Boot or of ours, or a placeholder of the sample, or
	 * for another variable; {@code SAMPLE_BASEURL} has a test of its own.
	 */
	@Test
	void eachVariableOfTheEnvironmentIsRead() throws IOException {
		Set<String> properties = ConfigurationDocsTests.metadata.keySet()
			.stream()
			.map((name) -> name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
			.collect(Collectors.toSet());
		String configuration = Files.readString(Markdown.ROOT.resolve("sample-app/src/main/resources/application.yml"));
		String values = values().values().toString();
		assertThat(variables().keySet()).contains("LEADERELECTION_IDENTITY", "SAMPLE_BASEURL")
			.filteredOn((name) -> !name.equals("SAMPLE_BASEURL"))
			.allSatisfy((name) -> assertThat(properties.contains(name) || configuration.contains("${" + name + "}")
					|| values.contains("$(" + name + ")"))
				.as(name)
				.isTrue());
		assertThat(variables().get("SPRING_PROFILES_ACTIVE"))
			.satisfies((profile) -> assertThat(configuration).contains("on-profile: " + profile.get("value")));
	}

	@Test
	void anInstanceSignsWithTheNameOfItsPod() {
		assertThat(variables().get("LEADERELECTION_IDENTITY"))
			.isEqualTo(Map.of("fieldRef", Map.of("fieldPath", "metadata.name")));
		assertThat(this.elector.identity()).startsWith("sample-7f9c_");
	}

	@Test
	void theOthersAreToldTheAddressOfThePod() {
		assertThat(variables().get("POD_IP")).isEqualTo(Map.of("fieldRef", Map.of("fieldPath", "status.podIP")));
		// Kubernetes expands what it has read before.
		assertThat(variables().keySet()).containsSubsequence("POD_IP", "SAMPLE_BASEURL");
		String url = "http://192.0.2.7:" + only(container, "ports").get("containerPort");
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.jdbc.sql("SELECT base_url FROM sample_instance").query(String.class).list())
						.containsExactly(url));
	}

	@Test
	void thePodIsNotKilledWhileItIsShutDown() {
		ElectionStatus status = this.elector.status();
		assertThat(status.timings().drainTimeout()).isEqualTo(Duration.ofSeconds(10));
		Duration preStop = seconds(map(container, "lifecycle", "preStop", "sleep").get("seconds"));
		Duration webServer = this.environment.getRequiredProperty("spring.lifecycle.timeout-per-shutdown-phase",
				Duration.class);
		// Of the profile that the manifest chooses.
		Duration retryPeriod = Duration.ofSeconds(2);
		assertThat(seconds(map(pod, "spec").get("terminationGracePeriodSeconds"))).isGreaterThan(
				preStop.plus(status.timings().drainTimeout()).plus(retryPeriod).plus(webServer).plusSeconds(5));
	}

	/** Somebody has to be there to take over. */
	@Test
	void aNewInstanceIsThereBeforeAnOldOneIsStopped() {
		assertThat(map(deployment, "spec", "strategy", "rollingUpdate")).containsEntry("maxSurge", 1)
			.containsEntry("maxUnavailable", 0);
	}

	@Test
	void theSecretIsTheOneThatThePageCreates() {
		String command = Markdown.read(Markdown.ROOT.resolve("docs/operating.md")).block("shell", "secret").text();
		List<Object> references = variables().values()
			.stream()
			.map((source) -> source.get("secretKeyRef"))
			.filter(Map.class::isInstance)
			.toList();
		assertThat(references).hasSize(3).allSatisfy((reference) -> {
			Map<String, Object> secret = asMap(reference);
			assertThat(command).contains("secret generic " + secret.get("name") + " ")
				.contains("--from-literal=" + secret.get("key") + "=");
		});
	}

	private int status(String path) {
		return RestClient.create("http://127.0.0.1:" + this.port)
			.get()
			.uri(path)
			.exchange((request, response) -> response.getStatusCode().value());
	}

	/**
	 * What each variable is set from: {@code value}, {@code secretKeyRef} and so on; in
	 * order.
	 */
	private static Map<String, Map<String, Object>> variables() {
		Map<String, Map<String, Object>> variables = new LinkedHashMap<>();
		for (Object entry : (List<?>) container.get("env")) {
			Map<String, Object> variable = asMap(entry);
			Object value = variable.get("value");
			String name = (String) variable.get("name");
			assertThat(variables).doesNotContainKey(name);
			variables.put(name, (value != null) ? Map.of("value", value) : map(variable, "valueFrom"));
		}
		return variables;
	}

	/** Those that have one in the manifest. */
	private static Map<String, String> values() {
		return variables().entrySet()
			.stream()
			.filter((variable) -> variable.getValue().containsKey("value"))
			.collect(Collectors.toMap(Map.Entry::getKey, (variable) -> (String) variable.getValue().get("value")));
	}

	private static Duration seconds(Object value) {
		return Duration.ofSeconds((Integer) value);
	}

	private static Map<String, Object> manifest(String file) {
		try {
			// Refuses a second document, and a key that is there twice.
			LoaderOptions options = new LoaderOptions();
			options.setAllowDuplicateKeys(false);
			return asMap(new Yaml(new SafeConstructor(options)).load(Files.readString(MANIFESTS.resolve(file))));
		}
		catch (IOException ex) {
			throw new IllegalStateException(file, ex);
		}
	}

	private static Map<String, Object> map(Map<String, Object> from, String... path) {
		Map<String, Object> found = from;
		for (String key : path) {
			found = asMap(found.get(key));
		}
		return found;
	}

	private static Map<String, Object> only(Map<String, Object> from, String list) {
		List<?> items = (List<?>) from.get(list);
		assertThat(items).as(list).hasSize(1);
		return asMap(items.get(0));
	}

	@SuppressWarnings("unchecked") // as YAML is read
	private static Map<String, Object> asMap(Object value) {
		assertThat(value).isInstanceOf(Map.class);
		return (Map<String, Object>) value;
	}

	/** What the manifest sets, except for the database. */
	static class PodEnvironment implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			Map<String, Object> values = new HashMap<>(values());
			values.remove("SPRING_PROFILES_ACTIVE");
			values.computeIfPresent("SAMPLE_BASEURL",
					(name, value) -> ((String) value).replace("$(POD_IP)", "192.0.2.7"));
			values.put("LEADERELECTION_IDENTITY", "sample-7f9c");
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("pod-systemEnvironment", values));
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Trouble {

		@Bean
		HealthIndicator leaderElectionHealthContributor() {
			return () -> Health.down().build();
		}

	}

}
