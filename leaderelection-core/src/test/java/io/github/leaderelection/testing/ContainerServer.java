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

import java.time.Duration;
import java.util.List;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import org.awaitility.Awaitility;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A server in a container. */
final class ContainerServer implements TestServer {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String PASSWORD = "secret";

	private final JdbcDatabaseContainer<?> container;

	private final String subprotocol;

	private final int port;

	private final String stopSignal;

	private ContainerServer(JdbcDatabaseContainer<?> container, String subprotocol, int containerPort,
			String stopSignal) {
		this.container = container;
		this.subprotocol = subprotocol;
		this.port = FreePort.next();
		this.stopSignal = stopSignal;
		PortBinding binding = new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", this.port),
				ExposedPort.tcp(containerPort));
		container.withCreateContainerCmdModifier((command) -> {
			HostConfig hostConfig = command.getHostConfig();
			command.withHostConfig(((hostConfig != null) ? hostConfig : HostConfig.newHostConfig())
				.withPortBindings(List.of(binding)));
		});
		container.start();
		// Where Testcontainers' own reaper is switched off, nobody else would.
		Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
	}

	static ContainerServer postgres() {
		PostgreSQLContainer container = new PostgreSQLContainer("postgres:17").withUsername("postgres")
			.withPassword(PASSWORD);
		container.setCommand("postgres", "-c", "fsync=off");
		return new ContainerServer(container, "postgresql", PostgreSQLContainer.POSTGRESQL_PORT, "INT");
	}

	static ContainerServer mariaDb() {
		MariaDBContainer container = new MariaDBContainer("mariadb:11.8").withUsername("root").withPassword(PASSWORD);
		container.setCommand("--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0");
		return new ContainerServer(container, "mariadb", 3306, "TERM");
	}

	@Override
	public String jdbcUrl(String database) {
		return "jdbc:" + this.subprotocol + "://127.0.0.1:" + this.port + "/" + database;
	}

	@Override
	public String username() {
		return this.container.getUsername();
	}

	@Override
	public String password() {
		return this.container.getPassword();
	}

	@Override
	public void stop() {
		docker().killContainerCmd(id()).withSignal(this.stopSignal).exec();
		Awaitility.await().atMost(PATIENCE).until(() -> !this.container.isRunning());
	}

	@Override
	public void start() {
		docker().startContainerCmd(id()).exec();
		TestDatabase.awaitAnswer(jdbcUrl(this.container.getDatabaseName()), username(), password());
	}

	@Override
	public void pause() {
		docker().pauseContainerCmd(id()).exec();
	}

	@Override
	public void resume() {
		docker().unpauseContainerCmd(id()).exec();
	}

	@Override
	public String log() {
		return this.container.getLogs();
	}

	private DockerClient docker() {
		return this.container.getDockerClient();
	}

	private String id() {
		return this.container.getContainerId();
	}

}
