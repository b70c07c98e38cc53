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

package io.github.leaderelection.chaos.instance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import io.github.leaderelection.Leadership;
import io.github.leaderelection.chaos.log.LogEvent;
import io.github.leaderelection.chaos.log.ProcessLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Does what a script tells it on the standard input, a word a line: the moment at which a
 * leader is frozen is then chosen, not hit by luck.
 */
@Component
class Commands {

	private static final Logger logger = LoggerFactory.getLogger(Commands.class);

	private final Writing writing;

	private final Ledger ledger;

	private final ProcessLog log;

	private final CommitHold commitHold;

	private final CountDownLatch go = new CountDownLatch(1);

	Commands(Writing writing, Ledger ledger, ProcessLog log, CommitHold commitHold) {
		this.writing = writing;
		this.ledger = ledger;
		this.log = log;
		this.commitHold = commitHold;
	}

	@EventListener(ApplicationReadyEvent.class)
	void listen() {
		daemon("commands", () -> {
			try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
				for (String line = lines.readLine(); line != null; line = lines.readLine()) {
					perform(line);
				}
			}
			catch (IOException ex) {
				logger.debug("No more commands", ex);
			}
		});
	}

	private void perform(String command) {
		String row = this.ledger.row(command);
		switch (command) {
			case "hold-fenced" -> daemon(command, () -> this.writing.fenced(row, (term) -> hold(row, term)));
			case "hold-snapshot" ->
				daemon(command, () -> this.writing.fencedAtSnapshot(row, (term) -> hold(row, term)));
			case "hold-commit" ->
				daemon(command, () -> this.writing.fenced(row, (term) -> this.commitHold.arm(() -> hold(row, term))));
			case "hold-unfenced" -> daemon(command, () -> this.writing.unfenced(row, (term) -> hold(row, term)));
			case "write" -> {
				this.writing.fenced(this.ledger.newRow(), (term) -> {
				});
				this.writing.unfenced(this.ledger.newRow(), (term) -> {
				});
			}
			case "go" -> this.go.countDown();
			default -> throw new IllegalArgumentException("There is no command '" + command + "'");
		}
	}

	private void hold(String row, Leadership term) {
		this.log.append(LogEvent.HELD, term.fencingToken(), row);
		try {
			this.go.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void daemon(String name, Runnable action) {
		Thread thread = new Thread(action, name);
		thread.setDaemon(true);
		thread.start();
	}

}
