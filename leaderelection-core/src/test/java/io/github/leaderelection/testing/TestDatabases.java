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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens databases for tests. Servers run in containers where Docker answers, one of each
 * kind for the JVM, started when it is first asked for. Without Docker PostgreSQL runs
 * from its binaries, and a test that needs MariaDB is skipped and says so.
 */
public final class TestDatabases {

	private static final Logger logger = LoggerFactory.getLogger(TestDatabases.class);

	private static final AtomicInteger counter = new AtomicInteger();

	private TestDatabases() {
	}

	/**
	 * Opens an empty H2 database in memory.
	 * @return the database
	 */
	public static TestDatabase h2() {
		return h2("jdbc:h2:mem:" + name() + ";DB_CLOSE_DELAY=-1");
	}

	/**
	 * Opens an empty H2 database in a file that several processes can share.
	 * @param directory where the file is put
	 * @return the database
	 */
	public static TestDatabase h2File(Path directory) {
		return h2("jdbc:h2:file:" + directory.resolve(name()).toAbsolutePath() + ";AUTO_SERVER=TRUE");
	}

	private static TestDatabase h2(String url) {
		return new TestDatabase("h2", url, "sa", "", null, () -> TestDatabase.executeOn(url, "sa", "", "SHUTDOWN"));
	}

	/**
	 * Opens an empty PostgreSQL database.
	 * @return the database; its owner is a superuser
	 */
	public static TestDatabase postgres() {
		return onServer("postgresql", Postgres.SERVER, "postgres", " WITH (FORCE)");
	}

	/**
	 * Opens an empty MariaDB database.
	 * @return the database
	 * @throws TestAbortedException where Docker does not answer
	 */
	public static TestDatabase mariaDb() {
		if (!Docker.answers()) {
			String message = "SKIPPED: a test on MariaDB, because Docker does not answer";
			logger.warn(message);
			throw new TestAbortedException(message);
		}
		return onServer("mariadb", MariaDb.SERVER, "", "");
	}

	/**
	 * Opens an empty database that has the name of another, on another server of the same
	 * kind.
	 * @param database the other
	 * @return the database
	 */
	public static TestDatabase namesakeOf(TestDatabase database) {
		boolean postgres = "postgresql".equals(database.platform());
		String url = database.jdbcUrl();
		return onServer(database.platform(), postgres ? OtherPostgres.SERVER : OtherMariaDb.SERVER,
				postgres ? "postgres" : "", "", url.substring(url.lastIndexOf('/') + 1));
	}

	/**
	 * Opens a PostgreSQL database, and the same on a server with a copy of the first
	 * one's files.
	 * @return the database and its copy, on servers of their own
	 * @throws TestAbortedException where there are no binaries for the machine
	 */
	public static List<TestDatabase> postgresAndItsCopy() {
		EmbeddedPostgresServer server = embeddedPostgres();
		String name = name();
		TestDatabase.executeOn(server.jdbcUrl("postgres"), server.username(), server.password(),
				"CREATE DATABASE " + name);
		return Stream.of(server, server.copy())
			.map((each) -> new TestDatabase("postgresql", each.jdbcUrl(name), each.username(), each.password(), each,
					each::stop))
			.toList();
	}

	private static EmbeddedPostgresServer embeddedPostgres() {
		try {
			return new EmbeddedPostgresServer();
		}
		catch (RuntimeException ex) {
			String message = "SKIPPED: a test on a copy of PostgreSQL's files, because its binaries do not run here";
			logger.warn(message, ex);
			throw new TestAbortedException(message, ex);
		}
	}

	private static TestDatabase onServer(String platform, TestServer server, String maintenanceDatabase,
			String dropOptions) {
		return onServer(platform, server, maintenanceDatabase, dropOptions, name());
	}

	private static TestDatabase onServer(String platform, TestServer server, String maintenanceDatabase,
			String dropOptions, String name) {
		String maintenanceUrl = server.jdbcUrl(maintenanceDatabase);
		TestDatabase.executeOn(maintenanceUrl, server.username(), server.password(), "CREATE DATABASE " + name);
		return new TestDatabase(platform, server.jdbcUrl(name), server.username(), server.password(), server,
				() -> TestDatabase.executeOn(maintenanceUrl, server.username(), server.password(),
						"DROP DATABASE " + name + dropOptions));
	}

	private static String name() {
		return "test" + counter.incrementAndGet();
	}

	private static final class Postgres {

		static final TestServer SERVER = launch();

		static TestServer launch() {
			return Docker.answers() ? ContainerServer.postgres() : new EmbeddedPostgresServer();
		}

	}

	private static final class OtherPostgres {

		static final TestServer SERVER = Postgres.launch();

	}

	private static final class MariaDb {

		static final TestServer SERVER = ContainerServer.mariaDb();

	}

	private static final class OtherMariaDb {

		static final TestServer SERVER = ContainerServer.mariaDb();

	}

}
