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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.leaderelection.chaos.check.Evidence;
import io.github.leaderelection.chaos.check.ProcessEvidence;
import io.github.leaderelection.chaos.fleet.Fleet;
import io.github.leaderelection.chaos.history.HistoryDatabase;
import io.github.leaderelection.chaos.settings.ChaosDatabase;
import io.github.leaderelection.chaos.settings.ChaosSettings;

/** A database with a fleet on it, for a run or for a script. */
public final class Stage implements AutoCloseable {

	private final ChaosDatabase database;

	private final HistoryDatabase history;

	private final Fleet fleet;

	private final Path directory;

	/**
	 * Sets up a database, and a fleet of which nothing runs yet.
	 * @param name what the folder of its files is called
	 * @param settings the run
	 * @param database an empty one, which is closed with the stage
	 */
	public Stage(String name, ChaosSettings settings, ChaosDatabase database) {
		try {
			Path runs = Files.createDirectories(settings.output().resolve("chaos").toAbsolutePath());
			this.directory = Files.createTempDirectory(runs, name + "-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.database = database;
		this.history = new HistoryDatabase(this.database);
		this.history.create();
		this.fleet = new Fleet(settings, this.database, this.directory);
	}

	/**
	 * The database.
	 * @return the database
	 */
	public ChaosDatabase database() {
		return this.database;
	}

	/**
	 * What the database records.
	 * @return the history
	 */
	public HistoryDatabase history() {
		return this.history;
	}

	/**
	 * The instances.
	 * @return the fleet
	 */
	public Fleet fleet() {
		return this.fleet;
	}

	/**
	 * Leaves lines beside the files of the processes, for people.
	 * @param file the name of the file
	 * @param lines what to leave
	 */
	public void leave(String file, List<?> lines) {
		try {
			Files.write(this.directory.resolve(file), lines.stream().map(String::valueOf).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What there is for the checker so far.
	 * @return the evidence
	 */
	public Evidence evidence() {
		return new Evidence(this.history.read(), this.fleet.processes().stream().map(ProcessEvidence::of).toList());
	}

	@Override
	public void close() {
		this.fleet.close();
		this.database.close();
	}

}
