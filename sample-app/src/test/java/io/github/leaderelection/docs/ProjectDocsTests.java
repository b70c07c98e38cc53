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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.leaderelection.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

/** The rest: commands, coordinates, versions, quoted messages, links. */
class ProjectDocsTests {

	/** Each of these has a test; "text" is for what only people read. */
	private static final Set<String> LANGUAGES = Set.of("java", "yaml", "sql", "json", "xml", "shell", "text");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)]*)?\\)");

	private static final Pattern IMAGE = Pattern.compile("<img src=\"([^\"]+)\"[^>]* alt=\"[^\"]+\">");

	private static final Pattern QUOTED = Pattern.compile("(?m)^### `(.*)`$");

	static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.walk(Markdown.ROOT.resolve("docs"));
				Stream<Path> root = Files.list(Markdown.ROOT)) {
			return Stream.concat(root, docs).filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
	}

	@Test
	void everyBlockIsOfAKindThatIsTested() {
		assertThat(Markdown.all().stream().flatMap((page) -> page.blocks().stream()))
			.filteredOn((block) -> !block.language().isEmpty())
			.allSatisfy((block) -> assertThat(LANGUAGES).as(block.toString()).contains(block.language()));
		assertThat(Markdown.readme().blocks()).noneMatch((block) -> block.language().isEmpty());
	}

	@Test
	void theTwoCommandsAreThoseOfContributors() {
		String contributing = read(Markdown.ROOT.resolve("CONTRIBUTING.md"));
		assertThat(Markdown.readme().block("shell", "commands").lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(contributing).contains("\n" + line + " "));
	}

	@Test
	void theSecondInstanceIsStartedByTheFirstCommandAndAPort() {
		String first = Markdown.readme().block("shell", "commands").lines().get(0);
		assertThat(Markdown.readme().block("shell", "demo").lines().get(0))
			.isEqualTo(first + " -Dspring-boot.run.arguments=--server.port=8081");
	}

	@Test
	void theDependencyIsTheStarter() {
		String pom = read(Markdown.ROOT.resolve("leaderelection-spring-boot-starter/pom.xml"));
		String parent = pom.substring(pom.indexOf("<parent>"), pom.indexOf("</parent>"));
		String artifact = pom.substring(pom.indexOf("</parent>"));
		Markdown.Block block = Markdown.readme().block("xml", "dependency");
		for (String element : List.of("groupId", "version")) {
			assertThat(element(block.text(), element)).isEqualTo(element(parent, element));
		}
		assertThat(element(block.text(), "artifactId")).isEqualTo(element(artifact, "artifactId"));
	}

	@Test
	void versionsAreThoseOfTheTests() throws Exception {
		Map<String, String> shown = Markdown.readme()
			.table("versions")
			.stream()
			.collect(Collectors.toMap((row) -> row.get(0), (row) -> row.get(1)));
		String pom = read(Markdown.ROOT.resolve("pom.xml"));
		assertThat(shown.get("Spring Boot").split(", ")).contains(SpringBootVersion.getVersion())
			.allSatisfy((version) -> assertThat(pom)
				.contains("<spring-boot.version>" + version + "</spring-boot.version>"));
		assertThat(shown.get("Java").split(", ")).contains(element(pom, "maven.compiler.release"));
		try (var database = TestDatabases.h2(); var connection = database.connect()) {
			assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith(shown.get("H2"));
		}
		String servers = read(Markdown.ROOT.resolve("leaderelection-core/src/fixtures/java/"
				+ TestDatabases.class.getPackageName().replace('.', '/') + "/ContainerServer.java"));
		assertThat(servers).contains("\"postgres:" + shown.get("PostgreSQL") + "\"")
			.contains("\"mariadb:" + shown.get("MariaDB") + "\"");
	}

	@Test
	void quotedMessagesAreThoseOfTheLibrary() {
		String sources = Stream.of("leaderelection-core", "leaderelection-spring-boot-starter")
			.map((module) -> Markdown.ROOT.resolve(module).resolve("src/main/java"))
			.map(ProjectDocsTests::readAll)
			.collect(Collectors.joining());
		List<String> quoted = QUOTED.matcher(read(Markdown.ROOT.resolve("docs/troubleshooting.md")))
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(quoted).isNotEmpty()
			.allSatisfy((message) -> assertThat(sources.contains(message)).as(message).isTrue());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Path page) {
		assertThat(LINK.matcher(read(page)).results().map((match) -> match.group(1)).toList())
			.filteredOn((target) -> !target.isEmpty() && !target.startsWith("https://"))
			.allSatisfy((target) -> assertThat(page.resolveSibling(target)).exists());
	}

	@Test
	void imagesAreThere() {
		List<String> images = IMAGE.matcher(read(Markdown.ROOT.resolve("README.md")))
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(images).isNotEmpty().allSatisfy((image) -> assertThat(Markdown.ROOT.resolve(image)).exists());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void anchorsLeadToHeadings(Path page) {
		assertThat(LINK.matcher(read(page)).results().filter((match) -> match.group(2) != null).toList())
			.filteredOn((match) -> !match.group(1).startsWith("https://"))
			.allSatisfy((match) -> {
				Path target = match.group(1).isEmpty() ? page : page.resolveSibling(match.group(1));
				assertThat(anchors(target)).contains(match.group(2));
			});
	}

	/** As GitHub makes them of headings. */
	private static List<String> anchors(Path page) {
		return read(page).lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
			.map((heading) -> "#" + heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
			.toList();
	}

	private static String element(String xml, String name) {
		int start = xml.indexOf("<" + name + ">") + name.length() + 2;
		return xml.substring(start, xml.indexOf("</" + name + ">"));
	}

	/** With strings that are broken over lines put together. */
	private static String readAll(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map(ProjectDocsTests::read)
				.map((text) -> text.replaceAll("\"\\s*\\+\\s*\"", ""))
				.collect(Collectors.joining());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
