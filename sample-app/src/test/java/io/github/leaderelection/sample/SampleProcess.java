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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** An instance of the sample in a JVM of its own. */
final class SampleProcess implements AutoCloseable {

	/** A port of its own, and a log that can be read. */
	static final List<String> PROPERTIES = List.of("--server.port=0", "--server.address=127.0.0.1",
			"--spring.main.banner-mode=off", "--logging.level.root=INFO");

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final Path log;

	private final Process process;

	private final Thread reaper;

	private SampleProcess(Path log, Process process) {
		this.log = log;
		this.process = process;
		this.reaper = new Thread(process::destroyForcibly);
		// Where the JVM of the tests is ended before it can close this.
		Runtime.getRuntime().addShutdownHook(this.reaper);
	}

	/**
	 * Launches an instance and does not wait until it has started.
	 * @param directory where it works and logs
	 * @param name the name of its log
	 * @param arguments properties, in the form of the command line
	 */
	static SampleProcess launch(Path directory, String name, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of("-cp", System.getProperty("java.class.path"), SampleApplication.class.getName()));
		command.addAll(PROPERTIES);
		command.addAll(arguments);
		return launchJava(directory, name, command);
	}

	/**
	 * Launches an instance, or a tool of its jar, in another way.
	 * @param directory where it works and logs
	 * @param name the name of its log
	 * @param arguments of the {@code java} command
	 */
	static SampleProcess launchJava(Path directory, String name, List<String> arguments) {
		Path log = directory.resolve(name + ".log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m"));
		command.addAll(arguments);
		try {
			return new SampleProcess(log,
					new ProcessBuilder(command).directory(directory.toFile())
						.redirectErrorStream(true)
						.redirectOutput(log.toFile())
						.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return Integer.parseInt(await(PORT).group(1));
	}

	JsonNode election() {
		return Instances.get(port(), Instances.ELECTION);
	}

	String identity() {
		return Instances.get(port(), "/").path("instance").asString();
	}

	SampleProcess awaitFollowing(SampleProcess leader) {
		String identity = leader.identity();
		Awaitility.await()
			.atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> election().path("leaderIdentity").asString("").equals(identity));
		return this;
	}

	/** As Kubernetes waits before it stops another. */
	SampleProcess awaitReady() {
		Awaitility.await()
			.atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> Instances.get(port(), "/actuator/health/readiness").path("status").asString().equals("UP"));
		return this;
	}

	SampleProcess awaitLeading() {
		Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> Instances.leads(port()));
		return this;
	}

	/**
	 * When a line was logged.
	 * @param text what it contains
	 */
	Instant logged(String text) {
		Matcher matcher = await(Pattern.compile("(?m)^(\\S+) .*" + Pattern.quote(text)));
		return OffsetDateTime.parse(matcher.group(1)).toInstant();
	}

	private Matcher await(Pattern pattern) {
		Matcher[] found = new Matcher[1];
		Awaitility.await().atMost(PATIENCE).until(() -> {
			found[0] = pattern.matcher(log());
			boolean there = found[0].find();
			if (!there && !this.process.isAlive()) {
				throw new IllegalStateException("The instance has ended:\n" + log());
			}
			return there;
		});
		return found[0];
	}

	long pid() {
		return this.process.pid();
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Waits until it has ended by itself. */
	int awaitExitValue() {
		awaitExit();
		return this.process.exitValue();
	}

	/** As {@code kill} does. */
	void terminate() {
		this.process.destroy();
		awaitExit();
	}

	/** As {@code kill -9} does. */
	void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	private void awaitExit() {
		Awaitility.await().atMost(PATIENCE).until(() -> !this.process.isAlive());
	}

	@Override
	public void close() {
		kill();
		Runtime.getRuntime().removeShutdownHook(this.reaper);
	}

}
