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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chromium without a window, driven by the WebDriver protocol. Both programs are found on
 * the {@code PATH}, or named by the system properties {@code chromium} and
 * {@code chromedriver}; nothing is downloaded.
 */
final class Browser implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Browser.class);

	private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

	private static final HttpClient client = HttpClient.newHttpClient();

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private final Process driver;

	private final Thread reaper;

	private final String session;

	private Browser(Process driver, Path profile, String binary) throws IOException {
		this.driver = driver;
		this.reaper = new Thread(() -> destroy(all(driver)));
		// Where the JVM of the tests is ended before it can close this.
		Runtime.getRuntime().addShutdownHook(this.reaper);
		String url = "http://127.0.0.1:" + port(driver);
		Map<String, ?> options = Map.of("binary", binary, "args",
				List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
						"--disable-background-networking", "--disable-component-update", "--disable-sync",
						"--disable-dev-shm-usage", "--hide-scrollbars", "--user-data-dir=" + profile));
		JsonNode created = call("POST", url + "/session", Map.of("capabilities", Map.of("alwaysMatch",
				Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL")))));
		this.session = url + "/session/" + created.path("sessionId").asString();
	}

	/**
	 * Starts a browser.
	 * @param directory where it keeps its files
	 * @throws TestAbortedException where there is none
	 */
	static Browser start(Path directory) throws IOException {
		Optional<Path> binary = find("chromium");
		Optional<Path> driver = find("chromedriver");
		if (binary.isEmpty() || driver.isEmpty()) {
			String message = "SKIPPED: a test in a browser, because there is no "
					+ (binary.isEmpty() ? "chromium" : "chromedriver")
					+ " on the PATH (Debian: apt-get install chromium chromium-driver)";
			logger.warn(message);
			throw new TestAbortedException(message);
		}
		Process process = new ProcessBuilder(driver.get().toString(), "--port=0").directory(directory.toFile())
			.redirectErrorStream(true)
			.start();
		return new Browser(process, Files.createDirectory(directory.resolve("profile")), binary.get().toString());
	}

	private static Optional<Path> find(String program) {
		String named = System.getProperty(program);
		Stream<Path> candidates = (named != null) ? Stream.of(Path.of(named))
				: Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
					.splitAsStream(System.getenv().getOrDefault("PATH", ""))
					.map((directory) -> Path.of(directory, program));
		return candidates.filter(Files::isExecutable).findFirst();
	}

	private static String port(Process driver) throws IOException {
		BufferedReader output = new BufferedReader(
				new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
		StringBuilder said = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			said.append(line).append('\n');
			Matcher matcher = PORT.matcher(line);
			if (matcher.find()) {
				return matcher.group(1);
			}
		}
		throw new IllegalStateException("chromedriver does not start:\n" + said);
	}

	void open(String url) {
		post("/url", Map.of("url", url));
	}

	/**
	 * Runs a script in the page.
	 * @param script the body of a function
	 * @param arguments what it finds in {@code arguments}
	 * @return what it returns
	 */
	JsonNode run(String script, Object... arguments) {
		return post("/execute/sync", Map.of("script", script, "args", List.of(arguments)));
	}

	/** What a person reads there; empty where there is no such element. */
	String text(String selector) {
		return run("return document.querySelector(arguments[0])?.innerText ?? ''", selector).asString();
	}

	/** Clicks as a person does: it must be there, in view, and not covered. */
	void click(String xpath) {
		JsonNode element = post("/element", Map.of("using", "xpath", "value", xpath));
		post("/element/" + element.values().iterator().next().asString() + "/click", Map.of());
	}

	/** Points at nothing, where the last click has left the mouse over a button. */
	void pointAway() {
		command("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", 1, "y", 1));
	}

	void resize(int width, int height, int scale) {
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", scale > 1));
	}

	void prefer(String feature, String value) {
		command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
	}

	byte[] screenshot() {
		return Base64.getDecoder()
			.decode(command("Page.captureScreenshot", Map.of("format", "png")).path("data").asString());
	}

	/** What the page has complained of since this was asked last. */
	List<String> complaints() {
		List<String> messages = new ArrayList<>();
		for (JsonNode entry : post("/se/log", Map.of("type", "browser"))) {
			messages.add(entry.path("level").asString() + ": " + entry.path("message").asString());
		}
		return messages;
	}

	private JsonNode command(String name, Map<String, ?> parameters) {
		return post("/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
	}

	private JsonNode post(String path, Map<String, ?> body) {
		return call("POST", this.session + path, body);
	}

	private static JsonNode call(String method, String url, Map<String, ?> body) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url))
			.timeout(Duration.ofMinutes(1))
			.method(method, HttpRequest.BodyPublishers.ofString(mapper.writeValueAsString(body)))
			.build();
		try {
			HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IllegalStateException(url + ": " + response.body());
			}
			return mapper.readTree(response.body()).path("value");
		}
		catch (IOException ex) {
			throw new IllegalStateException(url, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		// Those that the browser leaves behind are nobody's descendants once it has gone.
		List<ProcessHandle> all = all(this.driver);
		try {
			call("DELETE", this.session, Map.of());
		}
		finally {
			destroy(all);
			destroy(all(this.driver));
			Runtime.getRuntime().removeShutdownHook(this.reaper);
		}
	}

	private static List<ProcessHandle> all(Process driver) {
		return Stream.concat(driver.descendants(), Stream.of(driver.toHandle())).toList();
	}

	/** All of them, so that nobody writes into the profile while it is deleted. */
	private static void destroy(List<ProcessHandle> all) {
		all.forEach(ProcessHandle::destroyForcibly);
		all.forEach((process) -> process.onExit().join());
	}

}
