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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The alerts: valid, documented, firing when they should and not otherwise. */
class AlertRulesTests {

	private static final Path DIRECTORY = Markdown.ROOT.resolve("docs/monitoring");

	private static final Path RULES = DIRECTORY.resolve("alerts.yml");

	private static final String TESTS = "tests/alerts-test.yml";

	private static final String RUNBOOK = "https://github.com/leaderelection/leaderelection/blob/main/docs/troubleshooting.md#";

	private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)\\n((?:.*\\n)*?(?=\\n|\\z))");

	@TempDir
	Path directory;

	@Test
	void rulesAreValid() throws Exception {
		assertThat(promtool(DIRECTORY, "check", "rules", RULES.getFileName().toString())).contains("SUCCESS: 9 rules");
	}

	@Test
	void configurationThatIsShownIsValid() throws Exception {
		String indented = Files.readString(DIRECTORY.resolve("README.md"));
		String block = indented.substring(indented.indexOf("```yaml\n") + 8);
		Files.writeString(this.directory.resolve("prometheus.yml"),
				block.substring(0, block.indexOf("   ```")).stripIndent());
		Files.copy(RULES, this.directory.resolve("alerts.yml"));
		assertThat(promtool(this.directory, "check", "config", "prometheus.yml"))
			.contains("SUCCESS: 1 rule files found", "SUCCESS: 9 rules found");
	}

	@Test
	void eachAlertFiresWhenItShouldAndNotOtherwise() throws Exception {
		assertThat(promtool(DIRECTORY, "test", "rules", TESTS)).contains("SUCCESS");
	}

	/** A test that cannot fail would be worth nothing. */
	@Test
	void alertsThatDoNotWaitAreNoticed() throws Exception {
		Files.createDirectory(this.directory.resolve("tests"));
		Files.copy(DIRECTORY.resolve(TESTS), this.directory.resolve(TESTS));
		Files.writeString(this.directory.resolve("alerts.yml"),
				Files.readString(RULES).replaceAll("(?m)^ +for: .*\\n", ""));
		assertThat(promtool(this.directory, "test", "rules", TESTS)).contains("FAILED")
			.contains(alerts().stream()
				.filter((alert) -> alert.group(2).contains(" for: "))
				.map((alert) -> "alertname=\"" + alert.group(1) + "\"")
				.toList());
	}

	@Test
	void eachAlertHasACaseInWhichItFires() throws IOException {
		String tests = Files.readString(DIRECTORY.resolve(TESTS));
		assertThat(alerts()).hasSize(9)
			.allSatisfy((alert) -> assertThat(tests)
				.contains("ALERTS{alertname=\"" + alert.group(1) + "\", alertstate=\"firing\""));
	}

	@Test
	void eachAlertSaysWhatToDo() throws IOException {
		String troubleshooting = Files.readString(Markdown.ROOT.resolve("docs/troubleshooting.md"));
		List<List<String>> shown = Markdown.read(DIRECTORY.resolve("README.md")).table("alerts");
		assertThat(shown.stream().map((row) -> Markdown.code(row.get(0))))
			.containsExactlyElementsOf(alerts().stream().map((alert) -> alert.group(1)).toList());
		assertThat(alerts()).allSatisfy((alert) -> {
			String name = alert.group(1);
			assertThat(alert.group(2)).containsPattern("severity: (critical|warning)")
				.contains(" summary: ", " description: ")
				.contains(" runbook_url: " + RUNBOOK + name.toLowerCase(Locale.ROOT) + "\n");
			assertThat(troubleshooting).contains("\n### " + name + "\n");
			List<String> row = shown.stream()
				.filter((candidate) -> Markdown.code(candidate.get(0)).equals(name))
				.findFirst()
				.orElseThrow();
			assertThat(alert.group(2)).contains("severity: " + row.get(1) + "\n");
		});
	}

	private static List<MatchResult> alerts() throws IOException {
		return ALERT.matcher(Files.readString(RULES)).results().toList();
	}

	private static String promtool(Path directory, String... arguments) throws IOException, InterruptedException {
		Path promtool = Executables.find("promtool", "the test of the alert rules");
		ProcessBuilder builder = new ProcessBuilder(promtool.toString()).directory(directory.toFile())
			.redirectErrorStream(true);
		builder.command().addAll(List.of(arguments));
		Process process = builder.start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
			assertThat(process.exitValue() == 0).as(output).isEqualTo(!output.contains("FAILED"));
			return output;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
