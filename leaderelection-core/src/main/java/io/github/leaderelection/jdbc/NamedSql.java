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
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.AbstractSqlParameterSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** A statement with named parameters, parsed once. */
final class NamedSql {

	private final ParsedSql parsed;

	private final String positional;

	/** The name of the parameter at each position. */
	private final List<String> names;

	NamedSql(String sql) {
		this.parsed = NamedParameterUtils.parseSqlStatement(sql);
		this.positional = NamedParameterUtils.substituteNamedParameters(this.parsed, null);
		this.names = Stream.of(NamedParameterUtils.buildValueArray(this.parsed, new NamesAsValues(), null))
			.map(String::valueOf)
			.toList();
	}

	/** A list among the parameters gets as many positions as it has elements. */
	PreparedStatement prepare(Connection connection, Map<String, @Nullable Object> parameters, int timeoutSeconds)
			throws SQLException {
		boolean plain = parameters.values().stream().noneMatch(List.class::isInstance);
		String sql = plain ? this.positional
				: NamedParameterUtils.substituteNamedParameters(this.parsed, new MapSqlParameterSource(parameters));
		PreparedStatement statement = connection.prepareStatement(sql);
		try {
			statement.setQueryTimeout(timeoutSeconds);
			bind(statement, parameters);
			return statement;
		}
		catch (SQLException | RuntimeException ex) {
			statement.close();
			throw ex;
		}
	}

	/** The statement once with each of the parameters, none of them a list. */
	PreparedStatement prepareBatch(Connection connection, List<Map<String, @Nullable Object>> batch, int timeoutSeconds)
			throws SQLException {
		PreparedStatement statement = connection.prepareStatement(this.positional);
		try {
			statement.setQueryTimeout(timeoutSeconds);
			for (Map<String, @Nullable Object> parameters : batch) {
				bind(statement, parameters);
				statement.addBatch();
			}
			return statement;
		}
		catch (SQLException | RuntimeException ex) {
			statement.close();
			throw ex;
		}
	}

	private void bind(PreparedStatement statement, Map<String, @Nullable Object> parameters) throws SQLException {
		int index = 1;
		for (String name : this.names) {
			Object value = parameters.get(name);
			List<? extends @Nullable Object> values = (value instanceof List<?> list) ? list
					: Collections.singletonList(value);
			for (Object each : values) {
				bind(statement, index++, each);
			}
		}
	}

	private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
		if (value == null) {
			statement.setNull(index, Types.VARCHAR);
		}
		else if (value instanceof Long number) {
			statement.setLong(index, number);
		}
		else if (value instanceof Array array) {
			statement.setArray(index, array);
		}
		else {
			statement.setString(index, (String) value);
		}
	}

	private static final class NamesAsValues extends AbstractSqlParameterSource {

		@Override
		public boolean hasValue(String name) {
			return true;
		}

		@Override
		public Object getValue(String name) {
			return name;
		}

	}

}
