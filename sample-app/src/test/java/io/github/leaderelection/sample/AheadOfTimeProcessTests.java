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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar, started as the page on native images says: processed ahead of time, from an
 * archive of classes.
 */
@Timeout(180)
@EnabledIfSystemProperty(named = "sample.jar", matches = ".+", disabledReason = "mvn verify makes the jar first")
class AheadOfTimeProcessTests {

	/** The root of the sources; tests run in the directory of their module. */
	private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/native-image.md");

	@TempDir
	Path directory;

	private final List<SampleProcess> processes = new ArrayList<>();

	@BeforeEach
	void copyJar() throws Exception {
		Files.copy(Path.of(System.getProperty("sample.jar")), this.directory.resolve("sample-app.jar"));
	}

	@AfterEach
	void close() {
		this.processes.forEach(SampleProcess::close);
	}

	@Test
	void anApplicationProcessedAheadOfTimeElectsAndFences() throws Exception {
		List<List<String>> commands = commands();
		assertThat(commands).hasSize(3);
		SampleProcess extraction = java("extraction", commands.get(0));
		assertThat(extraction.awaitExitValue()).as(extraction.log()).isZero();
		SampleProcess training = java("training", commands.get(1));
		assertThat(training.awaitExitValue()).as(training.log()).isZero();
		assertThat(training.log()).contains("Starting AOT-processed SampleApplication")
			.doesNotContain("Campaigning", "Leadership granted");

		List<String> command = new ArrayList<>(List.of("-Xlog:class+load:file=classes.log"));
		command.addAll(commands.get(2));
		command.addAll(SampleProcess.PROPERTIES);
		command.addAll(List.of("--sample.ledger-period=50ms", "--leaderelection.lease-duration=30s",
				"--leaderelection.renew-deadline=20s", "--leaderelection.retry-period=6s"));
		SampleProcess instance = java("instance", command).awaitLeading();
		assertThat(instance.log()).contains("Starting AOT-processed SampleApplication")
			.contains("Created the table 'leader_election' of the leases");
		assertThat(Files.readString(this.directory.resolve("classes.log")))
			.containsPattern("LeaderElectionLifecycle source: shared objects file")
			.containsPattern("LedgerJob\\$\\$SpringCGLIB\\$\\$0 source: ")
			.containsPattern("LeaderElectionAutoConfiguration__BeanDefinitions source: ");
		JsonNode election = instance.election();
		assertThat(election.path("state").asString()).isEqualTo("LEADING");
		assertThat(election.path("leaseDuration").asString()).isEqualTo("PT30S");
		assertThat(Instances.get(instance.port(), "/actuator/health/monitoring")
			.path("components")
			.path("leaderElection")
			.path("details")
			.path("elections")
			.path("ledger")
			.path("fencingToken")
			.asLong()).isEqualTo(1);
		awaitRowOf(instance);

		String identity = instance.identity();
		seizeAfterARenewal(instance);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> instance.log().contains("LeadershipLostException"));
		instance.logged("reason=LOST");
		assertThat(instance.log()).contains("LeadershipLostException").contains("'ledger'").contains("rival");
		long rows = rows();
		Awaitility.await().until(() -> executions(instance, "skipped") >= 3);
		assertThat(rows()).as("rows of a follower").isEqualTo(rows);
		assertThat(election().query((row, number) -> row.getString("holder_identity")).single()).isEqualTo("rival")
			.isNotEqualTo(identity);
	}

	@Test
	void anExitOnRefreshBeginsNoElection() {
		SampleProcess instance = java("exit",
				List.of("-Dspring.context.exit=onRefresh", "-jar", "sample-app.jar", "--sample.ledger-period=10ms"));
		assertThat(instance.awaitExitValue()).as(instance.log()).isZero();
		assertThat(instance.log()).contains("Created the table 'leader_election' of the leases")
			.doesNotContain("Campaigning", "Leadership", " WARN ", " ERROR ");
		assertThat(election().query().listOfRows()).isEmpty();
		assertThat(rows()).isZero();
	}

	/** The commands of the page, without the word {@code java}. */
	private static List<List<String>> commands() throws Exception {
		List<String> lines = Files.readAllLines(PAGE);
		return lines.subList(lines.indexOf("<!-- id: cds -->") + 2, lines.size())
			.stream()
			.takeWhile((line) -> !line.equals("```"))
			.map((line) -> Arrays.asList(line.split(" ")))
			.map((words) -> words.subList(1, words.size()))
			.toList();
	}

	private SampleProcess java(String name, List<String> arguments) {
		SampleProcess process = SampleProcess.launchJava(this.directory, name, arguments);
		this.processes.add(process);
		return process;
	}

	private void awaitRowOf(SampleProcess instance) {
		String identity = instance.identity();
		Awaitility.await()
			.until(() -> Instances.get(instance.port(), "/ledger?limit=1")
				.path(0)
				.path("instance")
				.asString("")
				.equals(identity));
	}

	/**
	 * Takes the lease away, with most of a retry period left in which the instance does
	 * not know: its job runs, and its transaction must not commit.
	 */
	private void seizeAfterARenewal(SampleProcess instance) {
		// Connected before, so that the time that this takes is not the job's.
		SingleConnectionDataSource rival = new SingleConnectionDataSource(url(), "sa", "", true);
		try {
			JdbcClient jdbc = JdbcClient.create(rival);
			assertThat(jdbc.sql("SELECT holder_identity FROM leader_election").query(String.class).single())
				.isEqualTo(instance.identity());
			String before = instance.election().path("renewedAt").asString();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.pollInterval(Duration.ofMillis(50))
				.until(() -> !instance.election().path("renewedAt").asString().equals(before));
			int updated = jdbc
				.sql("UPDATE leader_election SET holder_identity = 'rival', version = version + 1,"
						+ " fencing_token = fencing_token + 1, lease_duration_ms = 600000")
				.update();
			assertThat(updated).isEqualTo(1);
		}
		finally {
			rival.destroy();
		}
	}

	private static double executions(SampleProcess instance, String outcome) {
		return Instances.get(instance.port(), "/actuator/metrics/leaderelection.executions?tag=outcome:" + outcome)
			.path("measurements")
			.path(0)
			.path("value")
			.asDouble();
	}

	private JdbcClient.StatementSpec election() {
		return jdbc().sql("SELECT * FROM leader_election");
	}

	private long rows() {
		return jdbc().sql("SELECT count(*) FROM ledger").query(Long.class).single();
	}

	private JdbcClient jdbc() {
		return JdbcClient.create(new DriverManagerDataSource(url(), "sa", ""));
	}

	private String url() {
		return TwoInstancesTests.url(this.directory.resolve("data"));
	}

}
