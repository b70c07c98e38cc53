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

package io.github.leaderelection.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** PostgreSQL from the binaries that Maven Central has. */
final class EmbeddedPostgresServer implements TestServer {

	private final Path directory;

	private final int port = Docker.freePort();

	private EmbeddedPostgres postgres;

	EmbeddedPostgresServer() {
		this(newDirectory());
	}

	private EmbeddedPostgresServer(Path directory) {
		this.directory = directory;
		Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
		try {
			this.postgres = launch();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path newDirectory() {
		try {
			return Files.createTempDirectory("leaderelection-postgres");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts another server on a copy of the files, as a clone of the disk has them. */
	EmbeddedPostgresServer copy() {
		Path other = newDirectory();
		Path data = this.directory.resolve("data");
		stop();
		try (Stream<Path> files = Files.walk(data)) {
			for (Path file : (Iterable<Path>) files::iterator) {
				Files.copy(file, other.resolve("data").resolve(data.relativize(file).toString()),
						StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start();
		return new EmbeddedPostgresServer(other);
	}

	/** With the data and the port of the last time. */
	private EmbeddedPostgres launch() throws IOException {
		File log = this.directory.resolve("log").toFile();
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.directory.resolve("data"))
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPort(this.port)
			.setServerConfig("fsync", "off")
			.setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
			.setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
			.start();
	}

	private void remove() {
		stop();
		try (Stream<Path> files = Files.walk(this.directory)) {
			files.sorted((left, right) -> right.compareTo(left)).map(Path::toFile).forEach(File::delete);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String jdbcUrl(String database) {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + database;
	}

	@Override
	public String username() {
		return "postgres";
	}

	@Override
	public String password() {
		return "postgres";
	}

	@Override
	public void stop() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void start() {
		try {
			this.postgres = launch();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void pause() {
		signal("-STOP");
	}

	@Override
	public void resume() {
		signal("-CONT");
	}

	/** To the server and the processes of its sessions. */
	private void signal(String signal) {
		try {
			long pid = Long.parseLong(Files.readAllLines(this.directory.resolve("data/postmaster.pid")).get(0).strip());
			List<String> command = new ArrayList<>(List.of("kill", signal, Long.toString(pid)));
			ProcessHandle.of(pid)
				.stream()
				.flatMap(ProcessHandle::descendants)
				.forEach((session) -> command.add(Long.toString(session.pid())));
			new ProcessBuilder(command).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String log() {
		try {
			return Files.readString(this.directory.resolve("log"), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
