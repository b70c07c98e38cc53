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

package io.github.leaderelection.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import io.github.leaderelection.lock.LockException;
import io.github.leaderelection.lock.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DedicatedDataSourceTests {

	private static final Duration BOUND = Duration.ofSeconds(1);

	@Timeout(60)
	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb" })
	void aServerThatAcceptsAndNeverAnswersIsGivenUp(String subprotocol) throws IOException {
		// Nobody accepts: the kernel completes connections, and that is all that happens.
		try (ServerSocket blackHole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			String url = "jdbc:" + subprotocol + "://127.0.0.1:" + blackHole.getLocalPort() + "/orders";
			SimpleDriverDataSource dataSource = DedicatedDataSource.create(url, "me", "secret", BOUND);
			long start = System.nanoTime();
			assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.multipliedBy(15));

			try (JdbcLockFactory factory = JdbcLockFactory.builder(dataSource).build()) {
				ResourceLock lock = factory.create("reports", "a");
				assertThatExceptionOfType(LockException.class).isThrownBy(() -> lock.get(BOUND))
					.withMessageContaining("Could not read leader_election/reports on " + url + ": no connection")
					.withMessageNotContaining("secret");
			}
		}
	}

	@Test
	void boundsConnectingAndReading() {
		SimpleDriverDataSource dataSource = DedicatedDataSource.create("jdbc:postgresql://db/orders", "me", "secret",
				Duration.ofMillis(7_900));

		assertThat(dataSource.getConnectionProperties()).containsEntry("connectTimeout", "7")
			.containsEntry("loginTimeout", "7")
			.containsEntry("socketTimeout", "7")
			.containsEntry("ApplicationName", "leaderelection");
		assertThat(dataSource.getUsername()).isEqualTo("me");
		assertThat(dataSource.getPassword()).isEqualTo("secret");
		assertThat(DedicatedDataSource.create("jdbc:mariadb://db/orders", null, null, Duration.ofMillis(7_900))
			.getConnectionProperties())
			.containsOnly(Map.entry("connectTimeout", "7900"), Map.entry("socketTimeout", "7900"));
	}

	@Test
	void leavesWhatTheUserHasSet() {
		SimpleDriverDataSource dataSource = DedicatedDataSource
			.create("jdbc:postgresql://db/orders?socketTimeout=99&ApplicationName=orders", null, null, BOUND);
		assertThat(dataSource.getConnectionProperties()).doesNotContainKeys("socketTimeout", "ApplicationName")
			.containsEntry("connectTimeout", "1");

		Properties properties = new Properties();
		properties.setProperty("connectTimeout", "5");
		dataSource.setConnectionProperties(properties);
		DedicatedDataSource.bound(dataSource, BOUND);
		assertThat(dataSource.getConnectionProperties()).containsEntry("connectTimeout", "5")
			.containsEntry("loginTimeout", "1");
		assertThat(properties).as("the user's own").hasSize(1);
	}

	@Test
	void leavesUnknownDatabasesAlone() throws SQLException {
		SimpleDriverDataSource dataSource = DedicatedDataSource.create("jdbc:h2:mem:", "sa", "", BOUND);

		assertThat(dataSource.getConnectionProperties()).isEmpty();
		dataSource.getConnection().close();
	}

	@Test
	void aUrlWithoutADriverIsNamedWithoutItsSecrets() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> DedicatedDataSource.create("jdbc:nosuch://me:secret@db/x?password=secret", null, null, BOUND))
			.withMessageContaining("jdbc:nosuch://db/x")
			.withMessageNotContaining("secret");
	}

}
