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

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * MySQL: MariaDB's statements, another collation, and no bound for statements that write
 * but the shortest wait for a row, a second.
 */
final class MySqlDialect extends MariaDbDialect {

	@Override
	public String platform() {
		return "mysql";
	}

	@Override
	public List<String> sessionSettings(Duration bound) {
		return List.of("SET SESSION innodb_lock_wait_timeout = 1, max_execution_time = %s".formatted(bound.toMillis()));
	}

	/** It ends no transaction whose client has vanished. */
	@Override
	public Optional<BatchSql> batch(String table) {
		return Optional.empty();
	}

	/** Only a setting of the session bounds it there. */
	@Override
	String lockWait() {
		return "";
	}

}
