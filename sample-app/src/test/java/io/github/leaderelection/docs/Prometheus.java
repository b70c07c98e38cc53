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
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus server of the tests' own, on a free port of the loopback interface. */
final class Prometheus implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Pattern ADDRESS = Pattern.compile("address=(127\\.0\\.0\\.1:[1-9]\\d*)");

	private final HttpClient client = HttpClient.newHttpClient();

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Path log;

	private final Process process;

	private final Thread reaper;

	private Prometheus(Path log, Process process) {
		this.log = log;
		this.process = process;
		this.reaper = new Thread(process::destroyForcibly);
		// Where the JVM of the tests is ended before it can close this.
		Runtime.getRuntime().addShutdownHook(this.reaper);
	}

	/**
	 * Starts a server.
	 * @param program the executable
	 * @param directory where it keeps its data
	 * @param configuration its configuration
	 */
	static Prometheus start(Path program, Path directory, String configuration) throws IOException {
		Path config = Files.writeString(directory.resolve("prometheus.yml"), configuration);
		Path log = directory.resolve("prometheus.log");
		return new Prometheus(log,
				new ProcessBuilder(program.toString(), "--config.file=" + config,
						"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:0")
					.directory(directory.toFile())
					.redirectErrorStream(true)
					.redirectOutput(log.toFile())
					.start());
	}

	/**
	 * Evaluates an expression.
	 * @return the series that it gives, each with its labels and value
	 */
	JsonNode query(String expression) {
		return get("/api/v1/query?query=" + encode(expression)).path("result");
	}

	/**
	 * The value of an expression that gives one series; not a number where it does not.
	 */
	double value(String expression) {
		JsonNode result = query(expression);
		return (result.size() == 1) ? Double.parseDouble(result.path(0).path("value").path(1).asString()) : Double.NaN;
	}

	JsonNode labelValues(String label, String selector) {
		return get("/api/v1/label/" + label + "/values?match[]=" + encode(selector));
	}

	JsonNode get(String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + path.replace("[]", "%5B%5D")))
			.timeout(PATIENCE)
			.build();
		try {
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
			}
			return this.mapper.readTree(response.body()).path("data");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String address() {
		String[] found = new String[1];
		Awaitility.await().atMost(PATIENCE).until(() -> {
			String written = Files.readString(this.log);
			Matcher matcher = ADDRESS.matcher(written);
			boolean ready = written.contains("Server is ready") && matcher.find();
			if (!ready && !this.process.isAlive()) {
				throw new IllegalStateException("Prometheus has ended:\n" + written);
			}
			found[0] = ready ? matcher.group(1) : "";
			return ready;
		});
		return found[0];
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		// It keeps nothing that is worth an orderly end.
		this.process.destroyForcibly().onExit().join();
		Runtime.getRuntime().removeShutdownHook(this.reaper);
	}

}
