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

package io.github.leaderelection.benchmarks.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL as it ships, but that it logs every statement, to a file that can be read
 * by SQL, and keeps the times of commits.
 *
 * @param description what it runs in
 * @param host where it listens
 * @param port the port
 * @param username the administrator
 * @param password the administrator's password
 * @param stop ends it
 */
record PostgresServer(String description, String host, int port, String username, String password, Runnable stop) {

	static final String DATABASE = "postgres";

	/** Within the data directory. */
	static final String LOG = "log/server.log";

	/** {@code false} acts as if there were no Docker. */
	private static final String SWITCH = "benchmarks.docker";

	private static final String IMAGE = "postgres:17";

	/**
	 * In a container where Docker answers, else from the binaries that Maven Central has.
	 */
	static PostgresServer start(Path directory) {
		return (Boolean.parseBoolean(System.getProperty(SWITCH, "true"))
				&& DockerClientFactory.instance().isDockerAvailable()) ? container() : binaries(directory);
	}

	private static Map<String, String> settings() {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("logging_collector", "on");
		settings.put("log_directory", "log");
		settings.put("log_filename", "server.log");
		settings.put("log_rotation_age", "0");
		settings.put("log_rotation_size", "0");
		settings.put("log_line_prefix", ServerLog.LINE_PREFIX);
		settings.put("log_statement", "all");
		settings.put("track_commit_timestamp", "on");
		return settings;
	}

	private static PostgresServer container() {
		PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withDatabaseName(DATABASE)
			.withUsername("postgres")
			.withPassword("benchmarks");
		StringBuilder command = new StringBuilder("postgres");
		settings().forEach((name, value) -> command.append(" -c ").append(name).append('=').append(value));
		container.setCommand(command.toString());
		// Its log, where it says that it is ready, is a file.
		container.waitingFor(Wait.forListeningPort());
		container.start();
		return new PostgresServer("in a container", container.getHost(),
				container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), container.getUsername(),
				container.getPassword(), container::stop);
	}

	private static PostgresServer binaries(Path directory) {
		try {
			EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
				.setDataDirectory(directory.resolve("postgres"))
				.setCleanDataDirectory(true)
				.setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
				.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
				// What it changes for tests.
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("max_connections", "100");
			settings().forEach(builder::setServerConfig);
			EmbeddedPostgres postgres = builder.start();
			return new PostgresServer("from its binaries", "127.0.0.1", postgres.getPort(), "postgres", "postgres",
					() -> close(postgres));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void close(EmbeddedPostgres postgres) {
		try {
			postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
