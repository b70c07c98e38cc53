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

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.leaderelection.lock.LeaderElectionRecord;
import io.github.leaderelection.lock.LockCall;
import io.github.leaderelection.lock.LockOperation;
import io.github.leaderelection.lock.LockReply;
import io.github.leaderelection.lock.LockSnapshot;
import io.github.leaderelection.lock.WriteCondition;

/** Performs operations of one kind on many rows of one table, by one statement. */
final class BulkStatements implements ManyRows {

	private final NamedSql select;

	private final NamedSql insert;

	private final NamedSql acquire;

	private final NamedSql acquirable;

	private final NamedSql renew;

	private final NamedSql renewable;

	BulkStatements(BulkSql sql) {
		this.select = new NamedSql(sql.select());
		this.insert = new NamedSql(sql.insert());
		this.acquire = new NamedSql(sql.acquire());
		this.acquirable = new NamedSql(sql.acquirable());
		this.renew = new NamedSql(sql.renew());
		this.renewable = new NamedSql(sql.renewable());
	}

	@Override
	public int most() {
		return Integer.MAX_VALUE;
	}

	@Override
	public @Nullable LockReply[] perform(Connection connection, List<LockCall> calls, Bounds bounds)
			throws SQLException {
		int timeout = bounds.querySeconds();
		Duration lockWait = bounds.lockWait();
		Arrays arrays = new Arrays(connection, calls);
		return switch (CallKind.of(calls.get(0).operation())) {
			case GET -> read(arrays, timeout);
			case CREATE -> write(this.insert, null, arrays.records(), lockWait, timeout);
			case ACQUIRE -> write(this.acquire, this.acquirable,
					arrays.records().longs("versions", (call) -> atVersion(call).version()), lockWait, timeout);
			case RENEW, RELEASE -> write(this.renew, this.renewable,
					arrays.records().texts("identities", (call) -> heldBy(call).identity()), lockWait, timeout);
		};
	}

	private static WriteCondition.AtVersion atVersion(LockCall call) {
		return (WriteCondition.AtVersion) ((LockOperation.Update) call.operation()).condition();
	}

	private static WriteCondition.HeldBy heldBy(LockCall call) {
		return (WriteCondition.HeldBy) ((LockOperation.Update) call.operation()).condition();
	}

	private @Nullable LockReply[] read(Arrays arrays, int timeout) throws SQLException {
		Map<String, LockSnapshot> found = new HashMap<>();
		try (PreparedStatement statement = this.select.prepare(arrays.connection, arrays.parameters, timeout);
				ResultSet resultSet = statement.executeQuery()) {
			while (resultSet.next()) {
				found.put(resultSet.getString(1), LeaseStatements.snapshot(resultSet, 1));
			}
		}
		return arrays.calls.stream()
			.map((call) -> new LockReply.Read(Optional.ofNullable(found.get(call.lock().electionName()))))
			.toArray(LockReply[]::new);
	}

	/** What was not written is refused, unless it could have been. */
	private static @Nullable LockReply[] write(NamedSql sql, @Nullable NamedSql writable, Arrays arrays,
			Duration lockWait, int timeout) throws SQLException {
		arrays.parameters.put("wait", lockWait.toMillis());
		Set<String> written = names(sql, arrays, timeout);
		Set<String> locked = (writable != null && written.size() < arrays.calls.size())
				? names(writable, arrays, timeout) : Set.of();
		return arrays.calls.stream().map((call) -> call.lock().electionName()).map((name) -> {
			boolean applied = written.contains(name);
			return (applied || !locked.contains(name)) ? LockReply.ofWrite(applied) : null;
		}).toArray(LockReply[]::new);
	}

	private static Set<String> names(NamedSql sql, Arrays arrays, int timeout) throws SQLException {
		Set<String> names = new HashSet<>();
		try (PreparedStatement statement = sql.prepare(arrays.connection, arrays.parameters, timeout);
				ResultSet resultSet = statement.executeQuery()) {
			while (resultSet.next()) {
				names.add(resultSet.getString(1));
			}
		}
		return names;
	}

	/** The parameters of all calls, an array of each. */
	private static final class Arrays {

		private final Connection connection;

		private final List<LockCall> calls;

		private final Map<String, @Nullable Object> parameters = new HashMap<>();

		Arrays(Connection connection, List<LockCall> calls) throws SQLException {
			this.connection = connection;
			this.calls = calls;
			texts("names", (call) -> call.lock().electionName());
		}

		Arrays records() throws SQLException {
			texts("holders", (call) -> LeaseStatements.holder(record(call)));
			longs("tokens", (call) -> record(call).fencingToken());
			return longs("leases", (call) -> record(call).leaseDuration().toMillis());
		}

		private static LeaderElectionRecord record(LockCall call) {
			return (call.operation() instanceof LockOperation.Create create) ? create.record()
					: ((LockOperation.Update) call.operation()).record();
		}

		Arrays texts(String name, Function<LockCall, @Nullable String> value) throws SQLException {
			return put(name, "text", value);
		}

		Arrays longs(String name, Function<LockCall, Long> value) throws SQLException {
			return put(name, "bigint", value);
		}

		private Arrays put(String name, String type, Function<LockCall, ? extends @Nullable Object> value)
				throws SQLException {
			List<@Nullable Object> values = new ArrayList<>(this.calls.size());
			for (LockCall call : this.calls) {
				values.add(value.apply(call));
			}
			Array array = this.connection.createArrayOf(type, values.toArray());
			this.parameters.put(name, array);
			return this;
		}

	}

}
