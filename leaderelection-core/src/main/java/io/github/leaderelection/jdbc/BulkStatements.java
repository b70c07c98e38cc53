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
import java.util.Arrays;
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
import io.github.leaderelection.lock.LockException;
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
		Parameters parameters = new Parameters(connection, calls);
		return switch (CallKind.of(calls.get(0).operation())) {
			case GET -> read(parameters, timeout);
			case CREATE -> write(this.insert, null, parameters.records(), lockWait, timeout);
			case ACQUIRE -> write(this.acquire, this.acquirable,
					parameters.records().longs("versions", (call) -> atVersion(call).version()), lockWait, timeout);
			case RENEW, RELEASE -> write(this.renew, this.renewable,
					parameters.records().texts("identities", (call) -> heldBy(call).identity()), lockWait, timeout);
		};
	}

	private static WriteCondition.AtVersion atVersion(LockCall call) {
		return (WriteCondition.AtVersion) ((LockOperation.Update) call.operation()).condition();
	}

	private static WriteCondition.HeldBy heldBy(LockCall call) {
		return (WriteCondition.HeldBy) ((LockOperation.Update) call.operation()).condition();
	}

	private @Nullable LockReply[] read(Parameters parameters, int timeout) throws SQLException {
		Map<String, @Nullable LockSnapshot> found = new HashMap<>();
		try (PreparedStatement statement = this.select.prepare(parameters.connection, parameters.values, timeout);
				ResultSet resultSet = statement.executeQuery()) {
			while (resultSet.next()) {
				found.put(resultSet.getString(1), LeaseStatements.usableSnapshot(resultSet, 1));
			}
		}
		return parameters.calls.stream().map((call) -> call.lock().electionName()).map((name) -> {
			LockSnapshot snapshot = found.get(name);
			boolean unusable = snapshot == null && found.containsKey(name);
			return unusable ? null : new LockReply.Read(Optional.ofNullable(snapshot));
		}).toArray(LockReply[]::new);
	}

	/** What was not written is refused, unless it could have been. */
	private static @Nullable LockReply[] write(NamedSql sql, @Nullable NamedSql writable, Parameters parameters,
			Duration lockWait, int timeout) throws SQLException {
		parameters.values.put("wait", lockWait.toMillis());
		Set<String> written = names(sql, parameters, timeout);
		@Nullable LockReply[] replies = new LockReply[parameters.calls.size()];
		if (written.size() == replies.length || writable == null) {
			Arrays.setAll(replies, (i) -> LockReply.ofWrite(written.contains(parameters.name(i))));
			return replies;
		}
		Set<String> locked;
		try {
			locked = names(writable, parameters, timeout);
		}
		catch (SQLException ex) {
			// What was written has been committed and must not be written again.
			LockReply unknown = new LockReply.Failed(
					new LockException("Could not tell whether the row is locked: " + ex.getMessage(), ex));
			Arrays.setAll(replies, (i) -> written.contains(parameters.name(i)) ? LockReply.ofWrite(true) : unknown);
			return replies;
		}
		Arrays.setAll(replies, (i) -> {
			boolean applied = written.contains(parameters.name(i));
			return (applied || !locked.contains(parameters.name(i))) ? LockReply.ofWrite(applied) : null;
		});
		return replies;
	}

	private static Set<String> names(NamedSql sql, Parameters parameters, int timeout) throws SQLException {
		Set<String> names = new HashSet<>();
		try (PreparedStatement statement = sql.prepare(parameters.connection, parameters.values, timeout);
				ResultSet resultSet = statement.executeQuery()) {
			while (resultSet.next()) {
				names.add(resultSet.getString(1));
			}
		}
		return names;
	}

	/** The parameters of all calls, an array of each. */
	private static final class Parameters {

		private final Connection connection;

		private final List<LockCall> calls;

		private final Map<String, @Nullable Object> values = new HashMap<>();

		Parameters(Connection connection, List<LockCall> calls) throws SQLException {
			this.connection = connection;
			this.calls = calls;
			texts("names", (call) -> call.lock().electionName());
		}

		String name(int index) {
			return this.calls.get(index).lock().electionName();
		}

		Parameters records() throws SQLException {
			texts("holders", (call) -> LeaseStatements.holder(record(call)));
			longs("tokens", (call) -> record(call).fencingToken());
			return longs("leases", (call) -> record(call).leaseDuration().toMillis());
		}

		private static LeaderElectionRecord record(LockCall call) {
			return (call.operation() instanceof LockOperation.Create create) ? create.record()
					: ((LockOperation.Update) call.operation()).record();
		}

		Parameters texts(String name, Function<LockCall, @Nullable String> value) throws SQLException {
			return put(name, "text", value);
		}

		Parameters longs(String name, Function<LockCall, Long> value) throws SQLException {
			return put(name, "bigint", value);
		}

		private Parameters put(String name, String type, Function<LockCall, ? extends @Nullable Object> value)
				throws SQLException {
			List<@Nullable Object> values = new ArrayList<>(this.calls.size());
			for (LockCall call : this.calls) {
				values.add(value.apply(call));
			}
			Array array = this.connection.createArrayOf(type, values.toArray());
			this.values.put(name, array);
			return this;
		}

	}

}
