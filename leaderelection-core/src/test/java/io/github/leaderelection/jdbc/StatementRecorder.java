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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Writes down all that is sent to a database, prepared or not. */
final class StatementRecorder {

	private final List<String> statements = new CopyOnWriteArrayList<>();

	private final DataSource dataSource;

	StatementRecorder(DataSource target) {
		this.dataSource = new DelegatingDataSource(target) {

			@Override
			public Connection getConnection() throws SQLException {
				return record(Connection.class, super.getConnection());
			}

		};
	}

	DataSource dataSource() {
		return this.dataSource;
	}

	/** H2's settings are no statements on any wire. */
	List<String> statements() {
		return this.statements.stream().filter((sql) -> !sql.startsWith("SET LOCK_TIMEOUT")).toList();
	}

	void clear() {
		this.statements.clear();
	}

	private <T> T record(Class<T> type, Object target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
						&& (method.getName().startsWith("prepare") || method.getName().startsWith("execute"))) {
					this.statements.add(sql);
				}
				try {
					Object result = method.invoke(target, arguments);
					return method.getName().equals("createStatement") ? record(Statement.class, result) : result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

}
