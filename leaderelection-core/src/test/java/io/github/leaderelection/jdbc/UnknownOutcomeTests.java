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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.ResourceLock;
import io.github.leaderelection.lock.WriteCondition.AtVersion;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes that take effect and whose answer does not come. */
class UnknownOutcomeTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	/** Repeated, it would be refused for its own sake, and nobody would lead. */
	@Test
	void anAcquisitionOfWhichNothingWasHeardIsNotRepeated() throws SQLException {
		try (TestDatabase database = TestDatabases.h2()) {
			LeaderElectionSchema.create(database.dataSource(), SqlDialects.forPlatform("h2"), "leader_election");
			MuteAcquisitions dataSource = new MuteAcquisitions(database);
			try (JdbcLockFactory process = JdbcLockFactory.builder(dataSource).build()) {
				ResourceLock reports = process.create("reports", "a");
				reports.create(LeaderElectionRecord.heldBy("b", 1, Duration.ofSeconds(15)), TIMEOUT);
				LockOperation acquisition = new LockOperation.Update(
						LeaderElectionRecord.heldBy("a", 2, Duration.ofSeconds(15)), new AtVersion(1));
				List<LockReply> replies = reports.batch()
					.execute(List.of(new LockCall(reports, acquisition, TIMEOUT),
							new LockCall(process.create("invoices", "a"), new LockOperation.Get(), TIMEOUT)));
				assertThat(replies.get(0)).isInstanceOf(LockReply.Failed.class);
				assertThat(replies.get(1)).isInstanceOf(LockReply.Read.class);
				assertThat(dataSource.acquisitions).hasValue(1);
				assertThat(reports.get(TIMEOUT).orElseThrow().record().holderIdentity()).isEqualTo("a");
			}
		}
	}

	private static final class MuteAcquisitions extends DelegatingDataSource {

		private final AtomicInteger acquisitions = new AtomicInteger();

		MuteAcquisitions(TestDatabase database) {
			super(database.dataSource());
		}

		@Override
		public Connection getConnection() throws SQLException {
			return mute(Connection.class, super.getConnection(), "");
		}

		private <T> T mute(Class<T> type, T target, String sql) {
			return type
				.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, given) -> {
					try {
						Object result = method.invoke(target, given);
						if (result instanceof PreparedStatement statement) {
							return mute(PreparedStatement.class, statement, (String) given[0]);
						}
						if (method.getName().equals("execute") && sql.contains("AND version = ")) {
							this.acquisitions.incrementAndGet();
							throw new SQLException("no answer", "08006", new SocketTimeoutException("Read timed out"));
						}
						return result;
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				}));
		}

	}

}
