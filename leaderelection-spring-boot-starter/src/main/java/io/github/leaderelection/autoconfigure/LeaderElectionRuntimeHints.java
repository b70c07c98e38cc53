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

package io.github.leaderelection.autoconfigure;

import io.github.leaderelection.annotation.ConditionalOnLeader;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What a native image has to keep. */
class LeaderElectionRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/github/leaderelection/jdbc/schema-*.sql");
		hints.reflection().registerType(ConditionalOnLeader.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.proxies().registerJdkProxy(ConditionalOnLeader.class);
		// Looked for by their names: before anything is listened for, and before a pool's
		// settings are copied.
		hints.reflection().registerTypeIfPresent(classLoader, "org.postgresql.PGConnection");
		hints.reflection().registerTypeIfPresent(classLoader, "com.zaxxer.hikari.HikariDataSource");
	}

}
