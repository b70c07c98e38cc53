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

package io.github.leaderelection.chaos;

import io.github.leaderelection.chaos.settings.ChaosDatabase;
import io.github.leaderelection.testing.TestDatabase;
import io.github.leaderelection.testing.TestDatabases;

/**
 * A database of a test's own: in a container where Docker answers, else on a server from
 * PostgreSQL's binaries.
 */
final class TestChaosDatabase implements ChaosDatabase {

	private final TestDatabase database = TestDatabases.postgres();

	@Override
	public String jdbcUrl() {
		return this.database.jdbcUrl();
	}

	@Override
	public String username() {
		return this.database.username();
	}

	@Override
	public String password() {
		return this.database.password();
	}

	@Override
	public void stop() {
		this.database.server().stop();
	}

	@Override
	public void start() {
		this.database.server().start();
	}

	@Override
	public void freeze() {
		this.database.server().pause();
	}

	@Override
	public void wake() {
		this.database.server().resume();
	}

	@Override
	public void close() {
		this.database.close();
	}

}
