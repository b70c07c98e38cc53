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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** A statement with named parameters, parsed once. */
final class NamedSql {

	private final ParsedSql parsed;

	private final String positional;

	NamedSql(String sql) {
		this.parsed = NamedParameterUtils.parseSqlStatement(sql);
		this.positional = NamedParameterUtils.substituteNamedParameters(this.parsed, null);
	}

	PreparedStatement prepare(Connection connection, Map<String, @Nullable Object> parameters, int timeoutSeconds)
			throws SQLException {
		@Nullable Object[] values = NamedParameterUtils.buildValueArray(this.parsed, new MapSqlParameterSource(parameters), null);
		PreparedStatement statement = connection.prepareStatement(this.positional);
		try {
			statement.setQueryTimeout(timeoutSeconds);
			for (int i = 0; i < values.length; i++) {
				bind(statement, i + 1, values[i]);
			}
			return statement;
		}
		catch (SQLException | RuntimeException ex) {
			statement.close();
			throw ex;
		}
	}

	private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
		if (value == null) {
			statement.setNull(index, Types.VARCHAR);
		}
		else if (value instanceof Long number) {
			statement.setLong(index, number);
		}
		else {
			statement.setString(index, (String) value);
		}
	}

}
