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

package io.github.leaderelection.docs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Programs that a machine may lack. */
final class Executables {

	private static final Logger logger = LoggerFactory.getLogger(Executables.class);

	private Executables() {
	}

	/**
	 * Finds a program.
	 * @param name how it is called
	 * @param purpose what is skipped without it
	 * @return where it is
	 * @throws TestAbortedException where it is not on the path
	 */
	static Path find(String name, String purpose) {
		return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> {
				String message = "SKIPPED: " + purpose + ", because there is no '" + name + "' on the path";
				logger.warn(message);
				return new TestAbortedException(message);
			});
	}

}
