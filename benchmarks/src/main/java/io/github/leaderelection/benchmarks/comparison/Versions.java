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

package io.github.leaderelection.benchmarks.comparison;

import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.leaderelection.benchmarks.arena.BenchmarkDatabase;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.postgresql.Driver;

import org.springframework.boot.SpringApplication;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;

/** What was compared, to the last digit. */
final class Versions {

	private static final List<Class<?>> LIBRARIES = List.of(SpringApplication.class, JdbcLockRegistry.class,
			SimpleLock.class, HikariDataSource.class, Driver.class);

	private Versions() {
	}

	static String describe(BenchmarkDatabase database) {
		Stream<String> own = Stream.of("leaderelection " + System.getProperty("benchmarks.version", "(unpackaged)"));
		Stream<String> server = Stream.of(database.describe());
		return String.join(", ",
				Stream.of(own, LIBRARIES.stream().map(Versions::jar), server).flatMap((names) -> names).toList());
	}

	/** A jar's name carries its version, and no manifest has to. */
	private static String jar(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return (source != null) ? nameOf(source.getLocation().getPath()) : type.getName();
	}

	static String nameOf(String path) {
		return Path.of(path).getFileName().toString().replaceFirst("\\.jar$", "");
	}

}
