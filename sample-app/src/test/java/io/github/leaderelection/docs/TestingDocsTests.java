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
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.github.leaderelection.election.RevocationReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.assertj.core.api.Assertions.assertThat;

/** The tests that the documentation shows, run as a reader would run them. */
class TestingDocsTests {

	private static final Markdown page = Markdown.read(Markdown.ROOT.resolve("docs/testing.md"));

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "testing-plain, HeartbeatTests, 1", "testing-contract, MyLockTests, 30" })
	void thoseWithoutSpringPass(String id, String testClass, int tests) throws Exception {
		assertPasses(page.block("java", id), testClass, tests);
	}

	@ParameterizedTest
	@CsvSource({ "testing-spring, ReportsTests, reports, 3", "testing-midway, ImportsTests, imports, 1" })
	void thoseWithSpringPass(String id, String testClass, String election, int tests) throws Exception {
		assertPasses(withApplication(page.block("java", id), "leaderelection.elections." + election + "="), testClass,
				tests);
	}

	/** The one election is that of this module's application.yml. */
	@Test
	void thatOfTheReadmePasses() throws Exception {
		assertPasses(withApplication(Markdown.readme().block("java", "testing"), "spring.application.name=orders"),
				"ReportsTests", 1);
	}

	@Test
	void theDependencyIsTheModule() throws IOException {
		String pom = Files.readString(Markdown.ROOT.resolve("leaderelection-test/pom.xml"));
		Markdown.Block block = Markdown.readme().block("xml", "test-dependency");
		assertThat(page.block("xml", "test-dependency").text()).isEqualTo(block.text());
		for (String tag : List.of("groupId", "version", "artifactId")) {
			String in = tag.equals("artifactId") ? pom.substring(pom.indexOf("</parent>")) : pom;
			assertThat(block.text()).contains(in.substring(in.indexOf("<" + tag), in.indexOf("</" + tag)));
		}
	}

	@Test
	void tableHasEachReasonThatCanBeGiven() {
		List<String> refused = List.of("TASK_COMPLETED", "TASK_FAILED");
		assertThat(page.table("reasons")).extracting((row) -> Markdown.code(row.get(0)))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(RevocationReason.values())
				.map(Enum::name)
				.filter((name) -> !refused.contains(name))
				.toList());
	}

	/**
	 * The reader has an application, which the text takes for granted. It is named here,
	 * since Spring Boot looks for it once in a package and all examples are in one.
	 */
	private static Markdown.Block withApplication(Markdown.Block block, String property) {
		String text = block.text()
			.replace("@SpringBootTest",
					"@SpringBootTest(classes = Application.class, properties = { \"spring.datasource.url=jdbc:h2:mem:testing\", \"%s\" })"
						.formatted(property));
		return new Markdown.Block(block.place(), block.id(), block.language(), text + """

				@org.springframework.boot.SpringBootConfiguration
				@org.springframework.boot.autoconfigure.EnableAutoConfiguration
				@ComponentScan
				class Application {
				}
				""");
	}

	private void assertPasses(Markdown.Block block, String testClass, int tests) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = Snippets.compile(block, this.directory)) {
			thread.setContextClassLoader(loader);
			SummaryGeneratingListener listener = new SummaryGeneratingListener();
			LauncherFactory.create()
				.execute(LauncherDiscoveryRequestBuilder.request()
					.selectors(List
						.of(DiscoverySelectors.selectClass(loader.loadClass(Snippets.PACKAGE + "." + testClass))))
					.build(), listener);
			TestExecutionSummary summary = listener.getSummary();
			assertThat(summary.getFailures().stream().map(TestExecutionSummary.Failure::getException)).isEmpty();
			assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(tests);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

}
